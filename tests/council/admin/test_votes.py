from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from council.drafts import AgendaItemDraft, MeetingRef, Official, PersonDraft, SessionDraft
from council.importers import store_agenda_item, store_person, store_session, store_vote
from council.models import Ballot, Meeting, Person, Vote
from tests.council.admin.conftest import SOURCE, errors
from tests.council.importers.conftest import document, roll_call

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 12)
QUESTION = {"number": "5", "item": "7", "subject": "7. Utworzenie Osiedla Baildona", "day": "12.06.2014", **SOURCE}
NAMES = [f"Osoba{letter} Jan" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


@pytest.fixture
def session(db: None) -> Meeting:
    draft = SessionDraft(meeting=MeetingRef(number=44, day=DAY), sittings=(DAY,))
    return store_session(draft, document("e")).record  # type: ignore[return-value]  # the importer's own record


@pytest.fixture
def councillors(people: Any) -> list[Person]:
    """The 25 people of the council, as their roster names them."""
    people(*(" ".join(reversed(name.split())) for name in NAMES[:25]))
    return list(Person.objects.order_by("family_name"))


@pytest.fixture
def add(session: Meeting) -> str:
    return reverse("admin:council_vote_add", query={"meeting": session.pk})


def typed(councillors: Sequence[Person], *against: int, choice: str = "za") -> dict[str, str]:
    """Everybody is for, except those at the places named."""
    return {
        f"ballot_{person.pk}": "przeciw" if place in against else choice for place, person in enumerate(councillors)
    }


def change_url(vote: Vote) -> str:
    return reverse("admin:council_vote_change", args=[vote.pk])


def choice_of(person: Person) -> str:
    return Ballot.objects.get(person=person).choice


def test_a_roll_call_of_everybody_is_typed_in_one_form(send, add, councillors, volunteer):
    send(add, **QUESTION, **typed(councillors, 3), result="passed")

    vote = Vote.objects.get()
    assert (vote.tally_for, vote.tally_against, vote.ballots.count()) == (24, 1, 25)
    assert choice_of(councillors[3]) == "przeciw"
    assert (vote.entered_by, vote.address, vote.result) == (volunteer, SOURCE["address"], "passed")


def test_the_rows_are_the_people_who_held_a_mandate_that_day(backroom, add, people):
    people("Anna Lis")
    people("Jan Kot", until=date(2013, 1, 1))

    form = backroom.get(add).context["adminform"].form

    assert [field.label for name, field in form.fields.items() if name.startswith("ballot_")] == ["Anna Lis"]


def test_a_vote_known_by_totals_only_has_no_names(send, add, councillors):
    send(add, **QUESTION, official_for="15", official_against="2", official_abstain="7")

    vote = Vote.objects.get()
    assert (vote.tally_for, vote.tally_counted, vote.ballots.count()) == (15, False, 0)


def test_a_secret_vote_keeps_its_totals(send, add, councillors):
    send(add, **QUESTION, secret="on", official_for="13", official_against="12")

    vote = Vote.objects.get()
    assert (vote.secret, vote.tally_for, vote.ballots.count()) == (True, 13, 0)


def test_names_that_differ_from_the_counters_are_stored_with_a_finding(send, add, councillors):
    send(add, **QUESTION, **typed(councillors), official_for="24", official_against="1", official_abstain="0")

    vote = Vote.objects.get()
    assert {finding["code"] for finding in vote.findings} == {"totals_differ"}
    assert vote.tally_for == 24


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"secret": "on"}, "secret"),
        ({"day": "13.06.2014"}, "day"),
        ({"day": "12.06.2125"}, "day"),
        ({"day": "12.06.2024"}, "day"),
        ({"day": "31.02.2014"}, "day"),
        ({"day": "", "time": "12:00"}, "day"),
        ({"time": "25:00"}, "time"),
        ({"subject": ""}, "subject"),
        ({"subject": "Ala ma kota. " * 800}, "subject"),
        ({"subject": "!!!"}, "subject"),
        ({"number": "99999999"}, "number"),
        ({"number": "-5"}, "number"),
        ({"number": "0"}, "number"),
        ({"official_for": "-1"}, "official_for"),
        ({"official_for": "1001"}, "official_for"),
        ({"official_for": "dwa"}, "official_for"),
        ({"resolution_number": "949"}, "resolution_number"),
        ({"print_number": "495"}, "print_number"),
        ({"result": "maybe"}, "result"),
        ({"address": "", "place": ""}, "address"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field_and_stays_typed(send, add, councillors, changed, field):
    data = {**QUESTION, "result_label": "uchwała podjęta", **typed(councillors, 3), **changed}

    response = send(add, **data)

    assert field in errors(response)
    assert "uchwała podjęta" in response.content.decode()
    assert not Vote.objects.exists()


def test_more_names_than_seats_are_refused(send, add, councillors, people):
    people("Jan OsobaZ")

    response = send(add, **QUESTION, **typed(list(Person.objects.all())))

    assert "26" in errors(response)[""][0]
    assert not Vote.objects.exists()


def test_a_vote_typed_for_somebody_who_left_the_roster_meanwhile_is_not_dropped(send, add, councillors):
    response = send(add, **QUESTION, **typed(councillors, 3), ballot_999999="przeciw")

    assert errors(response)[""] == ["row_gone"]
    assert response.context["adminform"].form[f"ballot_{councillors[3].pk}"].value() == "przeciw"
    assert not Vote.objects.exists()


def test_a_choice_that_nobody_can_make_is_refused(send, add, councillors):
    response = send(add, **QUESTION, **typed(councillors, choice="moze"))

    assert f"ballot_{councillors[0].pk}" in errors(response)


def test_the_same_vote_typed_twice_changes_nothing(send, add, councillors):
    data = {**QUESTION, **typed(councillors, 3)}
    send(add, **data)

    response = send(add, **data)

    assert response.status_code == 302
    assert (Vote.objects.count(), Ballot.objects.count()) == (1, 25)
    assert not Vote.objects.get().changes.exists()


def test_a_vote_known_already_is_not_corrected_by_adding_it_again(send, add, councillors):
    send(add, **QUESTION, **typed(councillors))

    response = send(add, **QUESTION, **typed(councillors, 3))

    assert errors(response)[""] == ["already_known"]
    assert Vote.objects.get().tally_against == 0


def test_a_number_taken_by_another_question_is_refused(send, add, councillors):
    send(add, **QUESTION)

    response = send(add, **{**QUESTION, "subject": "12. Przyjęcie protokołu sesji XLIII"})

    assert "nr 5" in errors(response)[""][0]
    assert Vote.objects.count() == 1


def test_a_corrected_ballot_is_kept_with_who_and_why(send, add, councillors, volunteer):
    send(add, **QUESTION, **typed(councillors))
    vote = Vote.objects.get()

    send(change_url(vote), **{f"ballot_{councillors[3].pk}": "przeciw"}, reason="Sprostowanie na sesji")

    change = vote.changes.get()
    assert choice_of(councillors[3]) == "przeciw"
    assert (change.before, change.after, change.user) == ("za", "przeciw", volunteer)
    assert Vote.objects.get().tally_against == 1


def test_a_corrected_ballot_keeps_the_documents_own_words_of_all_the_others(send, councillors):
    vote = store_vote(roll_call((NAMES[0], "za"), (NAMES[1], "za")), document()).record

    send(change_url(vote), **{f"ballot_{councillors[1].pk}": "przeciw"}, reason="Sprostowanie")

    first = Ballot.objects.get(person=councillors[0])
    assert (first.name, first.label) == (NAMES[0], "ZA")


def test_a_ballot_cleared_by_mistake_can_be_put_back(send, add, councillors):
    send(add, **QUESTION, **typed(councillors))
    vote, field = Vote.objects.get(), f"ballot_{councillors[3].pk}"
    send(change_url(vote), **{field: ""}, reason="Nie ma w wykazie")

    send(change_url(vote), **{field: "za"}, reason="Jest, na drugiej stronie")

    assert [change.after for change in vote.changes.order_by("pk")] == [None, "za"]
    assert Ballot.objects.count() == 25


def test_a_correction_without_a_reason_is_refused(send, add, councillors):
    send(add, **QUESTION, **typed(councillors))

    response = send(change_url(Vote.objects.get()), **{f"ballot_{councillors[3].pk}": "przeciw"})

    assert "reason" in errors(response)
    assert choice_of(councillors[3]) == "za"


def test_two_people_correcting_one_roll_call_cannot_overwrite_each_other(send, add, councillors):
    send(add, **QUESTION, **typed(councillors))
    vote = Vote.objects.get()
    seen = vote.updated_at.isoformat()
    send(change_url(vote), **{f"ballot_{councillors[3].pk}": "przeciw"}, reason="Sprostowanie")

    response = send(change_url(vote), **{f"ballot_{councillors[4].pk}": "przeciw"}, reason="Protokół", seen=seen)

    assert errors(response)[""] == ["changed_meanwhile"]
    assert choice_of(councillors[4]) == "za"


def test_a_document_that_disagrees_with_a_typed_roll_call_waits(send, add, councillors):
    send(add, **QUESTION, **typed(councillors))

    store_vote(roll_call(*[(name, "przeciw") for name in NAMES[:2]], number=5, on=DAY), document("b"))

    vote = Vote.objects.get()
    assert [choice_of(person) for person in councillors[:2]] == ["za", "za"]
    assert vote.ballots.count() == 25
    assert set(vote.changes.values_list("after", "applied")) == {("przeciw", False)}


def test_a_document_read_again_after_a_persons_new_words_finds_its_vote(send, councillors):
    vote = store_vote(roll_call((NAMES[0], "za")), document()).record
    send(change_url(vote), subject="7. Utworzenie Osiedla Baildona i Sikornika", reason="Protokół")

    store_vote(roll_call((NAMES[0], "za")), document())

    assert Vote.objects.get().subject == "7. Utworzenie Osiedla Baildona i Sikornika"


def test_a_corrected_subject_leaves_one_change_and_no_trace_of_our_own_keys(send, councillors):
    vote = store_vote(roll_call((NAMES[0], "za")), document()).record

    send(change_url(vote), subject="7. Utworzenie Osiedla Sikornik", reason="Protokół")

    assert [change.field for change in vote.changes.all()] == ["subject"]


def test_a_corrected_day_takes_the_year_along(send, councillors):
    vote = store_vote(roll_call(meeting=MeetingRef(), on=None, year=2012), document()).record

    send(change_url(vote), day="12.06.2013", reason="Protokół")

    assert (Vote.objects.get().day, Vote.objects.get().year) == (date(2013, 6, 12), 2013)


def test_names_added_to_a_vote_known_by_totals_keep_the_totals(send, councillors):
    vote = store_vote(roll_call(official=Official(za=1, przeciw=0, wstrzymal_sie=0)), document()).record

    send(change_url(vote), **{f"ballot_{councillors[0].pk}": "za"}, reason="Wykaz z protokołu")

    assert Vote.objects.get().tally_counted is False
    assert Ballot.objects.get().person == councillors[0]


def test_the_documents_own_findings_outlive_a_correction(send, councillors):
    own = {"code": "misplaced_number", "text": "Nie wiadomo, która liczba jest numerem.", "place": "s. 1"}
    vote = store_vote(roll_call((NAMES[0], "za"), findings=[own]), document()).record

    send(change_url(vote), **{f"ballot_{councillors[0].pk}": "przeciw"}, reason="Protokół")

    assert own in Vote.objects.get().findings


def test_a_vote_names_the_print_and_the_resolution_it_adopted(send, add, session):
    item = AgendaItemDraft(
        meeting=MeetingRef(number=44, day=DAY), label="7", position=7, title="osiedle", print_number="495"
    )
    store_agenda_item(item, document("e"))

    send(add, **QUESTION, print_number="495", resolution_number="xliv/949/14")

    vote = Vote.objects.get()
    assert (vote.draft.number, vote.resolution.number) == ("495", "XLIV/949/2014")


def test_two_councillors_of_one_name_each_keep_their_vote(send, add, people):
    people("Jan Kot", "Jan Maria Kot")
    second = Person.objects.get(given_name="Jan Maria")
    Person.objects.filter(pk=second.pk).update(given_name="Jan")
    second.names.create(name="Jan Kot")

    send(add, **QUESTION, **typed(list(Person.objects.all()), 1))

    assert {choice_of(person) for person in Person.objects.all()} == {"za", "przeciw"}


def test_a_vote_is_entered_for_a_session(backroom, session):
    for query in ("", "?meeting=abc", "?meeting=0", "?meeting=99999999999999999999"):
        response = backroom.get(reverse("admin:council_vote_add") + query)

        assert response["Location"] == reverse("admin:council_session_changelist")


def test_a_person_found_later_takes_the_ballot_without_a_correction(councillors):
    store_vote(roll_call(("Nowak Ewa", "za")), document())
    store_person(PersonDraft(term="2010-2014", name="Ewa Nowak"), document("f"))

    store_vote(roll_call(("Nowak Ewa", "za")), document())

    vote = Vote.objects.get()
    assert vote.ballots.get().person == Person.objects.get(family_name="Nowak")
    assert not vote.changes.exists()
