"""Suppliers and units as kinds of records: one table, two sides of a contract."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from spending.drafts import Tax
from spending.filters import OrganizationsFilter
from spending.legal_persons import surely_no_person
from spending.models import Organization, Supplier, Unit
from spending.searching.organizations import organization_text, organization_texts
from spending.turnover import Role, amounts, with_turnover
from watchdog.records import Column, RecordType, register

SORTS = {"nazwa": ("sort_key",), "kwota": ("largest_sum",), "liczba": ("contract_count",)}


def _sum(tax: Tax) -> Callable[[Organization], Any]:
    """Take the sum of one kind of tax in złoty; other currencies stand in ``sums``."""
    return lambda organization: next(
        (each.total for each in amounts(organization.sums) if (each.currency, each.tax) == ("PLN", tax)),  # type: ignore[attr-defined]  # annotated
        None,
    )


def _sums(organization: Any) -> str:
    """Say every sum in one text: how many contracts, how much, of which currency and tax, empty where not given."""
    return "; ".join(
        f"{each.contracts}×: {each.total} {each.currency} {each.tax}".strip() for each in amounts(organization.sums)
    )


COLUMNS = (
    Column("slug", _("key"), attrgetter("slug")),
    Column("name", _("name"), attrgetter("name")),
    Column("nip", "NIP", attrgetter("nip")),
    Column("regon", "REGON", attrgetter("regon")),
    Column("krs", "KRS", attrgetter("krs")),
    Column("kind", _("kind"), attrgetter("kind")),
    Column("company", _("municipal company"), lambda each: each.company.slug if each.company else ""),
    Column("spellings", _("spellings"), lambda each: "; ".join(dict.fromkeys(s.name for s in each.spellings.all()))),
    Column("contracts", _("contracts with a value"), attrgetter("contract_count")),
    Column("gross", _("sum of gross values, zł"), _sum(Tax.GROSS)),
    Column("net", _("sum of net values, zł"), _sum(Tax.NET)),
    Column("sums", _("every sum apart"), _sums),
)

SUPPLIERS = register(
    RecordType(
        kind="spending.supplier",
        model=Supplier,
        singular=_("supplier"),
        plural=_("Suppliers"),
        list_url="spending:supplier-list",
        queryset=lambda: with_turnover(Supplier.objects.standing().for_list(), Role.SUPPLIER),
        for_search=lambda: Supplier.objects.standing().for_list(),
        filterset=OrganizationsFilter,
        columns=COLUMNS,
        search_text=partial(organization_text, role=Role.SUPPLIER),
        search_texts=partial(organization_texts, role=Role.SUPPLIER),
        key=attrgetter("slug"),
        order=("sort_key",),
        sorts=SORTS,
        for_engines=surely_no_person,
    )
)

UNITS = register(
    RecordType(
        kind="spending.unit",
        model=Unit,
        singular=_("unit"),
        plural=_("Units"),
        list_url="spending:unit-list",
        queryset=lambda: with_turnover(Unit.objects.standing().for_list(), Role.BUYER),
        for_search=lambda: Unit.objects.standing().for_list(),
        filterset=OrganizationsFilter,
        columns=COLUMNS,
        search_text=partial(organization_text, role=Role.BUYER),
        search_texts=partial(organization_texts, role=Role.BUYER),
        key=attrgetter("slug"),
        order=("sort_key",),
        sorts=SORTS,
        for_engines=surely_no_person,
    )
)
