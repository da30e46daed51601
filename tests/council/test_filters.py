"""What each filter of the council's lists keeps, and what it refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from council.records import DRAFTS, PEOPLE, RESOLUTIONS, SESSIONS, VOTES
from tests.factories.council import (
    AgendaItemFactory,
    ClubFactory,
    ClubMembershipFactory,
    CommitteeFactory,
    DraftResolutionFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.remarks import RemarkFactory
from watchdog.core.selection import Selection
from watchdog.records import RecordType

pytestmark = pytest.mark.django_db


def kept(kind: RecordType, query: str) -> list[Any]:
    selection = Selection(kind, QueryDict(query))
    assert selection.is_valid, selection.errors
    return list(selection.rows)


def refused(kind: RecordType, query: str) -> list[str]:
    selection = Selection(kind, QueryDict(query))
    assert not selection.is_valid
    assert list(selection.rows) == []
    return selection.errors


# Votes


def test_votes_of_a_year() -> None:
    wanted = VoteFactory(day=date(2014, 6, 12))
    VoteFactory(day=date(2013, 6, 12))

    assert kept(VOTES, "rok=2014") == [wanted]


def test_a_vote_of_which_only_the_year_is_known_is_found_by_it() -> None:
    wanted = VoteFactory(meeting=None, day=None, year=2012)

    assert kept(VOTES, "rok=2012") == [wanted]


def test_votes_of_a_term() -> None:
    wanted = VoteFactory()
    VoteFactory(meeting=SessionFactory(term=TermFactory(slug="2014-2018"), day=date(2015, 1, 29)))

    assert kept(VOTES, "kadencja=2010-2014") == [wanted]


@pytest.mark.parametrize(("value", "result"), [("przyjete", "passed"), ("odrzucone", "failed"), ("nieznany", "")])
def test_votes_by_result(value: str, result: str) -> None:
    votes = {each: VoteFactory(result=each) for each in ("passed", "failed", "")}

    assert kept(VOTES, f"wynik={value}") == [votes[result]]


@pytest.mark.parametrize("value", ["imienny", "sumy", "bez-liczb", "tajne"])
def test_votes_by_what_is_known_of_them(value: str) -> None:
    votes = {
        "imienny": VoteFactory(choices=[("Jan Nowak", "za")]),
        "sumy": VoteFactory(totals=(20, 0, 0, 5)),
        "bez-liczb": VoteFactory(result="passed"),
        "tajne": VoteFactory(secret=True, totals=(13, 12, 0, 0), choices=[]),
    }
    expected = {votes[value]} | ({votes["tajne"]} if value == "sumy" else set())

    assert set(kept(VOTES, f"zapis={value}")) == expected


@pytest.mark.parametrize(
    ("value", "totals"),
    [("podzielone", (20, 0, 1, 4)), ("wyrownane", (13, 12, 0, 0)), ("jednomyslne", (25, 0, 0, 0))],
)
def test_votes_by_division(value: str, totals: tuple[int, ...]) -> None:
    VoteFactory(totals=(None, None, None, None))
    wanted = VoteFactory(totals=totals)

    assert kept(VOTES, f"podzial={value}") == [wanted]


def test_a_unanimous_vote_is_neither_divided_nor_close() -> None:
    VoteFactory(totals=(2, 0, 0, 0))

    assert kept(VOTES, "podzial=podzielone") == kept(VOTES, "podzial=wyrownane") == []


def test_votes_by_words_of_the_question_forgive_missing_diacritics() -> None:
    wanted = VoteFactory(subject="Strefa płatnego parkowania w śródmieściu")
    VoteFactory(subject="Zmiana budżetu")

    assert kept(VOTES, "q=platnego+srodmiesciu") == [wanted]


def test_votes_in_which_a_person_is_named() -> None:
    person = PersonFactory()
    wanted = VoteFactory(choices=[(person, "przeciw")])
    VoteFactory(choices=[(PersonFactory(), "za")])

    assert kept(VOTES, f"radny={person.slug}") == [wanted]


def test_votes_in_which_a_person_made_a_choice() -> None:
    person, other = PersonFactory(), PersonFactory()
    wanted = VoteFactory(choices=[(person, "przeciw"), (other, "za")])
    VoteFactory(choices=[(person, "za"), (other, "przeciw")])

    assert kept(VOTES, f"radny={person.slug}&glos=przeciw") == [wanted]


def test_a_choice_without_a_person_is_refused() -> None:
    VoteFactory(choices=[(PersonFactory(), "przeciw")])

    assert len(refused(VOTES, "glos=przeciw")) == 1


@pytest.mark.parametrize(
    "query",
    [
        "rok=dwa",
        "rok=1066",
        "wynik=tak",
        "zapis=x",
        "podzial=x",
        "kadencja=1900-1904",
        "radny=nikt",
        "glos=moze",
        "x=1",
    ],
)
def test_a_value_that_cannot_be_is_refused(query: str) -> None:
    VoteFactory()

    assert refused(VOTES, query)


def test_votes_stand_newest_first_with_unknown_days_last_in_their_year() -> None:
    known, unknown = VoteFactory(day=date(2012, 10, 25)), VoteFactory(meeting=None, day=None, year=2012)
    newer, older = VoteFactory(day=date(2014, 6, 12)), VoteFactory(day=date(2009, 12, 17))

    assert kept(VOTES, "") == [newer, known, unknown, older]


# Sessions


def test_sessions_of_a_year_and_with_votes() -> None:
    wanted = VoteFactory(meeting=SessionFactory()).meeting
    SessionFactory()
    VoteFactory(meeting=SessionFactory(day=date(2013, 1, 31)))

    assert kept(SESSIONS, "rok=2014&glosowania=1") == [wanted]


def test_sessions_with_an_agenda() -> None:
    wanted = AgendaItemFactory().meeting
    SessionFactory()

    assert kept(SESSIONS, "porzadek=1") == [wanted]


def test_sessions_count_their_votes_and_items_apart() -> None:
    session = SessionFactory()
    for _ in range(2):
        VoteFactory(meeting=session)
    for _ in range(3):
        AgendaItemFactory(meeting=session)

    (found,) = kept(SESSIONS, "")

    assert (found.votes_held, found.items_known) == (2, 3)


# People


def test_people_of_a_term_stand_in_polish_order_and_once_each() -> None:
    term = TermFactory()
    people = [PersonFactory(family_name=name, in_term=term) for name in ("Łoś", "Lis", "Mak", "Ćwik", "Cis")]
    PersonFactory(family_name="Adamski")

    found = kept(PEOPLE, "kadencja=2010-2014")

    assert [person.family_name for person in found] == ["Cis", "Ćwik", "Lis", "Łoś", "Mak"]
    assert len(people) == len(found)


def test_people_of_a_club_in_a_term() -> None:
    first, second = TermFactory(), TermFactory(slug="2014-2018")
    clubs = {term: ClubFactory(term=term, name="Klub Wspólny") for term in (first, second)}
    wanted = PersonFactory(in_term=first, club=clubs[first])
    other = PersonFactory(in_term=second, club=clubs[second])

    assert kept(PEOPLE, "klub=klub-wspolny&kadencja=2010-2014") == [wanted]
    assert set(kept(PEOPLE, "klub=klub-wspolny")) == {wanted, other}


def test_people_by_name_without_diacritics() -> None:
    wanted = PersonFactory(given_name="Łukasz", family_name="Żółw")
    PersonFactory()

    assert kept(PEOPLE, "q=zolw+lukasz") == [wanted]


# Drafts and resolutions


def test_drafts_by_term_number_and_vote() -> None:
    wanted = DraftResolutionFactory(number="148/2013")
    VoteFactory(draft=wanted)
    DraftResolutionFactory(number="149/2013")

    assert kept(DRAFTS, "kadencja=2010-2014&glosowane=1") == [wanted]
    assert kept(DRAFTS, "q=148/2013") == [wanted]


def test_resolutions_by_year_journal_and_ruling() -> None:
    wanted = ResolutionFactory(journal_year=2014, journal_position="poz. 3500", validity="invalid")
    ResolutionFactory()
    ResolutionFactory(adopted_on=date(2013, 1, 1))

    assert kept(RESOLUTIONS, "rok=2014&dziennik=1&nadzor=niewazne") == [wanted]


def test_resolutions_without_a_ruling_known_to_us() -> None:
    wanted = ResolutionFactory()
    ResolutionFactory(validity="partly_invalid")

    assert kept(RESOLUTIONS, "nadzor=bez-rozstrzygniecia") == [wanted]


def test_votes_in_which_people_of_one_club_voted_differently() -> None:
    oaks, limes = ClubFactory(), ClubFactory()
    one, other = (PersonFactory(in_term=oaks.term, club=oaks) for _each in range(2))
    third = PersonFactory(in_term=oaks.term, club=limes)
    split = VoteFactory(choices=[(one, "za"), (other, "przeciw"), (third, "za")])
    VoteFactory(choices=[(one, "za"), (other, "za"), (third, "przeciw")])
    VoteFactory(choices=[(one, "przeciw"), (other, "nieobecny"), (third, "za")])

    assert kept(VOTES, "podzial=kluby") == [split]


def test_a_club_of_another_day_is_not_split() -> None:
    club = ClubFactory()
    one, other = PersonFactory(in_term=club.term, club=club), PersonFactory(in_term=club.term)
    ClubMembershipFactory(person=other, club=club, since=date(2014, 6, 13))
    VoteFactory(choices=[(one, "za"), (other, "przeciw")])

    assert kept(VOTES, "podzial=kluby") == []


def test_a_club_that_somebody_left_before_is_not_split() -> None:
    oaks, limes = ClubFactory(), ClubFactory()
    mover = PersonFactory(in_term=oaks.term)
    ClubMembershipFactory(person=mover, club=oaks, until=date(2014, 6, 11))
    ClubMembershipFactory(person=mover, club=limes, since=date(2014, 6, 12))
    oak = PersonFactory(in_term=oaks.term, club=oaks)
    VoteFactory(choices=[(mover, "przeciw"), (oak, "za")])

    assert kept(VOTES, "podzial=kluby") == []


def test_votes_of_committees_and_of_the_council() -> None:
    council = VoteFactory()
    committee = VoteFactory(meeting=SessionFactory(body=CommitteeFactory(), number=None))

    assert kept(VOTES, "organ=komisje") == [committee]
    assert kept(VOTES, "organ=rada") == [council]


def test_votes_of_a_kind() -> None:
    wanted = VoteFactory(kind="amendment")
    VoteFactory(kind="resolution")

    assert kept(VOTES, "rodzaj=poprawka") == [wanted]


def test_votes_with_doubts_other_results_and_remarks() -> None:
    doubted = VoteFactory(findings=[{"code": "totals_differ", "text": "Uwaga.", "place": ""}])
    other = VoteFactory(result="passed", computed_result="failed")
    VoteFactory(result="passed", computed_result="passed")
    VoteFactory(result="passed")
    remarked = RemarkFactory().vote

    assert kept(VOTES, "uwagi=watpliwosci") == [doubted]
    assert kept(VOTES, "uwagi=inny-wynik") == [other]
    assert kept(VOTES, "uwagi=uwagi") == [remarked]
