"""Documents and what was read from them."""

from __future__ import annotations

import hashlib
from typing import Any

import factory
from django.contrib.contenttypes.models import ContentType
from factory.django import DjangoModelFactory

from watchdog.archive.models import Change, Disclosure, Reading, Snapshot


class SnapshotFactory(DjangoModelFactory[Snapshot]):
    """A public PDF's card; its bytes are not in the vault."""

    class Meta:
        model = Snapshot

    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    size = 1024
    media_type = "application/pdf"
    disclosure = Disclosure.PUBLIC


class _About(DjangoModelFactory[Any]):
    """Something kept about a record: pass the record as ``record``."""

    class Meta:
        abstract = True
        exclude = ["record"]

    content_type = factory.LazyAttribute(lambda o: ContentType.objects.get_for_model(o.record))
    object_id = factory.LazyAttribute(lambda o: o.record.pk)


class ReadingFactory(_About):
    """What one more document says of a record."""

    class Meta:
        model = Reading

    snapshot = factory.SubFactory(SnapshotFactory)
    place = "p. 1"
    address = factory.Sequence(lambda n: f"https://bip.example/dokument/{n}")
    authority = 30
    data = factory.LazyFunction(dict)


class ChangeFactory(_About):
    """A field of a record that a newer document altered."""

    class Meta:
        model = Change

    field = "subject"
    before = "Było"
    after = "Jest"
    snapshot = factory.SubFactory(SnapshotFactory)
