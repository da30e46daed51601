from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from council.drafts import MeetingRef, PersonDraft, SessionDraft, VoteDraft
from council.importers import store_person, store_session, store_vote
from council.models import BodyMembership, Meeting, Person, Vote
from tests.council.importers.conftest import DAY, document
from tests.watchdog.backroom.conftest import person_of
from tests.watchdog.backroom.importing.conftest import PEOPLE, ROLL_CALL, statuses
from watchdog.accounts.models.acts import Act, Code
from watchdog.backroom import submitting
from watchdog.backroom.importing import confirming
from watchdog.backroom.importing.comparing import compare
from watchdog.backroom.importing.confirming import confirm, drop
from watchdog.backroom.importing.preview import errors_of
from watchdog.backroom.models import Bundle, ImportFile, State, Submission

pytestmark = pytest.mark.django_db


def publish_all(reviewer):
    for bundle in Bundle.objects.all():
        submitting.publish(list(bundle.submissions.all()), reviewer)


def test_nothing_is_public_and_nobody_has_work_before_a_table_is_confirmed(brought, councillors):
    file = brought("glosowania", ROLL_CALL)

    assert statuses(file) == ["new", "new"]
    assert not Vote.objects.exists()
    assert not Meeting.objects.exists()
    assert not Submission.objects.exists()
    assert file.snapshot.disclosure == "staff"


def test_a_confirmed_table_is_published_by_a_second_person_with_the_row_as_evidence(
    brought, councillors, volunteer, reviewer
):
    file = brought("glosowania", ROLL_CALL)
    confirm(file, volunteer, send=True)
    assert Act.objects.get(code=Code.IMPORTED).user == volunteer

    publish_all(reviewer)

    votes = list(Vote.objects.order_by("number"))
    assert [ballot.choice for ballot in votes[0].ballots.all()] == ["za", "przeciw"]
    assert [ballot.choice for ballot in votes[1].ballots.all()] == ["wstrzymal_sie", "za"]
    assert (votes[1].snapshot, votes[1].place, votes[1].entered_by) == (file.snapshot, "row 4", volunteer)


def test_who_brought_a_table_and_who_confirmed_it_cannot_publish_it(brought, councillors, volunteer, reviewer):
    file = brought("glosowania", ROLL_CALL)
    confirm(file, reviewer, send=True)

    with pytest.raises(submitting.Refused):
        submitting.publish(list(Submission.objects.all()), reviewer)

    assert set(Submission.objects.first().typists.all()) == {volunteer, reviewer}
    assert Submission.history.count() == 2


def test_the_same_table_after_publication_is_all_known(brought, councillors, volunteer, reviewer):
    confirm(brought("glosowania", ROLL_CALL), volunteer, send=True)
    publish_all(reviewer)

    again = brought("glosowania", ROLL_CALL)

    assert statuses(again) == ["same", "same"]
    with pytest.raises(submitting.Refused):
        confirm(again, volunteer, send=True)


def test_the_same_file_before_publication_is_the_one_that_is_here(brought, councillors, volunteer):
    file = brought("glosowania", ROLL_CALL)
    confirm(file, volunteer, send=True)

    assert brought("glosowania", ROLL_CALL).pk == file.pk
    assert statuses(brought("glosowania", f"{ROLL_CALL}\n")) == ["waiting", "waiting"]


def test_a_value_that_differs_is_shown_beside_the_portals_and_not_imported(brought, volunteer):
    meeting = MeetingRef(term="2010-2014", number=44, day=DAY)
    store_session(SessionDraft(meeting=meeting, sittings=(DAY,), present=24), document("f"))

    file = brought("sesje", "kadencja;numer;data;obecni\n2010-2014;44;2014-06-12;23\n")

    [entry] = file.entries
    assert entry["status"] == "differs"
    assert [(each["before"], each["after"]) for each in entry["differences"]] == [("24", "23")]
    assert Meeting.objects.get().present == 24
    assert not Meeting.objects.get().changes.exists()


def test_an_empty_cell_contradicts_nothing(brought):
    meeting = MeetingRef(term="2010-2014", number=44, day=DAY)
    store_session(SessionDraft(meeting=meeting, sittings=(DAY,), present=24, venue="Ratusz"), document("f"))

    assert statuses(brought("sesje", "kadencja;numer;data;obecni\n2010-2014;44;2014-06-12;\n")) == ["same"]


def test_a_preview_is_made_afresh_when_its_file_is_brought_again(brought, councillors):
    content = "imię i nazwisko;kadencja\nEwa Nowa;2010-2014\n"
    file = brought("osoby", content)
    store_person(PersonDraft(term="2010-2014", name="Ewa Nowa"), document("f"))

    again = brought("osoby", content)

    assert (again.pk, statuses(again)) == (file.pk, ["same"])


def test_capital_letters_contradict_nothing(brought):
    meeting = MeetingRef(term="2010-2014", number=44, day=DAY)
    store_session(SessionDraft(meeting=meeting, sittings=(DAY,), venue="Ratusz"), document("f"))

    assert statuses(brought("sesje", "numer;data;miejsce\n44;2014-06-12;RATUSZ\n")) == ["same"]


def test_a_row_with_an_error_is_left_out_and_named_by_row_and_column(brought, councillors, volunteer):
    file = brought("sesje", "numer;data\nI;31.02.2011\nII;2011-03-01\n")

    assert list(errors_of(file.entries)) == [{"row": 2, "column": "dni", "text": "to nie jest data („31.02.2011”)"}]
    assert confirm(file, volunteer, send=False) == 1
    assert [each.state for each in Submission.objects.all()] == [State.DRAFT]


