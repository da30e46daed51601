"""The smallest valid rows of registers of money: organizations as printed, contracts, payments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spending.models import Contract, ContractParty, Organization, Payment, Spelling
from watchdog.core.text import slugify


class OrganizationFactory(DjangoModelFactory[Organization]):
    """A firm that delivers, without numbers."""

    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Wykonawca {n} sp. z o.o.")
    key = factory.LazyAttribute(lambda o: slugify(o.name, 200))
    slug = factory.LazyAttribute(lambda o: slugify(o.name, 90))
    supplies = True


class SpellingFactory(DjangoModelFactory[Spelling]):
    """An organization written as it is called."""

    class Meta:
        model = Spelling

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.SelfAttribute("organization.name")
    key = factory.LazyAttribute(lambda o: slugify(o.name, 200))


def party(name: str, **organization: Any) -> Spelling:
    """Give an organization of this name with its spelling; the same one for the same name."""
    slug = slugify(name, 90)
    known = Spelling.objects.filter(organization__slug=slug).select_related("organization").first()
    return known or SpellingFactory(organization=OrganizationFactory(name=name, **organization))


def unit(name: str = "Zarząd Dróg Miejskich") -> Spelling:
    """Give a unit of the city that orders."""
    return party(name, buys=True, supplies=False)


class ContractFactory(DjangoModelFactory[Contract]):
    """A contract of a known day and value, with its currency; ``by`` and ``of`` are spellings of its two sides."""

    class Meta:
        model = Contract

    class Params:
        by = factory.LazyFunction(lambda: party("Wykonawca sp. z o.o."))
        of = factory.LazyFunction(unit)

    register = "cru"
    key = factory.Sequence(lambda n: f"umowa-{n}")
    slug = factory.LazyAttribute(lambda o: slugify(f"{o.register}-{o.key}", 150))
    kind = Contract.Kind.CONTRACT.value
    subject = factory.Sequence(lambda n: f"Remont ulicy numer {n}")
    supplier_as = factory.SelfAttribute("by")
    supplier = factory.LazyAttribute(lambda o: o.supplier_as.organization if o.supplier_as else None)
    buyer_as = factory.SelfAttribute("of")
    buyer = factory.LazyAttribute(lambda o: o.buyer_as.organization if o.buyer_as else None)
    signed_first = date(2024, 3, 5)
    signed_last = factory.SelfAttribute("signed_first")
    value = Decimal("1000.00")
    currency = "PLN"


class PaymentFactory(DjangoModelFactory[Payment]):
    """A payment of a known day, with its currency."""

    class Meta:
        model = Payment

    class Params:
        by = factory.LazyFunction(lambda: party("Wykonawca sp. z o.o."))
        of = factory.LazyFunction(unit)

    register = "platnosci"
    key = factory.Sequence(lambda n: f"faktura-{n}")
    slug = factory.LazyAttribute(lambda o: slugify(f"{o.register}-{o.key}", 150))
    subject = factory.Sequence(lambda n: f"Dostawa papieru {n}")
    supplier_as = factory.SelfAttribute("by")
    supplier = factory.LazyAttribute(lambda o: o.supplier_as.organization if o.supplier_as else None)
    buyer_as = factory.SelfAttribute("of")
    buyer = factory.LazyAttribute(lambda o: o.buyer_as.organization if o.buyer_as else None)
    paid_on = date(2024, 4, 5)
    amount = Decimal("500.00")
    currency = "PLN"


class ContractPartyFactory(DjangoModelFactory[ContractParty]):
    """A further member of a consortium."""

    class Meta:
        model = ContractParty

    contract = factory.SubFactory(ContractFactory)
    role = ContractParty.Role.SUPPLIER.value
    position = factory.Sequence(lambda n: n % 1000 + 2)
    spelling = factory.LazyFunction(lambda: party("Drugi członek S.A."))
    organization = factory.LazyAttribute(lambda o: o.spelling.organization if o.spelling else None)
