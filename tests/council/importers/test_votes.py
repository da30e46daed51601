from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User

from council.drafts import BallotDraft, Choice, MeetingRef, Official
from council.importers import store_vote
from council.models import Ballot, Vote
from tests.council.importers.conftest import document, roll_call
from watchdog.archive.writing import Evidence, Outcome
from watchdog.ingest.source import Rejection, Unreadable

pytestmark = pytest.mark.django_db

FULL = (("Lis Anna", "za"), ("Kot Jan", "przeciw"))


def codes(vote: Vote) -> list[str]:
    return [finding["code"] for finding in vote.findings]


def test_a_roll_call_names_people_of_the_roster(people):
    people("Anna Lis", "Jan Kot")

    store_vote(roll_call(*FULL), document())

    vote = Vote.objects.get()
    assert [(ballot.person.name, ballot.choice) for ballot in vote.ballots.all()] == [
        ("Anna Lis", "za"),
        ("Jan Kot", "przeciw"),
    ]
    assert (vote.tally_for, vote.tally_against, vote.tally_counted) == (1, 1, True)
    assert vote.meeting.number == 44


def test_a_title_does_not_hide_a_person_of_the_roster(people):
    people("Anna Lis", "Jan Kot")

    store_vote(roll_call(("prof. dr hab. Anna Lis", "za"), ("Kot ks. Jan", "przeciw")), document())

    vote = Vote.objects.get()
    assert codes(vote) == []
    assert [(ballot.person.name, ballot.name) for ballot in vote.ballots.all()] == [
        ("Anna Lis", "prof. dr hab. Anna Lis"),
        ("Jan Kot", "Kot ks. Jan"),
    ]


def test_a_vote_that_adopted_a_resolution_has_its_number_in_the_address(people):
    store_vote(roll_call(*FULL, resolution="XLIV/949/2014"), document())

    vote = Vote.objects.get()
    assert vote.slug == "2014-06-12-uchwala-xliv-949-2014"
    assert vote.resolution.number == "XLIV/949/2014"


def test_the_same_roll_call_twice_changes_nothing(people):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*FULL), document())

    outcome = store_vote(roll_call(*FULL), document()).outcome

    assert outcome is Outcome.UNCHANGED
    assert (Vote.objects.count(), Ballot.objects.count()) == (1, 2)


def test_an_unknown_name_is_kept_with_a_finding_and_makes_nobody(people):
    people("Anna Lis")

    store_vote(roll_call(*FULL), document())

    vote = Vote.objects.get()
    assert codes(vote) == ["unknown_person"]
    assert "Kot Jan" in vote.findings[0]["text"]
    assert vote.ballots.get(name="Kot Jan").person is None


def test_a_person_named_twice_votes_once(people):
    people("Anna Lis", "Jan Kot")

    store_vote(roll_call(*FULL, ("Anna Lis", "przeciw")), document())

    assert Ballot.objects.get(person__family_name="Lis").choice == "za"


def test_a_vote_outside_the_mandate_is_a_finding(people):
    people("Anna Lis")
    people("Jan Kot", until=date(2013, 1, 1))

    store_vote(roll_call(*FULL), document())

    assert codes(Vote.objects.get()) == ["no_mandate"]


def test_more_names_than_seats_is_a_finding(people):
    names = [f"Osoba{letter} Jan" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    people(*names)

    store_vote(roll_call(*[(name, "za") for name in names]), document())

    assert codes(Vote.objects.get()) == ["too_many_ballots"]


def test_printed_counters_are_the_tally_even_where_names_say_otherwise(people):
    people("Anna Lis", "Jan Kot")

    store_vote(roll_call(*FULL, official=Official(za=2, przeciw=0, wstrzymal_sie=0)), document())

    vote = Vote.objects.get()
    assert (vote.tally_for, vote.tally_against, vote.tally_counted) == (2, 0, False)


def test_two_documents_of_one_vote_are_one_vote_with_two_readings(people):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*FULL, on=date(2014, 6, 12)), document("a", authority=20))

    store_vote(roll_call(*FULL, number=5), document("b", authority=30))

    vote = Vote.objects.get()
    assert vote.readings.count() == 2
    assert (vote.number, vote.time.isoformat()) == (5, "15:30:00")
    assert codes(vote) == []


def test_a_weaker_document_never_replaces_a_stronger_one_but_its_difference_shows(people):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*FULL), document("a", authority=30))

    outcome = store_vote(roll_call(("Lis Anna", "za"), ("Kot Jan", "za")), document("b", authority=20)).outcome

    vote = Vote.objects.get()
    assert outcome is Outcome.UNCHANGED
    assert vote.ballots.get(person__family_name="Kot").choice == "przeciw"
    assert codes(vote) == ["readings_differ"]
    assert "Kot Jan" in vote.findings[0]["text"]


