"""The smallest valid municipal companies, and what documents say of them."""

from __future__ import annotations

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from spending.models import BoardMember, Company, Holding
from watchdog.core.text import slugify


class CompanyFactory(DjangoModelFactory[Company]):
    """A company of whose share nothing is known."""

    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Spółka {n} Sp. z o.o.")
    key = factory.LazyAttribute(lambda o: slugify(o.name, 200))
    slug = factory.LazyAttribute(lambda o: slugify(o.name, 90))
    address = "https://bip.example/spolki"


class HoldingFactory(DjangoModelFactory[Holding]):
    """The whole of a company, as one document says of no known day."""

    class Meta:
        model = Holding

    company = factory.SubFactory(CompanyFactory)
    share_percent = Decimal(100)
    extent = Holding.Kind.WHOLE.value
    address = factory.Sequence(lambda n: f"https://bip.example/spolki/{n}")


class BoardMemberFactory(DjangoModelFactory[BoardMember]):
    """A chairman of a company."""

    class Meta:
        model = BoardMember

    company = factory.SubFactory(CompanyFactory)
    name = "Anna Nowak"
    body = BoardMember.Body.MANAGEMENT.value
    role = "prezes"
    address = "https://bip.example/spolki"
