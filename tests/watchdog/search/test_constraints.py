"""The rule that the database keeps for the index, and an attempt to break it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from watchdog.search.models import Entry


@pytest.mark.django_db
def test_the_database_refuses_two_entries_of_one_record() -> None:
    Entry.objects.create(kind="council.vote", object_id=1, title="Głosowanie", url="/rada/glosowania/1/")

    with pytest.raises(IntegrityError, match='"entry_once_per_record"'), transaction.atomic():
        Entry.objects.create(kind="council.vote", object_id=1, title="Głosowanie", url="/rada/glosowania/1/")
