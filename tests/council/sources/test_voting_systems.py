"""Walks through the servers of voting systems: the first reads all, the next what changed; bad ones change nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytest_django import Settings

from council.models import Ballot, Meeting, Vote
from council.sources.esesja_votes import EsesjaVotes
from council.sources.posiedzenia_pl import PosiedzeniaPl
from council.sources.radni_info import RadniInfo
from tests.factories.council import PersonFactory, TermFactory
from tests.fakes import voting_systems as fakes
from tests.fakes.office import Office, Page
from watchdog.archive.models import Change, Sighting
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Report
from watchdog.ingest.source import HostedSource

pytestmark = pytest.mark.django_db

SINCE = date(2024, 5, 1)
NAMES = {
    "ZA": ["Kowalska Anna", "Łoś Michał"],
    "PRZECIW": ["Sowa Ewa"],
    "WSTRZYMUJĘ SIĘ": ["Wierzba-Łęcka Elżbieta"],
    "BRAK GŁOSU": ["Żak Jan"],
    "NIEOBECNI": ["Świerk Piotr"],
}
CHOICES = {
    "Anna Kowalska": "za",
    "Michał Łoś": "za",
    "Ewa Sowa": "przeciw",
    "Elżbieta Wierzba-Łęcka": "wstrzymal_sie",
    "Jan Żak": "nie_glosowal",
    "Piotr Świerk": "nieobecny",
}

Publish = Callable[[Office, list[fakes.Meeting]], None]
SYSTEMS = {
    "esesja": (EsesjaVotes, fakes.esesja, ""),
    "posiedzenia": (PosiedzeniaPl, fakes.posiedzenia, "/miasto"),
    "radni": (RadniInfo, fakes.radni, ""),
}


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest, office: Office) -> tuple[HostedSource, Publish]:
    """Give each system's source, started at the office on loopback, and how to publish meetings there."""
    kind, publish, path = SYSTEMS[request.param]
    return kind(f"{office.url}{path}"), publish


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr("watchdog.core.http._sleep", seconds.append)
    return seconds


@pytest.fixture
def council() -> None:
    term = TermFactory(slug="2024-2029", name="IX kadencja", starts=date(2024, 5, 1), ends=date(2029, 4, 7))
    for name in CHOICES:
        given, family = name.split(" ")
        PersonFactory(given_name=given, family_name=family, in_term=term)


def session(*votes: fakes.Vote) -> fakes.Meeting:
    return fakes.Meeting(
        8, "VIII Sesja Rady Miasta Gliwice w dniu 25 Listopada 2024, godz. 10:00", "2024-11-25", list(votes)
    )


def vote(number: int, question: str = "zmian w budżecie (druk nr 95)", **said: object) -> fakes.Vote:
    return fakes.Vote(number, question, **{"names": NAMES, **said})  # type: ignore[arg-type]  # fields of the fake, as named


def walk(source: HostedSource) -> list[Report]:
    return list(pipeline.run(source, SINCE))


def failures(reports: list[Report]) -> list[str]:
    return [report.failure.code for report in reports if report.failed]


