"""The smallest valid pieces of minutes and recordings."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from council.models import MinutesPage, Passage, TimeCode
from tests.factories.council import SessionFactory


class MinutesPageFactory(DjangoModelFactory[MinutesPage]):
    """The first page of a session's minutes, and the next ones after it."""

    class Meta:
        model = MinutesPage

    meeting = factory.SubFactory(SessionFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "PUNKT 1\nOtwarcie sesji."
    address = "https://bip.example/protokol.pdf"


class PassageFactory(DjangoModelFactory[Passage]):
    """A passage of a minute."""

    class Meta:
        model = Passage

    meeting = factory.SubFactory(SessionFactory)
    starts = factory.Sequence(lambda n: 60 * n)
    ends = factory.LazyAttribute(lambda o: o.starts + 59)
    text = "Otwieram sesję."
    address = "https://nagrania.example/napisy.vtt"


class TimeCodeFactory(DjangoModelFactory[TimeCode]):
    """Item 3, taken up at 12:05."""

    class Meta:
        model = TimeCode

    meeting = factory.SubFactory(SessionFactory)
    label = "3"
    starts = 725
    address = "https://nagrania.example/napisy.vtt"
