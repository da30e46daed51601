"""The smallest valid records of the city's money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spending.models import (
    BudgetFigure,
    ClassificationCode,
    Contract,
    ContractParty,
    Notice,
    Organization,
    Payment,
    Spelling,
)
from spending.naming import organization_key
from spending.numbers import number_key, slug_of
from watchdog.core.text import slugify


class OrganizationFactory(DjangoModelFactory[Organization]):
    """A firm that some register names, under one spelling."""

    class Meta:
        model = Organization
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Firma {n} Sp. z o.o.")
    key = factory.LazyAttribute(lambda o: organization_key(o.name))
    slug = factory.LazyAttribute(lambda o: slugify(o.name, 90))
    kind = "firm"
    address = "https://bip.example/rejestr"

    @factory.post_generation
    def spelling(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        SpellingFactory(organization=self, name=self.name, nip=self.nip, regon=self.regon, krs=self.krs)


class SpellingFactory(DjangoModelFactory[Spelling]):
    """A way of writing an organization's name."""

    class Meta:
        model = Spelling

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"FIRMA {n} sp. z o. o.")
    key = factory.LazyAttribute(lambda o: organization_key(o.name))


class RowFactory(DjangoModelFactory[Any]):
    """A row of a register in which a unit and a supplier are named."""

    class Meta:
        abstract = True

    register = "bip"
    key = factory.Sequence(lambda n: str(n + 10_001))  # keys that tests write themselves are lower
    slug = factory.LazyAttribute(lambda o: slug_of(o.register, o.key))
    buyer = factory.SubFactory(OrganizationFactory, kind="public", buys=True)
    buyer_as = factory.LazyAttribute(lambda o: o.buyer and o.buyer.spellings.first())
    supplier = factory.SubFactory(OrganizationFactory, supplies=True)
    supplier_as = factory.LazyAttribute(lambda o: o.supplier and o.supplier.spellings.first())
    subject = "remont chodnika"
    currency = "PLN"
    tax = "gross"
    address = "https://bip.example/rejestr"


class ContractFactory(RowFactory):
    """A contract of a known day and value."""

    class Meta:
        model = Contract

    kind = Contract.Kind.CONTRACT.value
    number = factory.Sequence(lambda n: f"ZDM.{n}.2024")
    number_key = factory.LazyAttribute(lambda o: number_key(o.number))
    signed_first = date(2024, 3, 14)
    signed_last = factory.SelfAttribute("signed_first")
    value = Decimal("1234.56")


class ContractPartyFactory(DjangoModelFactory[ContractParty]):
    """The second member of a consortium."""

    class Meta:
        model = ContractParty

    contract = factory.SubFactory(ContractFactory)
    role = ContractParty.Role.SUPPLIER.value
    position = 2
    organization = factory.SubFactory(OrganizationFactory, supplies=True)
    spelling = factory.LazyAttribute(lambda o: o.organization and o.organization.spellings.first())


class PaymentFactory(RowFactory):
    """An invoice paid on a known day."""

    class Meta:
        model = Payment

    document_number = factory.Sequence(lambda n: f"FV/{n}/2024")
    paid_on = date(2024, 4, 2)
    amount = Decimal("615.00")


class NoticeFactory(RowFactory):
    """A notice of a contract."""

    class Meta:
        model = Notice

    register = "bzp"
    key = factory.Sequence(lambda n: f"2024/BZP {n:08}/01")
    kind = Notice.Kind.CONTRACT.value
    published_on = date(2024, 2, 1)
    supplier = None


class BudgetFigureFactory(DjangoModelFactory[BudgetFigure]):
    """The adopted expenditure of a year."""

    class Meta:
        model = BudgetFigure

    register = "uchwaly"
    key = factory.Sequence(lambda n: f"kwota-{n}")
    year = 2024
    side = BudgetFigure.OfSide.EXPENDITURE.value
    stage = BudgetFigure.AtStage.ADOPTED.value
    scope = BudgetFigure.Covers.TOTAL.value
    amount = Decimal("1807043248.00")
    address = "https://bip.example/budzet"


class ClassificationCodeFactory(DjangoModelFactory[ClassificationCode]):
    """A dział of the classification."""

    class Meta:
        model = ClassificationCode

    kind = ClassificationCode.Kind.DZIAL.value
    code = "600"
    name = "Transport i łączność"
    valid_from = date(2022, 3, 1)
