"""Attendance counted layer by layer: inside the mandate, where it was recorded, and never mixed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from council.stats import ATTENDANCE_MINIMUM, attendance_of, records_of, roll_of
from tests.factories.committees import AttendanceFactory, CommitteeMeetingFactory
from tests.factories.council import DAY, MandateFactory, PersonFactory, SessionFactory, TermFactory, VoteFactory
from watchdog.archive.models import Certainty

pytestmark = pytest.mark.django_db


def test_an_excused_absence_is_an_absence_that_is_named() -> None:
    term = TermFactory()
    anna = PersonFactory(in_term=term)
    for state in ("present", "absent", "excused"):
        AttendanceFactory(meeting=SessionFactory(), person=anna, state=state)

    found = attendance_of(records_of([term], anna.pk))

    assert (found.signed.part, found.signed.whole, found.excused) == (1, 3, 1)
    assert not found.checks.whole


def test_nobody_is_absent_outside_the_mandate_nor_where_nothing_was_recorded() -> None:
    term = TermFactory()
    anna = PersonFactory()
    MandateFactory(person=anna, term=term, since=DAY)
    AttendanceFactory(meeting=SessionFactory(day=DAY - timedelta(days=1)), person=anna, state="absent")
    SessionFactory(day=DAY + timedelta(days=1))

    assert attendance_of(records_of([term], anna.pk)).signed.whole == 0


def test_what_we_inferred_is_not_counted() -> None:
    term = TermFactory()
    anna = PersonFactory(in_term=term)
    AttendanceFactory(person=anna, meeting=SessionFactory(), certainty=Certainty.INFERRED)

    assert not attendance_of(records_of([term])).known


def test_a_quorum_check_read_as_a_vote_is_a_layer_and_no_vote() -> None:
    term = TermFactory()
    anna, jan = PersonFactory(in_term=term), PersonFactory(in_term=term)
    session = SessionFactory()
    VoteFactory(meeting=session, subject="Stwierdzenie kworum", choices=[(anna, "nie_glosowal"), (jan, "nieobecny")])
    VoteFactory(meeting=session, choices=[(anna, "za"), (jan, "za")])

    found = {each.pk: attendance_of(records_of([term], each.pk)).checks for each in (anna, jan)}

    assert [(found[each.pk].part, found[each.pk].whole) for each in (anna, jan)] == [(1, 1), (0, 1)]
    assert len(roll_of(term).keys) == 1
    assert roll_of(term).asked(anna.pk).bit_count() == 1


def test_a_check_known_from_a_vote_and_from_a_list_of_names_counts_once() -> None:
    term = TermFactory()
    anna = PersonFactory(in_term=term)
    session = SessionFactory()
    AttendanceFactory(meeting=session, person=anna, layer="quorum", state="absent")
    VoteFactory(meeting=session, subject="Sprawdzenie obecności", choices=[(anna, "nie_glosowal")])

    checks = attendance_of(records_of([term], anna.pk)).checks

    assert (checks.part, checks.whole) == (1, 1)


def test_committees_are_counted_apart() -> None:
    term = TermFactory()
    anna = PersonFactory(in_term=term)
    AttendanceFactory(meeting=CommitteeMeetingFactory(), person=anna)

    found = attendance_of(records_of([term], anna.pk))

    assert (found.signed.whole, found.committees.whole) == (0, 1)


def test_a_share_of_too_few_meetings_is_not_a_percentage() -> None:
    term = TermFactory()
    anna = PersonFactory(in_term=term)
    for number in range(ATTENDANCE_MINIMUM - 1):
        AttendanceFactory(meeting=SessionFactory(day=date(2012, 1, 1) + timedelta(days=number)), person=anna)
    assert not attendance_of(records_of([term], anna.pk)).signed.enough

    AttendanceFactory(meeting=SessionFactory(), person=anna)

    assert attendance_of(records_of([term], anna.pk)).signed.enough
