"""Two records of one person become one, with everything that hangs on either, and can be parted again exactly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.db.models import Model

from council.drafts import ClubMembershipDraft, PersonDraft
from council.importers import store_membership, store_person, store_vote
from council.importers.conflicts import conflicts
from council.importers.hanging import hanging_on
from council.importers.merging import merge, undo_merge, what_moves
from council.models import Ballot, DraftResolution, Mandate, Person, PersonMerge, Term
from tests.council.importers.conftest import DAY, document, roll_call
from tests.factories.committees import AttendanceFactory, BodyMembershipFactory
from tests.factories.council import (
    ClubFactory,
    ClubMembershipFactory,
    DraftResolutionFactory,
    MandateFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.interpellations import InterpellationFactory
from tests.factories.names import NameTieFactory, PersonMergeFactory, PersonRedirectFactory
from tests.factories.remarks import RemarkFactory
from watchdog.archive.models import Change, Reading
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection
from watchdog.search.indexing import index
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("recenzentka")


def anna(**fields: Any) -> Person:
    return PersonFactory(given_name="Anna", family_name="Lis", **fields)


def zawadzka() -> Person:
    return PersonFactory(given_name="Anna", family_name="Zawadzka")


def hang_everything_on(person: Person, user: User) -> None:
    """Let one row of every kind point at a person."""
    term = TermFactory()
    MandateFactory(person=person, term=term)
    ClubMembershipFactory(person=person, club=ClubFactory(term=term))
    BodyMembershipFactory(person=person, term=term)
    AttendanceFactory(person=person)
    VoteFactory(choices=[(person, "za")])
    InterpellationFactory(term=term).asked_by.create(person=person, name=person.name, position=9)
    RemarkFactory(person=person, about=person.name)
    DraftResolutionFactory(term=term, initiator="councillors", initiator_name=person.name, initiator_person=person)
    NameTieFactory(person=person, term=term)
    PersonMergeFactory(person=person, undone_by=user, undone_at="2026-01-01T00:00Z")
    PersonRedirectFactory(person=person, slug="dawniej")


def everything() -> dict[str, str]:
    """Give every row that hangs on anybody, and every person, as text; without the moment of the last change."""
    found: dict[str, list[Model]] = {"people": list(Person.objects.order_by("pk"))}
    for hanging in hanging_on(Person()):
        if hanging.model is not PersonMerge:
            found[hanging.model._meta.label] = list(hanging.model._base_manager.order_by("pk"))
    found["readings"] = list(Reading.objects.order_by("pk"))
    rows = {label: serializers.serialize("python", each) for label, each in found.items()}
    for each in (row for part in rows.values() for row in part):
        each["fields"].pop("updated_at", None)
    return {label: str(part) for label, part in rows.items()}


def test_every_kind_of_row_that_can_point_at_a_person_moves(user):
    kept, gone = anna(), zawadzka()
    hang_everything_on(gone, user)
    kinds = list(hanging_on(gone))
    assert [each.model for each in kinds if not each.rows(gone).exists()] == []

    merge(kept, gone, user, "Zmieniła nazwisko")

    assert [each.model for each in kinds if each.rows(gone).exists()] == []
    assert [each.model for each in kinds if not each.rows(kept).exists()] == []
    assert list(Person.objects.all()) == [kept]


def test_a_merge_taken_back_leaves_every_row_as_it_was(user):
    kept, gone = anna(), zawadzka()
    hang_everything_on(gone, user)
    MandateFactory(person=kept, term=TermFactory(), district=3)
    before = everything()
    word = merge(kept, gone, user, "Zmieniła nazwisko")
    assert everything() != before

    undo_merge(word, user)

    assert everything() == before


def test_the_same_mandate_becomes_one_and_says_what_either_says(user):
    term = TermFactory()
    kept, gone = anna(), zawadzka()
    MandateFactory(person=kept, term=term, district=3)
    MandateFactory(person=gone, term=term, since=DAY, votes_received=700)

    merge(kept, gone, user, "Zmieniła nazwisko")

    mandate = Mandate.objects.get()
    assert (mandate.person, mandate.district, mandate.votes_received, mandate.since) == (kept, 3, 700, DAY)


def test_whom_one_roll_call_names_both_are_two_people(user):
    kept, gone = anna(), zawadzka()
    vote = VoteFactory(choices=[(kept, "za"), (gone, "przeciw")])

    [conflict] = conflicts(kept, gone)
    with pytest.raises(Rejection):
        merge(kept, gone, user, "Ta sama")

    assert conflict.forbids
    assert conflict.url == vote.get_absolute_url()
    assert Person.objects.count() == 2


def test_mandates_that_overlap_forbid_and_two_clubs_at_one_time_are_said(user):
    term = TermFactory()
    kept, gone = anna(club=ClubFactory(term=term)), zawadzka()
    ClubMembershipFactory(person=gone, club=ClubFactory(term=term))
    MandateFactory(person=kept, term=term, since=date(2011, 1, 1))
    MandateFactory(person=gone, term=term, since=date(2012, 1, 1))

    assert [each.forbids for each in conflicts(kept, gone)] == [True, False]


def test_a_merge_sent_twice_is_done_once(user):
    kept, gone = anna(), zawadzka()
    merge(kept, gone, user, "Ta sama")

    with pytest.raises(Rejection):
        merge(kept, gone, user, "Ta sama")

    assert PersonMerge.objects.count() == 1


def test_a_merge_is_said_in_the_history_with_its_reason(user):
    kept, gone = anna(), zawadzka()
    merge(kept, gone, user, "Zmieniła nazwisko")

    change = Change.objects.get(field="merged")
    assert (change.record, change.after, change.reason, change.user) == (
        kept,
        "Anna Zawadzka",
        "Zmieniła nazwisko",
        user,
    )


def test_the_former_address_leads_to_the_person_for_good(client, user):
    kept, gone = anna(), zawadzka()
    url = gone.get_absolute_url()
    merge(kept, gone, user, "Zmieniła nazwisko")

    response = client.get(url)

    assert (response.status_code, response.url) == (301, kept.get_absolute_url())
    assert response["Cache-Control"] == "no-cache"


def test_search_no_longer_finds_the_record_that_is_gone(user):
    kept, gone = anna(), zawadzka()
    index(gone)
    merge(kept, gone, user, "Zmieniła nazwisko")

    assert not Entry.objects.filter(kind="council.person", object_id=gone.pk).exists()


def store_everything() -> list[Outcome]:
    """What three documents say of a woman under two names."""
    roster = [
        PersonDraft(term="2010-2014", name="Anna Lis", club="Klub"),
        PersonDraft(term="2010-2014", name="Anna Zawadzka"),
    ]
    club = ClubMembershipDraft(term="2010-2014", name="Anna Zawadzka", club="Klub")
    votes = [
        roll_call(("Lis Anna", "za")),
        roll_call(("Zawadzka Anna", "przeciw"), subject="8. Budżet"),
    ]
    return [
        *(store_person(draft, document("f", place=draft.name)).outcome for draft in roster),
        store_membership(club, document("e")).outcome,
        *(store_vote(draft, document(mark)).outcome for mark, draft in zip("bc", votes, strict=True)),
    ]


def test_documents_read_again_after_a_merge_change_nothing_and_make_nobody_anew(user):
    store_everything()
    kept, gone = Person.objects.get(family_name="Lis"), Person.objects.get(family_name="Zawadzka")
    merge(kept, gone, user, "Zmieniła nazwisko")

    outcomes = store_everything()

    assert set(outcomes) == {Outcome.UNCHANGED}
    assert list(Person.objects.all()) == [kept]
    assert Ballot.objects.filter(person=kept).count() == 2


def test_a_roll_call_written_anew_goes_back_too(user):
    store_everything()
    kept, gone = Person.objects.get(family_name="Lis"), Person.objects.get(family_name="Zawadzka")
    word = merge(kept, gone, user, "Zmieniła nazwisko")
    Ballot.objects.filter(name="Zawadzka Anna").update(choice="za")
    store_vote(roll_call(("Zawadzka Anna", "wstrzymal_sie"), subject="8. Budżet"), document("d", authority=60))

    undo_merge(word, user)

    assert Ballot.objects.get(person=gone.pk).choice == "wstrzymal_sie"


def test_a_later_merge_is_taken_back_first(user):
    first, second, third = anna(), zawadzka(), PersonFactory()
    early = merge(second, first, user, "Ta sama")
    late = merge(third, second, user, "Ta sama")

    with pytest.raises(Rejection):
        undo_merge(early, user)
    undo_merge(late, user)
    undo_merge(PersonMerge.objects.get(pk=early.pk), user)

    assert Person.objects.count() == 3
    with pytest.raises(Rejection):
        undo_merge(early, user)


def test_what_would_move_is_counted_beforehand(user):
    term = TermFactory()
    kept, gone = anna(in_term=term), zawadzka()
    MandateFactory(person=gone, term=term)
    VoteFactory(choices=[(gone, "za")], meeting=SessionFactory(term=term))

    counted = sorted((moved, folded) for _kind, moved, folded in what_moves(gone, kept))

    assert counted == [(0, 1), (1, 0), (1, 0)]
    assert (Term.objects.count(), DraftResolution.objects.count()) == (1, 0)
