"""The smallest valid records of the city's money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spending.models import Contract, ContractParty, Notice, Organization, Spelling
from watchdog.core.text import slugify


class OrganizationFactory(DjangoModelFactory[Organization]):
    """A firm under one spelling."""

    class Meta:
        model = Organization
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Wykonawca {n} Sp. z o.o.")
    key = factory.LazyAttribute(lambda o: slugify(o.name, 200))
    slug = factory.LazyAttribute(lambda o: slugify(o.name, 90))
    address = "https://bip.example/umowy"
    buys = False
    supplies = True

    @factory.post_generation
    def spelled(obj: Any, create: bool, extracted: Any, **kwargs: Any) -> None:  # type: ignore[misc]  # factory_boy's
        if create:
            SpellingFactory(organization=obj, name=obj.name, nip=obj.nip, regon=obj.regon, krs=obj.krs)


class SpellingFactory(DjangoModelFactory[Spelling]):
    """One way to write an organization."""

    class Meta:
        model = Spelling

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"WYKONAWCA {n} SP. Z O.O.")
    key = factory.LazyAttribute(lambda o: slugify(o.name, 200))


class ContractFactory(DjangoModelFactory[Contract]):
    """A contract of a city's register, gross, in złoty, signed on a known day, without parties."""

    class Meta:
        model = Contract

    register = "gliwice_bip"
    key = factory.Sequence(lambda n: f"umowa-{n}")
    slug = factory.LazyAttribute(lambda o: slugify(f"{o.register}-{o.key}", 150))
    kind = "contract"
    number = factory.Sequence(lambda n: f"ZP/{n}/2026")
    number_key = factory.LazyAttribute(lambda o: slugify(o.number, 200))
    subject = "Dostawa papieru"
    signed_first = date(2026, 8, 3)
    signed_last = factory.LazyAttribute(lambda o: o.signed_first)
    value = Decimal("1230.00")
    currency = "PLN"
    tax = "gross"
    address = "https://bip.example/umowy"
    buyer_as = factory.LazyAttribute(lambda o: o.buyer and o.buyer.spellings.first())
    supplier_as = factory.LazyAttribute(lambda o: o.supplier and o.supplier.spellings.first())
    buyer = None
    supplier = None


class ContractPartyFactory(DjangoModelFactory[ContractParty]):
    """A second supplier of a contract."""

    class Meta:
        model = ContractParty

    contract = factory.SubFactory(ContractFactory)
    role = "supplier"
    position = 1
    organization = factory.SubFactory(OrganizationFactory)
    spelling = factory.LazyAttribute(lambda o: o.organization and o.organization.spellings.first())


class NoticeFactory(DjangoModelFactory[Notice]):
    """A contract notice of a known day, without parties and amounts."""

    class Meta:
        model = Notice

    register = "bzp"
    key = factory.Sequence(lambda n: f"2026/BZP {n:08}/01")
    slug = factory.LazyAttribute(lambda o: slugify(f"{o.register}-{o.key}", 150))
    kind = "contract"
    subject = "Remont szkoły"
    published_on = date(2026, 8, 3)
    address = "https://bzp.example/ogloszenie"
    buyer_as = factory.LazyAttribute(lambda o: o.buyer and o.buyer.spellings.first())
    supplier_as = factory.LazyAttribute(lambda o: o.supplier and o.supplier.spellings.first())
    buyer = None
    supplier = None
