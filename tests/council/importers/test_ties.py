"""A person's word on a name holds for every paper, now and later, and can be taken back whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from council.bearers import BEARERS
from council.drafts import (
    AttendanceDraft,
    InterpellationDraft,
    InterpellationKind,
    Layer,
    MeetingRef,
    PersonDraft,
    Presence,
    RemarkDraft,
    Speaker,
)
from council.importers import store_attendance, store_interpellation, store_person, store_remark, store_vote
from council.importers.people import Roster
from council.importers.ties import dismiss, namesakes, tie, undo
from council.models import (
    Attendance,
    Ballot,
    Interpellation,
    InterpellationAuthor,
    Meeting,
    NameTie,
    Person,
    Remark,
    Term,
    Vote,
)
from council.unknown_names import People, how_many, unknown_name, unknown_names
from tests.council.importers.conftest import DAY, document, roll_call
from watchdog.archive.models import Change
from watchdog.archive.writing import Outcome
from watchdog.core.text import name_key
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db

PRINTED = "Nowaka Jana"
KEY = name_key(PRINTED)


@pytest.fixture
def user() -> User:
    return User.objects.create_user("wolontariusz")


@pytest.fixture
def term(people: Any) -> Term:
    people("Jan Nowak", "Anna Lis")
    return Term.objects.get()


@pytest.fixture
def papers(term: Term) -> None:
    """A roll call, a signed list, an interpellation and a remark that name „Nowaka Jana”."""
    store_all()


def store_all() -> list[Outcome]:
    vote = roll_call((PRINTED, "za"), ("Lis Anna", "przeciw"))
    meeting = MeetingRef(number=44, day=DAY)
    attendance = AttendanceDraft(meeting=meeting, layer=Layer.LIST, name=PRINTED, state=Presence.PRESENT)
    asked = InterpellationDraft(
        form=InterpellationKind.INTERPELLATION, authors=(PRINTED, "Lis Anna"), subject="Chodnik", received_on=DAY
    )
    remark = RemarkDraft(
        meeting=meeting, on=DAY, subject=vote.subject, about=PRINTED, said_by=Speaker.PERSON, text="Pomyłka"
    )
    return [
        store_vote(vote, document()).outcome,
        store_attendance(attendance, document("b")).outcome,
        store_interpellation(asked, document("c")).outcome,
        store_remark(remark, document("d")).outcome,
    ]


def said() -> list[Any]:
    """Everything that papers say of people, with every doubt."""
    models = (Vote, Attendance, Interpellation, Remark)
    rows = [list(b.rows().order_by(b.name).values_list(b.name, b.person)) for b in BEARERS]
    return [rows, [list(model._default_manager.values_list("findings", flat=True)) for model in models]]


def jan() -> Person:
    return Person.objects.get(family_name="Nowak")


def test_every_kind_of_row_with_a_name_and_perhaps_no_person_is_a_bearer():
    nullable = {
        (relation.related_model, relation.field.name)
        for relation in Person._meta.related_objects
        if relation.field.null and relation.related_model is not NameTie
    }

    assert {(bearer.model, bearer.person) for bearer in BEARERS} == nullable
    assert all(apps.get_model(bearer.model._meta.label) for bearer in BEARERS)


def test_a_name_waits_once_with_every_paper_in_which_it_stands(papers):
    waiting = unknown_names()

    assert [(each.name, each.total, each.days) for each in waiting] == [(PRINTED, 4, [DAY, DAY])]
    assert how_many() == 1


def test_a_name_tied_once_is_the_persons_in_every_paper_and_no_doubt_is_left(papers, term, user):
    tie(term, KEY, jan(), user, "Protokół, s. 3")

    assert Ballot.objects.get(name=PRINTED).person == jan()
    assert Attendance.objects.get().person == jan()
    assert InterpellationAuthor.objects.get(name=PRINTED).person == jan()
    assert Remark.objects.get().person == jan()
    codes = [each["code"] for record in (*Vote.objects.all(), *Attendance.objects.all()) for each in record.findings]
    assert "unknown_person" not in codes
    assert "not_on_roster" not in codes
    assert how_many() == 0


def test_documents_read_again_after_a_tie_change_nothing(papers, term, user):
    tie(term, KEY, jan(), user)
    before, changes = said(), Change.objects.count()

    outcomes = store_all()

    assert set(outcomes) == {Outcome.UNCHANGED}
    assert (said(), Change.objects.count()) == (before, changes)


def test_a_later_document_finds_the_person_by_the_spelling(papers, term, user):
    tie(term, KEY, jan(), user)

    store_vote(roll_call(("nowaka JANA", "za"), subject="8. Budżet", on=DAY), document("e"))

    assert Ballot.objects.filter(person=jan()).count() == 2


def test_the_history_of_each_record_says_whom_its_name_means_and_why(papers, term, user):
    tie(term, KEY, jan(), user, "Protokół, s. 3")

    kept = Vote.objects.get().changes.get()
    assert (kept.field, kept.before, kept.after) == (f"name: {PRINTED}", None, "Jan Nowak")
    assert (kept.user, kept.reason) == (user, "Protokół, s. 3")
    assert jan().changes.get().field == "spellings"


def test_a_tie_taken_back_leaves_everything_as_it_was(papers, term, user):
    before = said()
    word = tie(term, KEY, jan(), user)

    undo(word, user)

    assert said() == before
    assert not jan().names.filter(key=KEY).exists()
    assert how_many() == 1


def test_a_tie_taken_back_unties_what_later_documents_tied_by_it_too(papers, term, user):
    word = tie(term, KEY, jan(), user)
    store_vote(roll_call((PRINTED, "za"), subject="8. Budżet", on=DAY), document("e"))

    undo(word, user)

    assert not Ballot.objects.filter(person=jan()).exists()


def test_a_tie_is_taken_back_once(papers, term, user):
    word = tie(term, KEY, jan(), user)
    undo(word, user)

    with pytest.raises(Rejection):
        undo(word, user)


def test_the_second_of_two_volunteers_hears_what_the_first_one_said(papers, term, user):
    tie(term, KEY, jan(), user)

    with pytest.raises(Rejection, match="wolontariusz"):
        tie(term, KEY, Person.objects.get(family_name="Lis"), user)

    assert Ballot.objects.get(name=PRINTED).person == jan()


def test_whom_the_same_roll_call_names_cannot_be_meant(papers, term, user):
    with pytest.raises(Rejection):
        tie(term, KEY, Person.objects.get(family_name="Lis"), user)

    assert not NameTie.objects.exists()
    assert Ballot.objects.get(name=PRINTED).person is None


def test_whom_the_same_roll_call_names_is_no_candidate(term):
    store_vote(roll_call(("Jana Nowaka", "za"), ("Nowak Jan", "przeciw")), document())

    [unknown] = unknown_names()
    [candidate] = People(term).candidates(unknown)

    assert (candidate.person, candidate.possible, candidate.beside) == (jan(), False, 1)


def test_a_name_put_aside_is_not_asked_about_again_and_can_come_back(papers, term, user):
    word = dismiss(term, KEY, user, "Gość")
    store_vote(roll_call((PRINTED, "za"), subject="8. Budżet", on=DAY), document("e"))

    assert how_many() == 0
    undo(word, user)
    assert how_many() == 1


def test_a_name_put_aside_is_not_tied_by_a_stale_page(papers, term, user):
    dismiss(term, KEY, user, "Gość")

    with pytest.raises(Rejection):
        tie(term, KEY, jan(), user)
    with pytest.raises(Rejection):
        dismiss(term, KEY, user, "Gość")


@pytest.fixture
def shared(term: Term) -> tuple[Person, Person]:
    """Two people called Jan Nowak, and two meetings that name one of them."""
    other = Person.objects.create(slug="jan-nowak-2", given_name="Jan", family_name="Nowak")
    other.names.create(name="Jan Nowak")
    other.mandates.create(term=term)
    store_shared()
    return jan_first(), other


def jan_first() -> Person:
    return Person.objects.get(slug="jan-nowak")


def store_shared() -> None:
    store_vote(roll_call(("Jan Nowak", "za")), document())
    later = MeetingRef(number=45, day=DAY.replace(month=7))
    store_vote(roll_call(("Jan Nowak", "przeciw"), meeting=later, on=later.day), document("b"))


def test_a_name_of_two_people_is_tied_for_one_meeting_at_a_time(shared, term, user):
    first, other = shared
    meetings = list(Meeting.objects.order_by("number"))

    with pytest.raises(Rejection):
        tie(term, "jan nowak", first, user)
    tie(term, "jan nowak", first, user, meeting=meetings[0])
    tie(term, "jan nowak", other, user, meeting=meetings[1])
    store_shared()

    assert list(Ballot.objects.order_by("vote__day").values_list("person", flat=True)) == [first.pk, other.pk]
    assert set(namesakes(term, "jan nowak")) == {first, other}
    assert Roster(term).find("Jan Nowak") is None


def test_a_word_for_one_meeting_taken_back_leaves_the_other_meeting(shared, term, user):
    first, other = shared
    meetings = list(Meeting.objects.order_by("number"))
    word = tie(term, "jan nowak", first, user, meeting=meetings[0])
    tie(term, "jan nowak", other, user, meeting=meetings[1])

    undo(word, user)

    assert list(Ballot.objects.order_by("vote__day").values_list("person", flat=True)) == [None, other.pk]


def test_somebody_without_a_mandate_in_the_term_is_tied_with_that_doubt(papers, term, user):
    store_person(PersonDraft(term="2018-2024", name="Ewa Sowa"), document("f"))
    sowa = Person.objects.get(family_name="Sowa")

    tie(term, KEY, sowa, user, "Zmieniła nazwisko")
    store_all()

    assert Ballot.objects.get(name=PRINTED).person == sowa
    assert "no_mandate" in [each["code"] for each in Vote.objects.get().findings]


def test_the_queue_asks_a_number_of_queries_that_does_not_grow_with_it(papers, term, django_assert_max_num_queries):
    for number in range(8):
        draft = roll_call((f"Nieznany Nr{number}", "za"), subject=f"{number}. Sprawa {number}", on=DAY)
        store_vote(draft, document("e", place=str(number)))

    with django_assert_max_num_queries(8):
        assert how_many() == 9
    assert unknown_name(term, KEY) is not None
