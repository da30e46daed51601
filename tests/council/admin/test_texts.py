"""Typing where in a recording an item was taken up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from council.models import TimeCode
from tests.council.admin.conftest import SOURCE, errors
from tests.factories.council import SessionFactory
from tests.factories.texts import TimeCodeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Any:
    return SessionFactory(number=44, day=date(2014, 6, 12))


def test_a_volunteer_types_a_time_code_as_the_player_shows_it(send: Any, session: Any) -> None:
    send(f"{reverse('admin:council_timecode_add')}?meeting={session.pk}", label="3.", at="1:02:05", **SOURCE)

    code = TimeCode.objects.get()
    assert (code.meeting_id, code.label, code.starts) == (session.pk, "3", 3725)


@pytest.mark.parametrize("typed", ["punkt 3", "12:75", ""])
def test_a_place_that_is_none_is_refused_at_its_field(send: Any, session: Any, typed: str) -> None:
    response = send(f"{reverse('admin:council_timecode_add')}?meeting={session.pk}", label="3", at=typed, **SOURCE)

    assert list(errors(response)) == ["at"]
    assert not TimeCode.objects.exists()


def test_a_corrected_time_code_keeps_what_it_was(send: Any, session: Any) -> None:
    code = TimeCodeFactory(meeting=session)

    send(reverse("admin:council_timecode_change", args=[code.pk]), at="13:00", reason="Odsłuchano nagranie.")

    (change,) = code.changes.all()
    assert (change.field, change.before, change.after) == ("starts", 725, 780)
