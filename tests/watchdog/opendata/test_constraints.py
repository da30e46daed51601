"""The rule that the database keeps for what was deleted, and an attempt to break it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from watchdog.opendata.models import Gone

pytestmark = pytest.mark.django_db


def test_a_deletion_is_told_once() -> None:
    Gone.objects.create(kind="council.person", key=1)

    with pytest.raises(IntegrityError, match="gone_once"), transaction.atomic():
        Gone.objects.create(kind="council.person", key=1)

    assert "gone_once" in {each.name for each in Gone._meta.constraints}
