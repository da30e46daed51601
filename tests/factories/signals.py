"""Signals and what is said of them, as small as they can be."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from spending.models import Signal, SignalComputation, SignalGap, SignalWord
from tests.factories.names import UserFactory
from tests.factories.spending import OrganizationFactory

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


class SignalFactory(DjangoModelFactory[Signal]):
    """A contract of one unit, published late."""

    class Meta:
        model = Signal

    code = "pozna-publikacja"
    subject = factory.Sequence(lambda n: f"contract:{n}")
    slug = factory.Sequence(lambda n: f"pozna-publikacja-{n}")
    buyer = factory.SubFactory(OrganizationFactory, kind="public", buys=True)
    year = 2024
    day = date(2024, 6, 14)
    value = 92
    threshold = 90
    inputs = {"signed": "2024-03-14", "published": "2024-06-14", "days": 92}
    found_at = NOW
    computed_at = NOW


class SignalGapFactory(DjangoModelFactory[SignalGap]):
    class Meta:
        model = SignalGap

    code = "pozna-publikacja"
    reason = "no_day"
    rows = 1
    computed_at = NOW


class SignalComputationFactory(DjangoModelFactory[SignalComputation]):
    class Meta:
        model = SignalComputation

    started_at = NOW
    ended_at = NOW
    whole = True
    new = changed = outdated = 0


class SignalWordFactory(DjangoModelFactory[SignalWord]):
    """A dismissal that waits for a reviewer."""

    class Meta:
        model = SignalWord

    signal = factory.SubFactory(SignalFactory)
    kind = SignalWord.Kind.DISMISSAL.value
    text = "Rejestr przesunął przecinek."
    user = factory.SubFactory(UserFactory)
