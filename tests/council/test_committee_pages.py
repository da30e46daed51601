"""Pages of committees: who sat in them on a day, what is not known, their meetings; and what each page may ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from council.models import CommitteeTerm
from tests.factories.committees import (
    AttendanceFactory,
    BodyMembershipFactory,
    CommitteeMeetingFactory,
    CommitteeTermFactory,
    OpinionFactory,
)
from tests.factories.council import (
    DAY,
    CommitteeFactory,
    DraftResolutionFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)

COMMITTEE_QUERIES = 12
MEETING_QUERIES = 14
FEW, MANY = 2, 500

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> CommitteeTerm:
    found: CommitteeTerm = CommitteeTermFactory(body=CommitteeFactory(name="Komisja Rewizyjna"))
    return found


def text_of(client: Client, address: str, status: int = HTTPStatus.OK) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def queries_of(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_a_committee_known_by_name_only_says_that_its_members_are_not_known(
    client: Client, committee: CommitteeTerm
) -> None:
    page = text_of(client, "/rada/komisje/komisja-rewizyjna/")

    assert "Nie wiemy, kto zasiadał w tej komisji w tym dniu" in page
    assert "komisja-rewizyjna/2010-2014/" in text_of(client, "/rada/komisje/")


def test_a_committee_answers_who_sits_in_it_in_one_sentence(client: Client, committee: CommitteeTerm) -> None:
    assert "Nie wiemy, kto zasiadał w niej" in text_of(client, "/rada/komisje/komisja-rewizyjna/")

    BodyMembershipFactory(body=committee.body)

    assert "Znamy 1 osobę, która zasiadała w niej" in text_of(client, "/rada/komisje/komisja-rewizyjna/")


def test_members_are_those_of_the_day_asked_for(client: Client, committee: CommitteeTerm) -> None:
    early = BodyMembershipFactory(body=committee.body, until=DAY - timedelta(days=1)).person
    late = BodyMembershipFactory(body=committee.body, since=DAY).person

    response = client.get(f"/rada/komisje/komisja-rewizyjna/?na={DAY}")

    page = response.context["page"]
    assert [each.name for each in page.members] == [late.name]
    assert [each.name for each in page.others] == [early.name]


def test_a_day_chooses_the_term(client: Client, committee: CommitteeTerm) -> None:
    CommitteeTermFactory(body=committee.body, term=TermFactory(slug="2018-2024"))

    pages = [client.get(f"/rada/komisje/komisja-rewizyjna/{query}") for query in ("", f"?na={DAY}")]

    assert [str(each.context["page"].committee.term) for each in pages] == ["2018–2024", "2010–2014"]


@pytest.mark.parametrize("query", ["?na=jutro", "?na=1999-01-01", "?dzien=2014-06-12", "?na=2014-02-30"])
def test_a_day_that_does_not_hold_is_refused_in_words(client: Client, committee: CommitteeTerm, query: str) -> None:
    page = text_of(client, f"/rada/komisje/komisja-rewizyjna/{query}", HTTPStatus.BAD_REQUEST)

    assert "note--error" in page


def test_an_unknown_committee_is_not_found(client: Client) -> None:
    assert client.get("/rada/komisje/komisja-x/").status_code == HTTPStatus.NOT_FOUND


def test_a_meeting_shows_its_votes_and_opinions_under_its_day(client: Client, committee: CommitteeTerm) -> None:
    meeting = CommitteeMeetingFactory(body=committee.body)
    VoteFactory(meeting=meeting, subject="Wniosek o absolutorium", totals=(3, 1, 0, None))
    OpinionFactory(committee=committee.body, meeting=meeting, draft=DraftResolutionFactory(number="495"), votes_for=3)

    page = text_of(client, f"/rada/komisje/komisja-rewizyjna/{DAY}/")

    assert "Wniosek o absolutorium" in page
    assert "opinia pozytywna" in page
    assert "za: 3" in page
    assert "przeciw:" not in page


def test_a_meeting_of_a_committee_is_reached_from_its_vote(client: Client, committee: CommitteeTerm) -> None:
    vote = VoteFactory(meeting=CommitteeMeetingFactory(body=committee.body))

    assert f"/rada/komisje/komisja-rewizyjna/{DAY}/" in text_of(client, vote.get_absolute_url())


def test_a_day_without_a_meeting_is_not_found(client: Client, committee: CommitteeTerm) -> None:
    assert client.get("/rada/komisje/komisja-rewizyjna/2014-01-01/").status_code == HTTPStatus.NOT_FOUND


def fill(committee: CommitteeTerm, count: int, start: int) -> None:
    for number in range(start, start + count):
        member = BodyMembershipFactory(body=committee.body)
        meeting = CommitteeMeetingFactory(body=committee.body, day=date(2011, 1, 1) + timedelta(days=number))
        OpinionFactory(committee=committee.body, draft=DraftResolutionFactory(number=str(number)), meeting=meeting)
        AttendanceFactory(meeting=meeting, person=member.person)


def test_a_committee_page_asks_as_little_of_five_hundred_rows_as_of_two(
    client: Client, committee: CommitteeTerm
) -> None:
    address = committee.get_absolute_url()
    fill(committee, FEW, 0)
    few = queries_of(lambda: client.get(address))

    fill(committee, MANY, FEW)

    assert queries_of(lambda: client.get(address)) == few <= COMMITTEE_QUERIES


def test_a_meeting_page_asks_as_little_of_five_hundred_names_as_of_two(
    client: Client, committee: CommitteeTerm
) -> None:
    meeting = CommitteeMeetingFactory(body=committee.body)
    AttendanceFactory.create_batch(FEW, meeting=meeting)
    few = queries_of(lambda: client.get(meeting.get_absolute_url()))

    AttendanceFactory.create_batch(MANY, meeting=meeting)

    assert queries_of(lambda: client.get(meeting.get_absolute_url())) == few <= MEETING_QUERIES


def test_the_layers_of_a_session_stand_side_by_side_and_are_not_mixed(client: Client) -> None:
    term = TermFactory()
    anna, jan = (PersonFactory(given_name=name, family_name="Bala", in_term=term) for name in ("Anna", "Jan"))
    session = SessionFactory(present=1, absent=1)
    AttendanceFactory(meeting=session, person=anna, came_at="15:30")
    AttendanceFactory(meeting=session, person=jan, state="excused")
    VoteFactory(meeting=session, subject="Sprawdzenie kworum", choices=[(anna, "nie_glosowal"), (jan, "nieobecny")])
    VoteFactory(meeting=session, choices=[(anna, "za")])

    page = client.get(session.get_absolute_url()).context["page"]

    anna_here, jan_here = page.here
    assert (anna_here.signed.value, anna_here.signed.note) == ("obecność", "od godz. 15:30")
    assert (anna_here.checks.value, anna_here.votes.value) == ("obecność", "1 z 1")
    assert (jan_here.signed.value, jan_here.checks.value) == ("nieobecność usprawiedliwiona", "nieobecność")
    assert (jan_here.votes.value, jan_here.votes.missing) == ("bez nazwiska w wykazie", True)
    assert [each.value for each in page.attendance] == ["obecni 1, nieobecni 1", "1 z 2", "1 z 1"]


def test_an_inferred_member_says_so_in_the_list(client: Client, committee: CommitteeTerm) -> None:
    person = PersonFactory(given_name="Anna", family_name="Bala")
    BodyMembershipFactory(body=committee.body, person=person, certainty="inferred")

    assert "Anna Bala (wywnioskowane)" in text_of(client, "/rada/komisje/")


def test_a_councillors_page_gives_each_layer_with_its_own_denominator(client: Client) -> None:
    anna = PersonFactory(in_term=TermFactory())
    AttendanceFactory(meeting=SessionFactory(), person=anna, state="excused")

    (term,) = client.get(anna.get_absolute_url()).context["page"].attendance

    signed, checks, _committees = term.sums
    assert (signed.value, checks.value) == ("za mało danych", "nie zapisano")
    assert "0 z 1" in signed.note
    assert "1 nieobecność usprawiedliwiona" in signed.note


def test_what_nobody_recorded_is_no_absence(client: Client) -> None:
    anna = PersonFactory(in_term=TermFactory())
    SessionFactory()

    assert "Czego nikt nie zapisał, to nie jest nieobecność" in text_of(client, anna.get_absolute_url())


def test_a_layer_that_nobody_recorded_is_said_in_words(client: Client) -> None:
    session = SessionFactory()
    AttendanceFactory(meeting=session)

    (here,) = client.get(session.get_absolute_url()).context["page"].here

    assert here.checks.value == here.votes.value == "nie zapisano"