@pytest.mark.usefixtures("council")
def test_a_walk_reads_the_session_and_every_ballot(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    publish(office, [session(vote(501))])

    reports = walk(source)

    found = Vote.objects.get()
    meeting = Meeting.objects.get()
    assert failures(reports) == []
    assert (meeting.number, meeting.day) == (8, date(2024, 11, 25))
    assert found.meeting == meeting
    assert found.subject.endswith("zmian w budżecie (druk nr 95)")
    assert {str(ballot.person): ballot.choice for ballot in found.ballots.all()} == CHOICES
    assert (found.official_for, found.official_against) == (2, 1)
    assert found.findings == []


def test_the_address_shown_is_the_one_a_browser_opens(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    publish(office, [session(vote(501))])

    walk(source)

    assert Vote.objects.get().address.startswith(office.url)
    assert "#" not in Vote.objects.get().address
    assert not [path for path in office.paths if "#" in path]


def test_an_added_vote_is_found_and_a_third_walk_changes_nothing(
    system: tuple[HostedSource, Publish], office: Office
) -> None:
    source, publish = system
    publish(office, [session(vote(501))])
    walk(source)
    publish(office, [session(vote(501), vote(502, "wniosku o przerwę"))])

    walk(source)

    assert Vote.objects.count() == 2
    before = list(Vote.objects.order_by("pk").values()), list(Ballot.objects.order_by("pk").values())
    sightings = Sighting.objects.count()
    third = walk(source)
    assert (list(Vote.objects.order_by("pk").values()), list(Ballot.objects.order_by("pk").values())) == before
    assert {report.status for report in third} == {"unchanged"}
    assert Sighting.objects.count() == sightings


def test_a_corrected_ballot_arrives_as_a_change(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    publish(office, [session(vote(501))])
    walk(source)
    corrected = {**NAMES, "ZA": ["Kowalska Anna"], "PRZECIW": ["Sowa Ewa", "Łoś Michał"]}

    publish(office, [session(vote(501, names=corrected))])
    walk(source)

    assert Vote.objects.count() == 1
    assert Vote.objects.get().official_against == 2
    assert Change.objects.filter(reason=pipeline.CORRECTED).exists()
    assert Vote.objects.get().ballots.get(name__contains="Łoś").choice == "przeciw"


def test_a_corrected_question_is_still_the_same_vote(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    publish(office, [session(vote(501, "zmian w budrzecie"))])
    walk(source)

    publish(office, [session(vote(501, "zmiany wieloletniej prognozy finansowej"))])
    walk(source)

    assert Vote.objects.get().subject == "zmiany wieloletniej prognozy finansowej"


def test_two_votes_worded_alike_are_two_votes(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    turned = {"ZA": ["Sowa Ewa"], "PRZECIW": ["Kowalska Anna"]}
    breaks = [vote(501, "przerwy"), vote(502, "przerwy", names=turned), vote(503, "przerwy")]
    publish(office, [session(*breaks)])

    walk(source)
    walk(source)

    assert sorted(Vote.objects.values_list("official_for", flat=True)) == [1, 2, 2]


def test_what_was_walked_reads_the_same_from_the_archive(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    publish(office, [session(vote(501, "zmian w budrzecie"))])
    walk(source)
    publish(office, [session(vote(501, "zmian w budżecie"))])
    walk(source)
    changes = Change.objects.count()

    reports = list(pipeline.read_again(source))

    assert failures(reports) == []
    assert sum(report.counts["unchanged"] for report in reports) == sum(report.read for report in reports) > 1
    assert Vote.objects.get().subject == "zmian w budżecie"
    assert Change.objects.count() == changes


def test_meetings_of_committees_and_rehearsals_are_passed_over(
    system: tuple[HostedSource, Publish], office: Office
) -> None:
    source, publish = system
    committee = fakes.Meeting(9, "Komisja Budżetu w dniu 22 Listopada 2024", "2024-11-22", [vote(601)])
    rehearsal = fakes.Meeting(10, "Sesja testowa w dniu 2 Listopada 2024", "2024-11-02", [vote(602)])
    publish(office, [session(vote(501)), committee, rehearsal])

    walk(source)

    assert Meeting.objects.count() == Vote.objects.count() == 1


def test_sessions_before_the_day_asked_for_are_not_fetched(
    system: tuple[HostedSource, Publish], office: Office
) -> None:
    source, publish = system
    publish(office, [session(vote(501))])

    list(pipeline.run(source, date(2024, 11, 26)))

    assert Vote.objects.count() == 0


def test_an_empty_list_is_named_and_withdraws_nothing(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    publish(office, [session(vote(501))])
    walk(source)

    publish(office, [])

    assert failures(walk(source)) == ["empty_list"]
    assert not Vote.objects.filter(withdrawn_at__isnull=False).exists()
    assert not Meeting.objects.filter(withdrawn_at__isnull=False).exists()


def test_a_much_shorter_list_withdraws_nothing(system: tuple[HostedSource, Publish], office: Office) -> None:
    source, publish = system
    sessions = [
        fakes.Meeting(
            number,
            f"Sesja Rady Miasta Gliwice w dniu {number} Listopada 2024",
            f"2024-11-{number:02}",
            [vote(700 + number)],
        )
        for number in range(20, 9, -1)
    ]
    publish(office, sessions)
    walk(source)

    publish(office, sessions[:1])
    walk(source)

    assert Vote.objects.filter(withdrawn_at__isnull=True).count() == 11
    assert Meeting.objects.filter(withdrawn_at__isnull=True).count() == 11


def test_more_names_than_the_counter_says_is_a_finding_beside_both(
    system: tuple[HostedSource, Publish], office: Office
) -> None:
    source, publish = system
    publish(office, [session(vote(501, counters={"ZA": 3}))])

    walk(source)

    assert Vote.objects.get().official_for == 3
    assert "totals_differ" in [finding["code"] for finding in Vote.objects.get().findings]


def test_a_server_that_asks_to_wait_is_waited_for(
    system: tuple[HostedSource, Publish], office: Office, impatient: list[float]
) -> None:
    source, publish = system
    publish(office, [session(vote(501))])
    first = next(iter(office.pages))
    office.pages[first] = [Page(status=429, headers={"Retry-After": "7"}), office.pages[first]]  # type: ignore[list-item]  # one answer stood there

    walk(source)

    assert impatient == [7]
    assert Vote.objects.count() == 1


def test_a_server_that_drips_bytes_is_left_and_changes_nothing(
    system: tuple[HostedSource, Publish], office: Office, settings: Settings
) -> None:
    source, publish = system
    gate = threading.Event()

    def drip() -> Iterator[bytes]:
        yield b"<"
        while not gate.wait(0.05):
            yield b" "

    settings.HTTP_MAX_SECONDS = 0.3
    publish(office, [session(vote(501))])
    office.pages[next(iter(office.pages))] = Page(steps=drip)

    reports = walk(source)
    gate.set()

    assert failures(reports) == ["unreachable"]
    assert reports[0].transient
    assert Vote.objects.count() == 0


def test_a_source_without_an_address_of_its_city_asks_nobody(system: tuple[HostedSource, Publish]) -> None:
    source, _publish = system

    assert walk(type(source)()) == []


def test_a_list_of_another_citys_council_is_refused_and_leads_nowhere(
    system: tuple[HostedSource, Publish], office: Office
) -> None:
    source, publish = system
    title = "VIII Sesja Rady Miasta Katowice w dniu 25 Listopada 2024"
    publish(office, [fakes.Meeting(8, title, "2024-11-25", [vote(501)])])

    assert failures(walk(source)) == ["other_city"]
    assert Vote.objects.count() == Meeting.objects.count() == 0
