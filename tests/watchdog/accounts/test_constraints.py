"""The database refuses an invitation that says two things at once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories.accounts import member
from watchdog.accounts.models import Invitation

pytestmark = pytest.mark.django_db


def broken(**fields: object) -> str:
    with pytest.raises(IntegrityError) as error:
        Invitation.objects.create(first_name="A", last_name="B", email="a@b.example", **fields)
    return str(error.value)


def test_an_accepted_invitation_has_its_person():
    assert "invitation_accepted_by_a_person" in broken(invited_by=member("a"), accepted_at=timezone.now())


def test_what_was_accepted_is_not_withdrawn():
    user, now = member("a"), timezone.now()

    fields = {"invited_by": user, "person": user, "accepted_at": now, "withdrawn_at": now}
    assert "invitation_not_accepted_and_withdrawn" in broken(**fields)
