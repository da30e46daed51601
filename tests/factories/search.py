"""Entries of search, of records that need not be there."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from watchdog.search.models import Entry


class EntryFactory(DjangoModelFactory[Entry]):
    """An entry of a vote; the database makes its vector."""

    class Meta:
        model = Entry

    kind = "council.vote"
    object_id = factory.Sequence(lambda n: n + 1)
    title = "Utworzenie Osiedla Baildona"
    keywords = ""
    body = ""
    url = factory.LazyAttribute(lambda o: f"/rada/glosowania/{o.object_id}/")
