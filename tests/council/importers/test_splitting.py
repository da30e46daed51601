"""Two namesakes who stood as one person are parted, and every document read again finds the right one."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from council.drafts import InterpellationDraft, InterpellationKind, MeetingRef, PersonDraft
from council.importers import store_interpellation, store_person, store_vote
from council.importers.splitting import bundles, doubts_about, split, undo_split
from council.models import Ballot, InterpellationAuthor, Mandate, NameTie, Person, PersonMerge, PersonRedirect
from tests.council.importers.conftest import DAY, document, roll_call
from watchdog.archive.models import Change
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db

NAME = "Jan Nowak"
LATER = MeetingRef(number=45, day=DAY.replace(month=7))


@pytest.fixture
def user() -> User:
    return User.objects.create_user("recenzentka")


@pytest.fixture
def jan() -> Person:
    """A father and a son of one name, whom the portal takes for one man of two terms."""
    store_all()
    return Person.objects.get()


def store_all() -> list[Outcome]:
    asked = InterpellationDraft(
        form=InterpellationKind.INTERPELLATION, authors=(NAME,), subject="Chodnik", received_on=DAY
    )
    return [
        store_person(PersonDraft(term="2010-2014", name=NAME), document("a")).outcome,
        store_person(PersonDraft(term="2018-2024", name=NAME), document("b")).outcome,
        store_vote(roll_call(("Nowak Jan", "za")), document("c")).outcome,
        store_vote(roll_call(("Nowak Jan", "przeciw"), meeting=LATER, on=LATER.day), document("d")).outcome,
        store_interpellation(asked, document("e")).outcome,
    ]


def keys(person: Person, *beginnings: str) -> list[str]:
    return [each.key for each in bundles(person) if each.key.startswith(beginnings)]


def part(person: Person, chosen: list[str], user: User) -> tuple[PersonMerge, Person]:
    word = split(person, "Jan", "Nowak", chosen, user, "Ojciec i syn")
    return word, Person.objects.get(slug=word.other_slug)


def mandate(person: Person, term: str) -> str:
    return f"mandate-{person.mandates.get(term__slug=term).pk}"


def test_everything_that_hangs_on_a_person_can_be_parted(jan):
    kinds = [key.partition("-")[0] for key in keys(jan, "")]

    assert kinds == ["personname", "mandate", "mandate", "interpellationauthor", "meeting", "meeting"]


def test_a_mandate_of_another_term_is_the_other_persons_and_its_roster_finds_him(jan, user):
    _word, other = part(jan, [mandate(jan, "2018-2024")], user)

    outcomes = store_all()

    assert set(outcomes) == {Outcome.UNCHANGED}
    assert other.slug == "jan-nowak-2"
    assert list(Mandate.objects.order_by("term__starts").values_list("person", flat=True)) == [jan.pk, other.pk]
    assert set(Ballot.objects.values_list("person", flat=True)) == {jan.pk}


def test_of_namesakes_in_one_term_each_meeting_remembers_who_is_meant(jan, user):
    chosen = [mandate(jan, "2018-2024"), keys(jan, "meeting")[1]]
    _word, other = part(jan, chosen, user)
    other.mandates.create(term=jan.mandates.get().term)

    outcomes = store_all()[2:]

    assert set(outcomes) == {Outcome.UNCHANGED}
    assert list(Ballot.objects.order_by("vote__day").values_list("person", flat=True)) == [jan.pk, other.pk]


def test_an_interpellation_given_to_the_other_one_stays_his(jan, user):
    _word, other = part(jan, keys(jan, "interpellationauthor"), user)

    store_all()

    assert InterpellationAuthor.objects.get().person == other


def test_a_parting_taken_back_makes_one_person_again_and_the_address_leads_on(jan, user):
    word, other = part(jan, [mandate(jan, "2018-2024"), keys(jan, "meeting")[1]], user)

    undo_split(word, user)
    outcomes = store_all()

    assert list(Person.objects.all()) == [jan]
    assert set(outcomes) == {Outcome.UNCHANGED}
    assert set(Ballot.objects.values_list("person", flat=True)) == {jan.pk}
    assert PersonRedirect.objects.get().slug == other.slug
    assert not NameTie.objects.in_force().exists()
    with pytest.raises(Rejection):
        undo_split(word, user)


@pytest.mark.parametrize("wrong", [[], ["mandate-0"], None])
def test_nothing_everything_or_what_is_not_there_is_refused(jan, user, wrong: Any):
    chosen = keys(jan, "") if wrong is None else wrong

    with pytest.raises(Rejection):
        split(jan, "Jan", "Nowak", chosen, user, "Ojciec i syn")

    assert Person.objects.count() == 1


def test_papers_without_a_mandate_are_said_beforehand(jan):
    chosen = keys(jan, "meeting")[:1]

    [doubt] = doubts_about(jan, chosen)

    assert "2010–2014" in doubt


def test_a_parting_is_said_in_the_history_with_its_reason(jan, user):
    part(jan, [mandate(jan, "2018-2024")], user)

    change = Change.objects.get(field="parted")
    assert (change.record, change.after, change.reason) == (jan, "Jan Nowak", "Ojciec i syn")