def test_an_offices_correction_changes_the_ballot_and_is_kept(people):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*FULL), document("a", address="https://bip.example/1"))

    corrected = roll_call(("Lis Anna", "za"), ("Kot Jan", "wstrzymal_sie"))
    outcome = store_vote(corrected, document("b", address="https://bip.example/1")).outcome

    vote = Vote.objects.get()
    change = vote.changes.get()
    assert outcome is Outcome.CHANGED
    assert (change.field, change.before, change.after) == ("ballot: Kot Jan", "przeciw", "wstrzymal_sie")
    assert vote.tally_abstain == 1


def test_a_persons_correction_of_a_ballot_outlives_the_next_machine_reading(people):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*FULL), document("a"))
    volunteer = User.objects.create_user("wolontariuszka")
    by_hand = roll_call(("Lis Anna", "za"), ("Kot Jan", "za"))
    store_vote(by_hand, Evidence(user=volunteer, reason="sprostowanie na sesji"))

    store_vote(roll_call(*FULL), document("b"))

    vote = Vote.objects.get()
    held = vote.changes.get(applied=False)
    assert vote.ballots.get(person__family_name="Kot").choice == "za"
    assert (held.before, held.after) == ("za", "przeciw")


def test_a_number_taken_by_another_question_is_a_reject(people):
    store_vote(roll_call(*FULL, number=5), document())

    with pytest.raises(Rejection, match="Głosowanie nr 5"):
        store_vote(roll_call(*FULL, number=5, subject="12. Przyjęcie protokołu sesji XLIII"), document("b"))


def test_two_votes_on_one_question_in_one_document_stay_two(people):
    store_vote(roll_call(*FULL, number=5), document())

    store_vote(roll_call(*FULL, number=6), document())

    assert sorted(vote.slug[-2:] for vote in Vote.objects.all()).count("-2") == 1


def test_a_secret_vote_keeps_totals_without_names():
    store_vote(roll_call(secret=True, official=Official(za=13, przeciw=12, wstrzymal_sie=0)), document())

    vote = Vote.objects.get()
    assert (vote.secret, vote.tally_for, vote.ballots.count()) == (True, 13, 0)


def test_a_vote_of_which_only_the_year_is_known_has_no_meeting():
    store_vote(roll_call(meeting=MeetingRef(), on=None, year=2012), document())

    vote = Vote.objects.get()
    assert (vote.meeting, vote.day, vote.year) == (None, None, 2012)


def test_another_citys_vote_is_refused():
    other = MeetingRef(number=20, day=date(2014, 6, 12), council="Rady Miasta Zmyślin")

    with pytest.raises(Unreadable, match="innej rady"):
        store_vote(roll_call(*FULL, meeting=other), document())

    assert not Vote.objects.exists()


def test_an_excluded_person_is_kept_as_such(people):
    people("Anna Lis")
    excluded = BallotDraft(name="Lis Anna", choice=Choice.EXCLUDED, label="WYŁĄCZONA")

    store_vote(roll_call(ballots=(excluded,)), document())

    assert Ballot.objects.get().choice == "wylaczony"


def test_a_subject_that_one_source_cuts_is_the_same_vote(people):
    whole = "7. Rozpatrzenie projektu uchwały w sprawie utworzenia Osiedla Baildona oraz nadania statutu (DS-1/14)"
    store_vote(roll_call(*FULL, subject=whole), document("a"))

    store_vote(roll_call(*FULL, subject=whole[:95] + "[…]"), document("b", authority=20))

    assert Vote.objects.get().readings.count() == 2


def test_a_voting_system_knows_its_vote_by_its_key_whatever_the_words(people):
    store_vote(roll_call(*FULL, key="esesja:1", subject="zmiany w budrzecie"), document())

    store_vote(roll_call(*FULL, key="esesja:1", subject="wieloletnia prognoza finansowa"), document("b"))

    assert Vote.objects.get().subject == "wieloletnia prognoza finansowa"


def test_votes_worded_alike_that_a_system_calls_differently_are_two(people):
    store_vote(roll_call(*FULL, key="esesja:1"), document())
    store_vote(roll_call(*FULL, key="esesja:2"), document())

    outcome = store_vote(roll_call(*FULL, key="esesja:2"), document()).outcome

    assert outcome is Outcome.UNCHANGED
    assert Vote.objects.count() == 2


def test_a_system_and_a_print_on_one_vote_are_two_readings_of_it(people):
    store_vote(roll_call(*FULL, number=3), document())

    store_vote(roll_call(*FULL, key="esesja:1"), document("b"))
    store_vote(roll_call(*FULL, key="radni:9"), document("c"))

    assert Vote.objects.get().readings.count() == 3


def test_two_questions_to_which_one_document_gives_one_resolution_stay_two(people):
    people("Anna Lis", "Jan Kot")
    first, second = (
        roll_call(*FULL, subject=subject, resolution="XLIV/949/2014", place=place)
        for subject, place in (("Poprawka klubu", "p. 1"), ("Budżet miasta", "p. 2"))
    )

    for draft in (first, second, first, second):
        store_vote(draft, replace(document(), place=draft.place))

    assert sorted(Vote.objects.values_list("subject", flat=True)) == ["Budżet miasta", "Poprawka klubu"]