def test_twenty_six_ballots_a_person_twice_and_totals_that_disagree_are_said(brought, councillors):
    rows = "".join(f"44;2014-06-12;7. Plan;3;Radny Nr{chr(97 + n)};za\n" for n in range(25))
    file = brought("glosowania", f"sesja;data;temat;za;osoba;głos\n{rows}44;2014-06-12;7. Plan;3;Radny Nra;przeciw\n")

    [entry] = file.entries
    codes = {finding["code"] for finding in entry["findings"]}
    assert {"person_twice", "totals_differ", "unknown_person"} <= codes
    assert entry["status"] == "new"


def test_more_ballots_than_seats_are_said(brought, councillors):
    rows = "".join(f"44;2014-06-12;7. Plan;Radny Nr{chr(97 + n)};za\n" for n in range(26))

    [entry] = brought("glosowania", f"sesja;data;temat;osoba;głos\n{rows}").entries

    assert "too_many_ballots" in {finding["code"] for finding in entry["findings"]}


def test_rows_of_one_record_in_one_file_are_said(brought):
    file = brought("osoby", f"{PEOPLE}Anna Lis;2010-2014\n")

    assert statuses(file) == ["new", "new", "same"]
    assert "2" in file.entries[2]["reason"]


def test_a_long_table_is_compared_a_stretch_at_a_time_and_confirmed_only_whole(brought, volunteer, monkeypatch):
    monkeypatch.setattr("watchdog.backroom.importing.receiving.compare", lambda file: compare(file, -1.0))
    file = brought("osoby", PEOPLE)
    assert statuses(file) == ["pending", "pending"]
    with pytest.raises(submitting.Refused):
        confirm(file, volunteer, send=True)

    compare(file)

    assert confirm(file, volunteer, send=True) == 2


def test_a_large_table_becomes_bundles_that_are_reviewed_one_by_one(brought, volunteer, monkeypatch):
    monkeypatch.setattr(confirming, "BUNDLE", 1)

    confirm(brought("osoby", PEOPLE), volunteer, send=True)

    assert [bundle.title for bundle in Bundle.objects.order_by("pk")] == [
        "tabela.csv, część 1 z 2",
        "tabela.csv, część 2 z 2",
    ]


def test_a_table_is_confirmed_once(brought, volunteer):
    file = brought("osoby", PEOPLE)
    confirm(file, volunteer, send=True)

    with pytest.raises(submitting.Stale):
        confirm(file, volunteer, send=True)

    assert Submission.objects.count() == 2


def test_what_is_not_published_can_be_withdrawn(brought, volunteer, reviewer):
    file = brought("osoby", PEOPLE)
    confirm(file, volunteer, send=True)
    submitting.publish([Submission.objects.first()], reviewer)

    assert drop(file, volunteer) == 1

    assert sorted(Submission.objects.values_list("state", flat=True)) == ["dropped", "published"]
    assert Person.objects.count() == 1


def test_somebody_elses_import_is_not_withdrawn_without_the_right(brought, volunteer):
    file = brought("osoby", PEOPLE)
    confirm(file, volunteer, send=False)

    with pytest.raises(PermissionDenied):
        drop(file, person_of("druga", "add_person"))

    assert Submission.objects.open().count() == 2


def test_unknown_names_leave_a_vote_importable(brought, councillors, volunteer):
    file = brought("glosowania", ROLL_CALL.replace("Jan Kot", "Jan Nieznany"))

    assert statuses(file) == ["new", "new"]
    assert "Jan Nieznany" in file.entries[0]["findings"][0]["text"]


def test_a_vote_with_names_is_not_taken_apart_by_a_table_without_them(brought, councillors, volunteer, reviewer):
    confirm(brought("glosowania", ROLL_CALL), volunteer, send=True)
    publish_all(reviewer)

    file = brought("glosowania-szeroko", "sesja;data;numer głosowania;temat\n44;2014-06-12;5;7. Osiedle Baildona\n")

    assert statuses(file) == ["same"]
    assert Vote.objects.get(number=5).ballots.count() == 2


def test_the_preview_is_kept_where_the_file_is(brought):
    file = brought("osoby", PEOPLE)

    kept = ImportFile.objects.get(pk=file.pk)

    assert [entry["title"] for entry in kept.entries] == ["Anna Lis, 2010-2014", "Jan Kot, 2010-2014"]


def test_a_committee_and_its_members_are_imported_together(brought, councillors, volunteer, reviewer):
    rows = "2010-2014;Komisja Rewizyjna;;\n2010-2014;Komisja Rewizyjna;Anna Lis;przewodnicząca\n"
    file = brought("komisje", f"kadencja;komisja;osoba;rola\n{rows}".encode("cp1250"))

    assert statuses(file) == ["new", "new"]
    assert "Windows-1250" in file.result["said"][0]
    confirm(file, volunteer, send=True)
    publish_all(reviewer)
    assert BodyMembership.objects.get().role == "chair"


def test_a_number_that_another_question_has_is_refused_in_words(brought, councillors):
    draft = VoteDraft(
        meeting=MeetingRef(term="2010-2014", number=44, day=DAY), number=5, subject="Coś innego", on=DAY, year=2014
    )
    store_vote(draft, document("f"))

    file = brought("glosowania", ROLL_CALL)

    assert statuses(file) == ["refused", "new"]
    assert "ma już inną treść" in file.entries[0]["reason"]
