"""Attendance as it comes in: one row a person and layer, a name we do not know kept as printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from django.contrib.auth.models import User
from pydantic import ValidationError

from council.drafts import AttendanceDraft, Layer, MeetingRef, Presence
from council.importers import store_attendance
from council.models import Attendance
from tests.council.importers.conftest import DAY, document
from watchdog.archive.writing import Evidence, Outcome, correct

pytestmark = pytest.mark.django_db


def signed(name: str = "Anna Bala", **fields: object) -> AttendanceDraft:
    return AttendanceDraft.model_validate(
        {"meeting": MeetingRef(number=44, day=DAY), "name": name, "state": Presence.PRESENT} | fields
    )


def codes(record: Attendance) -> list[str]:
    return [finding["code"] for finding in record.findings]


def test_the_same_name_twice_changes_nothing(people: Callable[..., None]) -> None:
    people("Anna Bala")

    outcomes = [store_attendance(signed(name), document()).outcome for name in ("Anna Bala", "BALA Anna")]

    assert outcomes == [Outcome.STORED, Outcome.UNCHANGED]
    assert Attendance.objects.get().person is not None


def test_the_layers_stand_beside_each_other(people: Callable[..., None]) -> None:
    people("Anna Bala")

    store_attendance(signed(), document())
    store_attendance(signed(layer=Layer.QUORUM, state=Presence.ABSENT), document())

    assert set(Attendance.objects.values_list("layer", "state")) == {("list", "present"), ("quorum", "absent")}


def test_a_name_that_nobody_on_the_roster_bears_is_kept_with_a_finding() -> None:
    outcomes = [store_attendance(signed("Jan Nieznany"), document()).outcome for _ in range(2)]

    found = Attendance.objects.get()
    assert outcomes == [Outcome.STORED, Outcome.UNCHANGED]
    assert (found.person, found.name, codes(found)) == (None, "Jan Nieznany", ["not_on_roster"])


def test_a_name_finds_its_person_once_the_roster_knows_it(people: Callable[..., None]) -> None:
    store_attendance(signed(), document())
    people("Anna Bala")

    outcome = store_attendance(signed(), document()).outcome

    assert outcome is Outcome.CHANGED
    assert codes(Attendance.objects.get()) == []


def test_somebody_without_a_mandate_on_the_day_is_kept_and_not_counted(people: Callable[..., None]) -> None:
    people("Anna Bala", since=date(2014, 9, 1))

    store_attendance(signed(), document())

    assert codes(Attendance.objects.get()) == ["no_mandate"]
    assert not Attendance.objects.counted().exists()


def test_what_a_person_corrected_stands_against_the_list(people: Callable[..., None]) -> None:
    people("Anna Bala")
    record = store_attendance(signed(), document()).record
    user = User.objects.create(username="ewa")
    correct(record, {"state": Presence.EXCUSED.value}, Evidence(user=user, reason="Protokół, s. 2."))

    store_attendance(signed(left_at=time(18, 30)), document("b"))

    assert Attendance.objects.get().state == Presence.EXCUSED.value


def test_hours_fall_with_the_presence_that_a_stronger_document_denies(people: Callable[..., None]) -> None:
    people("Anna Bala")
    store_attendance(signed(left_at=time(18, 30)), document("a", authority=10))

    store_attendance(signed(state=Presence.ABSENT), document("b"))

    found = Attendance.objects.get()
    assert (found.state, found.left_at) == (Presence.ABSENT.value, None)
    assert set(found.changes.values_list("field", flat=True)) == {"state", "left_at"}


def test_a_weaker_document_adds_no_hour_to_an_absence(people: Callable[..., None]) -> None:
    people("Anna Bala")
    store_attendance(signed(state=Presence.ABSENT), document())

    store_attendance(signed(left_at=time(18, 30)), document("b", authority=10))

    assert Attendance.objects.get().left_at is None


def test_somebody_absent_cannot_have_come_late() -> None:
    with pytest.raises(ValidationError, match="osoba nieobecna"):
        signed(state=Presence.ABSENT, came_at=time(15, 30))
