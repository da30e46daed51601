"""Pages of the council's record: what each says, what it says where something is not known, what it costs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from council.models import Ballot, DraftResolution, Mandate, Meeting, Person, Resolution, Vote
from tests.factories.archive import ChangeFactory, ReadingFactory
from tests.factories.council import (
    DAY,
    AgendaItemFactory,
    ClubFactory,
    ClubMembershipFactory,
    CommitteeFactory,
    DraftResolutionFactory,
    MandateFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.remarks import RemarkFactory
from tests.fakes.version import still_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    """Speak English, the language of the code: these tests are about what is said, not about its translation."""
    with translation.override("en"):
        yield


def get(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def councillors(count: int, **fields: Any) -> list[Person]:
    return [PersonFactory(in_term=TermFactory(), **fields) for _ in range(count)]


# Sessions


def test_a_session_is_addressed_by_its_number(client: Client) -> None:
    session = SessionFactory(number=44)

    page = get(client, "/en/rada/sesje/2010-2014/44/")

    assert session.get_absolute_url() == "/en/rada/sesje/2010-2014/44/"
    assert "Session XLIV, 12 June 2014" in page


def test_a_session_without_a_number_is_addressed_by_its_first_day(client: Client) -> None:
    SessionFactory(number=None)

    page = get(client, "/en/rada/sesje/2010-2014/2014-06-12/")

    assert "Session of 12 June 2014" in page


def test_the_address_by_day_moves_for_good_once_the_number_is_known(client: Client) -> None:
    SessionFactory(number=44)

    response = client.get("/en/rada/sesje/2010-2014/2014-06-12/")

    assert (response.status_code, response.headers["Location"]) == (301, "/en/rada/sesje/2010-2014/44/")


def test_the_address_by_any_day_of_an_interrupted_session_moves_to_it(client: Client) -> None:
    SessionFactory(number=1, sat=[DAY, date(2014, 6, 13)])

    response = client.get("/en/rada/sesje/2010-2014/2014-06-13/")

    assert response.headers["Location"] == "/en/rada/sesje/2010-2014/1/"


@pytest.mark.parametrize("key", ["45", "2014-06-11", "nic", "2014-13-99", "9999", "-1"])
def test_an_unknown_session_is_not_found(client: Client, key: str) -> None:
    SessionFactory(number=44)

    assert client.get(f"/en/rada/sesje/2010-2014/{key}/").status_code == 404


def test_a_committees_meeting_is_no_session(client: Client) -> None:
    SessionFactory(number=7, body=CommitteeFactory())

    assert client.get("/en/rada/sesje/2010-2014/7/").status_code == 404


def test_a_session_ties_votes_to_agenda_items_by_label_and_by_print(client: Client) -> None:
    session, draft = SessionFactory(), DraftResolutionFactory(number="495")
    AgendaItemFactory(meeting=session, label="6", title="Zmiana budżetu", draft=draft)
    AgendaItemFactory(meeting=session, label="7", title="Osiedle Baildona")
    VoteFactory(meeting=session, draft=draft, subject="W sprawie zmiany budżetu", totals=(20, 2, 1, 2))
    VoteFactory(meeting=session, item="7", subject="7. Osiedle Baildona", totals=(22, 0, 2, 1))

    page = get(client, session.get_absolute_url())

    assert "Votes not tied to an agenda item" not in page
    assert "for 20 · against 2 · abstained 1 · absent 2" in page


def test_a_vote_without_an_agenda_item_stands_apart(client: Client) -> None:
    session = SessionFactory()
    AgendaItemFactory(meeting=session, label="1")
    VoteFactory(meeting=session, subject="Wniosek o przerwę")

    page = get(client, session.get_absolute_url())

    assert page.index("Votes not tied to an agenda item") < page.rindex("Wniosek o przerwę")


def test_a_session_without_agenda_and_votes_says_so(client: Client) -> None:
    page = get(client, SessionFactory().get_absolute_url())

    assert "We do not have the agenda of this session" in page
    assert "We do not have the votes of this session" in page


def test_a_session_of_two_days_names_both(client: Client) -> None:
    session = SessionFactory(sat=[DAY, date(2014, 6, 13)])

    page = get(client, session.get_absolute_url())

    assert '<time datetime="2014-06-13">' in page


def test_an_inferred_session_is_marked(client: Client) -> None:
    session = SessionFactory(certainty="inferred", note="Numer i data z uchwały.")

    page = get(client, session.get_absolute_url())

    assert "This is our inference" in page
    assert "Numer i data z uchwały." in page


def test_attendance_as_stated_is_not_mixed_with_votes_taken(client: Client) -> None:
    session = SessionFactory(present=23, absent=2)
    VoteFactory(meeting=session, choices=[(person, "za") for person in councillors(3)])

    page = get(client, session.get_absolute_url())

    assert "present 23, absent 2" in page
    assert "3 of 3" in page


def test_the_closest_vote_of_a_session_is_the_one_with_the_smallest_gap(client: Client) -> None:
    session = SessionFactory()
    VoteFactory(meeting=session, subject="Zgodnie", totals=(25, 0, 0, 0))
    VoteFactory(meeting=session, subject="Wyraźnie", totals=(20, 4, 0, 1))
    VoteFactory(meeting=session, subject="O włos", totals=(13, 12, 0, 0))

    page = get(client, session.get_absolute_url())

    closest = page[page.index("The closest vote") : page.index("Attendance")]
    assert "O włos" in closest
    assert "Wyraźnie" not in closest


def test_neighbours_of_a_session_are_found_without_its_day(client: Client) -> None:
    SessionFactory(number=1, day=date(2010, 12, 2))
    SessionFactory(number=3, day=date(2011, 2, 3))
    middle = SessionFactory(number=2, day=None)

    page = get(client, middle.get_absolute_url())

    assert 'rel="prev">Previous session (I)' in page
    assert 'rel="next">Next session (III)' in page


# Votes


def test_a_vote_by_name_lists_everybody_by_choice(client: Client) -> None:
    anna, piotr = PersonFactory(family_name="Łoś"), PersonFactory(given_name="Piotr", family_name="Lis")
    vote = VoteFactory(choices=[(anna, "za"), (piotr, "wstrzymal_sie")])

    page = get(client, vote.get_absolute_url())

    assert "Vote by name" in page
    assert f'<a href="/en/rada/radni/{anna.slug}/">Anna Łoś</a>' in page
    assert "We counted the totals from the names" in page


def test_names_stand_in_polish_order_of_surnames(client: Client) -> None:
    people = [PersonFactory(family_name=name) for name in ("Łoś", "Mak", "Lis", "Ława")]
    vote = VoteFactory(choices=[(person, "za") for person in people])

    page = get(client, vote.get_absolute_url())

    names = page[page.index("Who voted how") :]
    places = [names.index(f"Anna {name}<") for name in ("Lis", "Ława", "Łoś", "Mak")]
    assert places == sorted(places)


def test_a_name_that_nobody_is_known_by_stands_as_printed(client: Client) -> None:
    vote = VoteFactory(choices=[("Nowak-Kowal Ewa", "przeciw")])

    assert "<span>Nowak-Kowal Ewa</span>" in get(client, vote.get_absolute_url())


def test_a_vote_known_by_totals_draws_no_seats(client: Client) -> None:
    vote = VoteFactory(totals=(15, 2, 7, 0))

    page = get(client, vote.get_absolute_url())

    assert "We know the totals only" in page
    assert 'class="hemi' not in page


def test_a_vote_known_by_its_result_only_says_so(client: Client) -> None:
    vote = VoteFactory(result="passed", result_label="przyjęta")

    page = get(client, vote.get_absolute_url())

    assert "Neither names nor numbers are known" in page
    assert "Adopted." in page


def test_a_vote_of_which_nothing_is_known_says_so(client: Client) -> None:
    assert "We do not know the result of this vote." in get(client, VoteFactory().get_absolute_url())


def test_a_part_of_the_numbers_is_not_drawn_as_all(client: Client) -> None:
    part, whole = VoteFactory(totals=(None, 0, 1, 2)), VoteFactory(totals=(15, 0, 1, 2))

    page = get(client, part.get_absolute_url())

    assert "the source leaves out a part of the numbers" in page
    assert '<div class="tally">' not in page
    assert '<div class="tally">' in get(client, whole.get_absolute_url())


def test_a_secret_vote_shows_totals_and_says_why_no_names(client: Client) -> None:
    vote = VoteFactory(secret=True, totals=(13, None, None, None))

    page = get(client, vote.get_absolute_url())

    assert "Secret vote" in page
    assert "nobody is drawn" in page


def test_a_number_that_the_source_does_not_give_is_not_a_zero(client: Client) -> None:
    vote = VoteFactory(totals=(20, None, None, None))

    assert "not in the source" in get(client, vote.get_absolute_url())


def test_the_majority_is_recomputed_with_its_article(client: Client) -> None:
    vote = VoteFactory(totals=(22, 0, 2, 1, 0), result="passed", result_label="przyjęta")

    page = get(client, vote.get_absolute_url())

    assert "Quorum: there was" in page
    assert "Ordinary majority: reached" in page
    assert "Agreement with the source: yes" in page
    assert "art. 14 ust. 1 ustawy o samorządzie gminnym" in page


def test_a_result_that_our_count_contradicts_is_shown_beside_it(client: Client) -> None:
    vote = VoteFactory(totals=(10, 12, 2, 1, 0), result="passed")

    assert "Agreement with the source: no" in get(client, vote.get_absolute_url())


def test_no_majority_is_computed_for_a_committee(client: Client) -> None:
    meeting = SessionFactory(body=CommitteeFactory(name="Komisja Rewizyjna"))
    vote = VoteFactory(meeting=meeting, totals=(3, 2, 0, 0))

    page = get(client, vote.get_absolute_url())

    assert "Komisja Rewizyjna" in page
    assert "Quorum" not in page


def test_clubs_of_the_day_show_who_voted_differently(client: Client) -> None:
    club = ClubFactory(name="Klub Wspólny", short_name="KW")
    people = councillors(3, club=club)
    vote = VoteFactory(choices=[(people[0], "za"), (people[1], "za"), (people[2], "przeciw")])

    page = get(client, vote.get_absolute_url())

    assert "Klub Wspólny" in page
    assert "KW · differently" in page
    assert f"{people[2].name}</a> (against)" in page


def test_clubs_that_are_not_known_are_a_gap(client: Client) -> None:
    vote = VoteFactory(choices=[(PersonFactory(), "za")])

    assert "We do not know the clubs on that day" in get(client, vote.get_absolute_url())


def test_findings_stand_as_notes(client: Client) -> None:
    finding = {"code": "totals_differ", "text": "Za: licznik 20, nazwisk 19.", "place": "p. 3"}
    vote = VoteFactory(findings=[finding], totals=(20, 0, 0, 5))

    page = get(client, vote.get_absolute_url())

    assert "The names under a choice do not add up" in page
    assert "Za: licznik 20, nazwisk 19. (p. 3)" in page


def test_two_readings_stand_side_by_side(client: Client) -> None:
    vote = VoteFactory(totals=(20, 0, 0, 5))
    ReadingFactory(record=vote, data={"official": {"za": 20}, "ballots": []})
    ReadingFactory(record=vote, data={"official": {"za": 19}, "ballots": []}, authority=20)

    page = get(client, vote.get_absolute_url())

    assert "What the documents say" in page
    assert '<b class="tag tag--warn">19</b>' in page


def test_a_correction_shows_what_was_and_what_is(client: Client) -> None:
    vote = VoteFactory()
    ChangeFactory(record=vote, field="result", before="passed", after="failed", reason="Protokół mówi inaczej.")

    page = get(client, vote.get_absolute_url())

    assert "<del>passed</del>" in page
    assert "<ins>failed</ins>" in page
    assert "Protokół mówi inaczej." in page


def test_changes_of_one_occasion_stand_in_one_note(client: Client) -> None:
    vote = VoteFactory()
    ChangeFactory(record=vote, field="result", before="passed", after="failed")
    ChangeFactory(record=vote, field="subject", before="Plan A", after="Plan B")
    ChangeFactory(record=vote, field="number", before="1", after="2", reason="Pomyłka w druku.")

    page = get(client, vote.get_absolute_url())

    assert page.count("note--fix") == 2
    assert page.count("<ins>") == 3


def test_documents_side_by_side_are_named_by_who_published_them(client: Client) -> None:
    vote = VoteFactory(totals=(20, 0, 0, 5))
    ReadingFactory(record=vote, data={}, address="https://bip.example/protokol.pdf")
    ReadingFactory(record=vote, data={}, address="file:protokol.pdf", authority=20)

    page = get(client, vote.get_absolute_url())

    assert ">bip.example</a>" in page
    assert ">a file handed over to the editors</a>" in page


def test_a_line_that_lies_beyond_the_bar_is_not_explained(client: Client) -> None:
    few = VoteFactory(choices=[(PersonFactory(), "za")])
    all_of_them = VoteFactory(totals=(20, 0, 0, 5))

    assert "The line:" not in get(client, few.get_absolute_url())
    assert "The line:" in get(client, all_of_them.get_absolute_url())


def test_a_difference_that_waits_for_a_person_is_not_shown_as_done(client: Client) -> None:
    vote = VoteFactory()
    ChangeFactory(record=vote, applied=False)

    assert "Waits for a decision" in get(client, vote.get_absolute_url())


def test_a_long_question_is_cut_in_the_heading_and_stands_in_full_below(client: Client) -> None:
    vote = VoteFactory(subject="w sprawie " + "bardzo " * 60 + "długiej", totals=(1, 0, 0, 0))

    page = get(client, vote.get_absolute_url())

    assert "The question in full" in page
    assert "bardzo długiej" in page


def test_votes_of_a_meeting_lead_to_their_neighbours(client: Client) -> None:
    session = SessionFactory()
    first, middle, last = (VoteFactory(meeting=session, number=n, subject=f"Pytanie {n}") for n in (1, 2, 3))

    page = get(client, middle.get_absolute_url())

    assert f'<a href="{first.get_absolute_url()}" rel="prev">' in page
    assert f'<a href="{last.get_absolute_url()}" rel="next">' in page


def test_markup_in_a_subject_is_text(client: Client) -> None:
    vote = VoteFactory(subject="<script>alert(1)</script>", result_label="<b>przyjęta</b>", result="passed")

    page = get(client, vote.get_absolute_url())

    assert "<script>alert(1)" not in page
    assert "&lt;b&gt;przyjęta&lt;/b&gt;" in page


# People


def test_a_profile_counts_choices_with_their_denominator(client: Client) -> None:
    (person,) = councillors(1)
    for choice in ("za", "za", "przeciw"):
        VoteFactory(choices=[(person, choice)])

    page = get(client, person.get_absolute_url())

    assert "of 3 votes" in page
    assert "3 of the 20 needed" in page
    assert " %" not in page.replace("100%", "")


def test_a_share_is_shown_from_twenty_votes_on(client: Client) -> None:
    (person,) = councillors(1)
    for number in range(20):
        VoteFactory(choices=[(person, "nieobecny" if number == 0 else "za")])

    assert "95.0 %" in get(client, person.get_absolute_url())


def test_inferred_votes_enter_no_figure(client: Client) -> None:
    (person,) = councillors(1)
    VoteFactory(choices=[(person, "za")], certainty="inferred")

    page = get(client, person.get_absolute_url())

    assert "We make no figures here" in page
    assert "Vote after vote" in page


def test_votes_outside_the_mandate_enter_no_figure(client: Client) -> None:
    person = PersonFactory()
    MandateFactory(person=person, until=date(2013, 1, 1))
    VoteFactory(choices=[(person, "nieobecny")])

    assert "We make no figures here" in get(client, person.get_absolute_url())


def test_a_vote_other_than_the_clubs_is_marked(client: Client) -> None:
    club = ClubFactory()
    people = councillors(3, club=club)
    VoteFactory(choices=[(people[0], "przeciw"), (people[1], "za"), (people[2], "za")])

    page = get(client, people[0].get_absolute_url())

    assert "most often in the club:" in page


def test_an_absence_is_not_dissent(client: Client) -> None:
    people = councillors(3, club=ClubFactory())
    VoteFactory(choices=[(people[0], "nieobecny"), (people[1], "za"), (people[2], "za")])

    assert "most often in the club:" not in get(client, people[0].get_absolute_url())


def test_a_persons_votes_are_paged(client: Client) -> None:
    (person,) = councillors(1)
    session = SessionFactory()
    for number in range(30):
        VoteFactory(meeting=session, number=number + 1, subject=f"Pytanie {number}", choices=[(person, "za")])

    response = client.get(person.get_absolute_url())
    further = client.get(person.get_absolute_url() + response.context["votes"].next)

    assert len(response.context["rows"]) == 25
    assert len(further.context["rows"]) == 5


def test_a_page_of_votes_that_cannot_be_is_not_found(client: Client) -> None:
    assert client.get(PersonFactory().get_absolute_url() + "?page=po~nic").status_code == 404


def test_an_incomplete_roster_is_said(client: Client) -> None:
    councillors(2)

    page = get(client, "/en/rada/radni/?kadencja=2010-2014")

    assert "The roster of the term 2010–2014 is not complete" in page


def test_a_roster_with_as_many_people_as_seats_is_not_called_incomplete(client: Client) -> None:
    TermFactory(seats=2)
    councillors(2)

    assert "is not complete" not in get(client, "/en/rada/radni/?kadencja=2010-2014")


# Drafts and resolutions


def test_a_draft_names_its_predecessor_its_successor_and_its_agenda(client: Client) -> None:
    old = DraftResolutionFactory(number="480")
    new = DraftResolutionFactory(number="495", replaces=old)
    item = AgendaItemFactory(draft=new, label="9")

    page, before = get(client, new.get_absolute_url()), get(client, old.get_absolute_url())

    assert "Stands in for" in page
    assert item.meeting.get_absolute_url() in page
    assert "Another print took its place: 495." in before


def test_a_draft_says_the_outcome_first(client: Client) -> None:
    draft = DraftResolutionFactory()
    VoteFactory(draft=draft, result="failed", totals=(10, 12, 2, 1))

    assert "Rejected, 12 June 2014." in get(client, draft.get_absolute_url())


def test_a_resolution_declared_invalid_says_so_first_with_the_ruling(client: Client) -> None:
    resolution = ResolutionFactory(validity="invalid", validity_note="WSA w Gliwicach, III SA/Gl 747/23")

    page = get(client, resolution.get_absolute_url())

    assert "It was declared invalid." in page
    assert "III SA/Gl 747/23" in page


def test_a_resolution_finds_its_session_by_its_number(client: Client) -> None:
    session = SessionFactory(number=44)
    resolution = ResolutionFactory(number="XLIV/949/2014")

    assert session.get_absolute_url() in get(client, resolution.get_absolute_url())


def test_a_resolution_without_a_place_in_the_journal_says_so(client: Client) -> None:
    assert "We have no position in the journal" in get(client, ResolutionFactory().get_absolute_url())


# Lists


@pytest.mark.parametrize("name", ["sesje", "glosowania", "radni", "projekty", "uchwaly"])
def test_an_empty_list_says_so(client: Client, name: str) -> None:
    assert "fits this filter" in get(client, f"/en/rada/{name}/")


@pytest.mark.parametrize("name", ["sesje", "glosowania", "radni", "projekty", "uchwaly"])
def test_an_unknown_filter_is_an_error_without_rows(client: Client, name: str) -> None:
    VoteFactory(subject="Widoczne")

    page = get(client, f"/en/rada/{name}/?nic=1", status=400)

    assert 'role="alert"' in page
    assert "Widoczne" not in page


def test_the_sums_of_the_list_are_those_of_its_filter(client: Client) -> None:
    VoteFactory(result="passed", day=date(2014, 1, 2))
    VoteFactory(result="failed", day=date(2013, 1, 2))

    response = client.get("/en/rada/glosowania/?rok=2014")

    assert [(sum.label, sum.value) for sum in response.context["sums"][:2]] == [("Adopted", "1"), ("Rejected", "0")]


def test_results_that_no_source_gives_are_not_counted_as_none(client: Client) -> None:
    VoteFactory(result="")

    sums = client.get("/en/rada/glosowania/").context["sums"][:2]
    assert [(sum.value, sum.missing) for sum in sums] == [("not known", True), ("not known", True)]

    VoteFactory(result="passed")

    sums = client.get("/en/rada/glosowania/").context["sums"][:2]
    assert [(sum.value, sum.note) for sum in sums] == [
        ("1", "of 1 with a known result"),
        ("0", "of 1 with a known result"),
    ]


def test_a_file_handed_over_is_not_called_published(client: Client) -> None:
    page = get(client, VoteFactory(address="file:Jan-Kowalski.json").get_absolute_url())

    assert "a file handed over to the editors" in page
    assert "Kowalski" not in page


def test_a_committees_vote_is_told_from_the_councils(client: Client) -> None:
    VoteFactory(meeting=SessionFactory(body=CommitteeFactory()))

    assert "committee, not council" in get(client, "/en/rada/glosowania/")


def test_an_empty_list_names_the_condition_that_excludes_most(client: Client) -> None:
    VoteFactory(subject="Strefa parkowania", day=date(2014, 1, 2))
    VoteFactory(subject="Strefa parkowania", day=date(2014, 1, 3))
    VoteFactory(subject="Osiedle", day=date(2012, 1, 2))

    page = get(client, "/en/rada/glosowania/?q=strefa&rok=2012")

    assert "Remove “Year: 2012”" in page
    assert 'href="?q=strefa"' in page


def test_an_empty_list_shows_no_sums_of_nothing(client: Client) -> None:
    assert 'class="sums"' not in get(client, "/en/rada/glosowania/?rok=2012")


@pytest.mark.parametrize("name", ["sesje", "glosowania", "radni", "projekty", "uchwaly"])
def test_a_list_names_its_feed_with_the_same_filters(client: Client, name: str) -> None:
    fill(1)

    page = get(client, f"/en/rada/{name}/?kadencja=2010-2014")
    feed = f"/en/rada/{name}.rss?kadencja=2010-2014"

    assert f'<link rel="alternate" type="application/rss+xml" title="RSS" href="{feed}">' in page
    assert f'<a href="{feed}">RSS</a>' in page
    assert client.get(feed).status_code == 200


def test_a_list_can_be_turned_round(client: Client) -> None:
    VoteFactory(subject="Dawniej", day=date(2012, 1, 2))
    VoteFactory(subject="Niedawno", day=date(2014, 1, 2))

    newest = get(client, "/en/rada/glosowania/")
    oldest = get(client, "/en/rada/glosowania/?sort=data")

    assert 'href="?sort=data"' in newest
    assert newest.index("Niedawno") < newest.index("Dawniej")
    assert oldest.index("Dawniej") < oldest.index("Niedawno")


@pytest.mark.parametrize(
    "factory", [SessionFactory, VoteFactory, PersonFactory, DraftResolutionFactory, ResolutionFactory]
)
def test_a_record_that_the_office_removed_stays_and_says_so(client: Client, factory: Any) -> None:
    record = factory(withdrawn_at=datetime(2026, 3, 4, 12, tzinfo=UTC))
    listed = record.get_absolute_url().split("/")[3]

    assert "we noticed on 4 March 2026" in get(client, record.get_absolute_url())
    assert "removed by the office" in get(client, f"/en/rada/{listed}/")


def test_a_club_of_two_terms_stands_once_in_the_roster(client: Client) -> None:
    first, second = TermFactory(), TermFactory(slug="2014-2018")
    person = PersonFactory(in_term=first, club=ClubFactory(term=first, name="Klub Wspólny"))
    MandateFactory(person=person, term=second)
    ClubMembershipFactory(person=person, club=ClubFactory(term=second, name="Klub Wspólny"))

    assert get(client, "/en/rada/radni/").count('<span class="tag">Klub Wspólny</span>') == 1


def test_the_council_leads_to_its_sessions(client: Client) -> None:
    assert client.get("/en/rada/").headers["Location"] == "/en/rada/sesje/"


# What a page costs


def queries(client: Client, address: str) -> int:
    with still_version():
        client.get(address)  # what is remembered for the process (content types) is not the page's
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)


def fill(count: int, before: date = DAY) -> None:
    """Make so many of everything that lists show, with as few statements as that takes; sessions on the days before."""
    term, session = TermFactory(), SessionFactory()
    people = Person.objects.bulk_create(PersonFactory.build_batch(count))
    Mandate.objects.bulk_create(MandateFactory.build(person=person, term=term) for person in people)
    days = [before - timedelta(days=place + 1) for place in range(count)]
    Meeting.objects.bulk_create(
        SessionFactory.build(body=session.body, term=term, number=None, day=day) for day in days
    )
    DraftResolution.objects.bulk_create(DraftResolutionFactory.build_batch(count, term=term))
    Resolution.objects.bulk_create(ResolutionFactory.build_batch(count, term=term))
    Vote.objects.bulk_create(VoteFactory.build_batch(count, meeting=session))


@pytest.mark.parametrize(
    ("name", "budget"), [("sesje", 4), ("glosowania", 5), ("radni", 6), ("projekty", 3), ("uchwaly", 5)]
)
def test_a_list_costs_the_same_with_two_and_with_five_hundred_rows(client: Client, name: str, budget: int) -> None:
    fill(2)
    few = queries(client, f"/en/rada/{name}/")
    fill(498, before=DAY - timedelta(days=2))
    many = queries(client, f"/en/rada/{name}/")

    assert few == many <= budget


def roll_call(people: int, votes: int) -> Vote:
    """A session of so many votes by name, each with every person; the last of its votes."""
    session, named = SessionFactory(), councillors(people, club=ClubFactory())
    held = Vote.objects.bulk_create(
        VoteFactory.build(meeting=session, number=n + 1, item=str(n + 1), tally_for=people, tally_against=1)
        for n in range(votes)
    )
    Ballot.objects.bulk_create(
        Ballot(vote=vote, person=person, name=person.name, choice="za", label="ZA", position=place)
        for vote in held
        for place, person in enumerate(named)
    )
    return held[-1]


@pytest.mark.parametrize(("people", "votes"), [(2, 2), (25, 20)])
def test_a_votes_page_costs_the_same_whatever_its_size(client: Client, people: int, votes: int) -> None:
    vote = roll_call(people, votes)

    assert queries(client, vote.get_absolute_url()) == 10


@pytest.mark.parametrize("count", [1, 20])
def test_remarks_cost_two_queries_however_many_there_are(client: Client, count: int) -> None:
    vote = roll_call(2, 2)
    RemarkFactory.create_batch(count, vote=vote, about="Anna Nowak", person=PersonFactory())

    assert queries(client, vote.get_absolute_url()) == 12


def test_a_remark_stands_beside_the_recorded_choice(client: Client) -> None:
    person = PersonFactory(in_term=TermFactory())
    vote = VoteFactory(choices=[(person, "wstrzymal_sie")])
    remark = RemarkFactory(vote=vote, about=person.name, person=person, mistaken=True, text="To pomyłka.")

    page = get(client, f"/en/rada/glosowania/{vote.slug}/")

    assert f'<a class="tag" href="#uwaga-{remark.pk}">a remark</a>' in page
    assert f'id="uwaga-{remark.pk}"' in page
    assert "said to be cast by mistake" in page
    assert "To pomyłka." in page
    assert "a remark to this choice" in get(client, f"/en/rada/radni/{person.slug}/")


def test_who_broke_ranks_is_a_list_with_an_address(client: Client) -> None:
    club = ClubFactory(name="Klub Dębów")
    people = [PersonFactory(in_term=club.term, club=club) for _each in range(3)]
    vote = VoteFactory(choices=[(people[0], "za"), (people[1], "za"), (people[2], "przeciw")])

    page = get(client, f"/en/rada/glosowania/{vote.slug}/")

    dissent = page.partition('id="inaczej-niz-klub"')[2].partition("</section>")[0]
    assert people[2].name in dissent
    assert people[0].name not in dissent


def test_a_committees_vote_says_that_its_size_is_not_known(client: Client) -> None:
    committee = SessionFactory(body=CommitteeFactory(name="Komisja Rewizyjna"), number=None)
    vote = VoteFactory(meeting=committee, totals=(5, 2, 0, 0), result="passed")

    page = get(client, f"/rada/glosowania/{vote.slug}/")

    assert "Nie wiadomo, ile osób liczyła komisja" in unescape(page).replace("\xa0", " ")
    assert "Komisja Rewizyjna" in page


@pytest.mark.parametrize(("people", "votes"), [(2, 2), (5, 500)])
def test_a_sessions_page_costs_the_same_whatever_its_size(client: Client, people: int, votes: int) -> None:
    vote = roll_call(people, votes)
    AgendaItemFactory(meeting=vote.meeting, label="1")

    assert queries(client, vote.meeting.get_absolute_url()) == 15


@pytest.mark.parametrize(("people", "votes", "budget"), [(2, 2, 20), (5, 500, 21)])  # 21: names of the colleagues
def test_a_persons_page_costs_the_same_whatever_its_size(client: Client, people: int, votes: int, budget: int) -> None:
    vote = roll_call(people, votes)
    person = vote.ballots.get(position=0).person

    assert queries(client, person.get_absolute_url()) == budget


@pytest.mark.parametrize("count", [2, 500])
def test_a_drafts_and_a_resolutions_page_cost_the_same_whatever_there_is(client: Client, count: int) -> None:
    fill(count)
    draft, resolution = DraftResolutionFactory(), ResolutionFactory()
    VoteFactory(draft=draft, resolution=resolution, totals=(1, 0, 0, 0))

    assert queries(client, draft.get_absolute_url()) == 9
    assert queries(client, resolution.get_absolute_url()) == 12
