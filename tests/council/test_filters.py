"""What each filter of the council's lists keeps, and what it refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from council.records import DRAFTS, INTERPELLATIONS, PEOPLE, PETITIONS, RESOLUTIONS, SESSIONS, VOTES
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
from tests.factories.interpellations import InterpellationFactory
from tests.factories.life import DraftStageFactory, ResolutionRelationFactory, RulingFactory
from tests.factories.petitions import PetitionFactory
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


def test_interpellations_by_term_year_person_kind_answer_and_words() -> None:
    person, asked = PersonFactory(), date(2020, 3, 2)
    late = InterpellationFactory(
        subject="Budowa ronda", received_on=asked, answer="given", answered_on=date(2020, 4, 2), asked=[person]
    )
    question = InterpellationFactory(kind="zapytanie", number="BR.7.2020")

    assert kept(INTERPELLATIONS, "kadencja=2018-2024&sort=data") == [late, question]
    for query in ("rok=2020", f"radny={person.slug}", "rodzaj=interpelacje", "odpowiedz=po-terminie", "q=ronda"):
        assert kept(INTERPELLATIONS, query) == [late], query
    for query in ("rodzaj=zapytania", "odpowiedz=nieznana", "q=BR.7.2020"):
        assert kept(INTERPELLATIONS, query) == [question], query


@pytest.mark.parametrize("query", ["odpowiedz=szybka", "rodzaj=skarga", "radny=nikt", "rok=abc", "kadencja=1900-1904"])
def test_interpellations_by_what_is_none_are_refused(query: str) -> None:
    InterpellationFactory()

    assert refused(INTERPELLATIONS, query)


def test_petitions_by_term_year_addressee_outcome_and_words() -> None:
    term = TermFactory(slug="2018-2024", name="VIII kadencja")
    granted = PetitionFactory(subject="Kąpielisko", outcome="granted", to_mayor=True, to_council=False, term=term)
    other = PetitionFactory(year=2021, petitioner_kind="firm", petitioner="Platinium Wellness")

    for query in ("rok=2020", "adresat=prezydent", "wynik=uwzglednione", "q=kąpielisko", "kadencja=2018-2024"):
        assert kept(PETITIONS, query) == [granted], query
    for query in ("rok=2021", "adresat=rada", "wynik=nieznane", "q=platinium"):
        assert kept(PETITIONS, query) == [other], query


@pytest.mark.parametrize("query", ["adresat=wojewoda", "wynik=tak", "rok=abc"])
def test_petitions_by_what_is_none_are_refused(query: str) -> None:
    PetitionFactory()

    assert refused(PETITIONS, query)


def test_drafts_by_what_became_of_them() -> None:
    adopted, rejected, withdrawn, taken_off, old, unknown = DraftResolutionFactory.create_batch(6)
    VoteFactory(draft=adopted, result="passed")
    VoteFactory(draft=rejected, result="failed")
    DraftStageFactory(draft=withdrawn, stage="withdrawn")
    DraftStageFactory(draft=taken_off, stage="taken_off")
    new = DraftResolutionFactory(replaces=old)

    assert kept(DRAFTS, "stan=przyjete") == [adopted]
    assert kept(DRAFTS, "stan=odrzucone") == [rejected]
    assert kept(DRAFTS, "stan=wycofane") == [withdrawn]
    assert kept(DRAFTS, "stan=zdjete") == [taken_off]
    assert kept(DRAFTS, "stan=zastapione") == [old]
    assert set(kept(DRAFTS, "stan=nieznane")) == {unknown, new}


def test_a_draft_is_in_progress_only_where_something_says_so() -> None:
    term = TermFactory(slug="2024-2099", starts=date(2024, 5, 1), ends=date(2099, 4, 7))
    tabled, silent, held = DraftResolutionFactory.create_batch(3, term=term)
    DraftStageFactory(draft=tabled)
    DraftStageFactory(draft=held)
    AgendaItemFactory(draft=held)

    assert kept(DRAFTS, "stan=w-toku") == [tabled]
    assert set(kept(DRAFTS, "stan=nieznane")) == {silent, held}


@pytest.mark.parametrize("subject", ["7. Wniosek o zdjęcie z porządku obrad", "Poprawka nr 2 do druku 148/2013"])
def test_a_vote_beside_a_draft_does_not_adopt_it(subject: str) -> None:
    draft = DraftResolutionFactory()
    VoteFactory(draft=draft, subject=subject, result="passed")

    assert kept(DRAFTS, "stan=nieznane") == [draft]


def test_what_we_inferred_decides_nothing_of_a_draft() -> None:
    draft = DraftResolutionFactory()
    VoteFactory(draft=draft, result="passed", certainty="inferred")
    DraftStageFactory(draft=draft, stage="withdrawn", certainty="inferred")

    assert kept(DRAFTS, "stan=nieznane") == [draft]


def test_drafts_by_who_tabled_them() -> None:
    club = ClubFactory()
    wanted = DraftResolutionFactory(initiator="club", initiator_name=club.name, initiator_club=club)
    residents = DraftResolutionFactory(initiator="residents")
    DraftResolutionFactory()

    assert kept(DRAFTS, "inicjator=klub") == [wanted]
    assert kept(DRAFTS, "inicjator=mieszkancy") == [residents]


def test_resolutions_by_how_they_stand_before_supervision_and_courts() -> None:
    struck, not_final, disputed, opened, upheld, silent = ResolutionFactory.create_batch(6)
    RulingFactory(resolution=struck)
    RulingFactory(resolution=not_final, final=False)
    RulingFactory(resolution=disputed)
    RulingFactory(resolution=disputed, effect="upheld", authority_name="WSA w Gliwicach")
    RulingFactory(resolution=opened, effect="opened")
    RulingFactory(resolution=upheld, effect="upheld")
    RulingFactory(resolution=silent, effect="invalid", certainty="inferred")

    assert kept(RESOLUTIONS, "nadzor=niewazne") == [struck]
    assert kept(RESOLUTIONS, "nadzor=nieprawomocnie") == [not_final]
    assert kept(RESOLUTIONS, "nadzor=rozne") == [disputed]
    assert kept(RESOLUTIONS, "nadzor=wszczete") == [opened]
    assert kept(RESOLUTIONS, "nadzor=utrzymane") == [upheld]
    assert kept(RESOLUTIONS, "nadzor=bez-rozstrzygniecia") == [silent]


def test_resolutions_that_a_later_one_changed() -> None:
    changed = ResolutionRelationFactory().target
    ResolutionRelationFactory(kind="executes")

    assert kept(RESOLUTIONS, "zmienione=1") == [changed]


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
