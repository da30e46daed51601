"""The rules that the database keeps for the index, and attempts to break them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from watchdog.search.models import Entry, Vocabulary


@pytest.mark.django_db
def test_the_database_refuses_two_entries_of_one_record() -> None:
    Entry.objects.create(kind="council.vote", object_id=1, title="Głosowanie", url="/rada/glosowania/1/")

    with pytest.raises(IntegrityError, match='"entry_once_per_record"'), transaction.atomic():
        Entry.objects.create(kind="council.vote", object_id=1, title="Głosowanie", url="/rada/glosowania/1/")


@pytest.mark.django_db
def test_the_database_refuses_a_second_count_of_writes() -> None:
    with pytest.raises(IntegrityError, match='"vocabulary_is_one"'), transaction.atomic():
        Vocabulary.objects.create(id=2)
