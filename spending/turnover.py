"""
What an organization delivers and orders, as far as contracts with a value say it.

An amount with VAT, one without and one of which the register does not say are three sums, never one; so are amounts in
two currencies. The value of a contract with several suppliers stands whole with each of them, because registers do not
say how they share it. What a unit orders, and what lists show of everybody, is told by the sums that the database keeps
beside contracts (ADR 22), where these hold all of it; everything else is asked of the contracts themselves, so nothing
is ever behind them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    When,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear, JSONObject

from spending.models import Contract, ContractParty, Notice, Organization, Payment, Spelling, SupplierSum, UnitSum
from spending.models.contracts import ContractQuerySet
from spending.models.rollups import MEASURES

KIND_OF_AMOUNT = ("currency", "tax")
SUM: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=2)
SUMS = {"n": Count("*"), "total": Sum("value"), "rounded": Count("value", filter=Q(approximate=True))}
"""What is asked of contracts whose values may be added."""
KEPT = {name: Sum(name) for name in MEASURES}
"""The same of the sums beside contracts, each of which is a number to be added."""


class Role(StrEnum):
    """On which side of a contract an organization stands."""

    SUPPLIER = "supplier"
    BUYER = "buyer"

    @property
    def other(self) -> Role:
        return Role.BUYER if self is Role.SUPPLIER else Role.SUPPLIER


@dataclass(frozen=True)
class Amount:
    """A sum of contracts whose values may be added: one currency, one kind of tax."""

    currency: str
    tax: str
    contracts: int
    total: Decimal
    rounded: int = 0
    """How many of the values are rounded ones, so that the sum is one as well."""


@dataclass(frozen=True)
class YearAmount:
    """The same of one year; ``None`` where the day of signing does not tell the year."""

    year: int | None
    amount: Amount
    first: int | None
    last: int | None
    """Years of the first and the last day of signing, as far as they are known."""


@dataclass(frozen=True)
class Partner:
    """An organization on the other side of somebody's contracts; ``None`` for those that name nobody or a mask."""

    organization: Organization | None
    amount: Amount


def contracts_of(organization: Any, role: Role) -> ContractQuerySet:
    """
    Give the rows that name an organization in a role, alone or with others; ``organization`` may be an ``OuterRef``.

    First names and further ones are two questions joined by UNION: each is answered by an index of its own. Whom no
    contract names beside others, as most organizations, is found by the first of them alone.
    """
    if isinstance(organization, Organization) and not stands_beside_others(organization, role):
        return Contract.objects.filter(**{role.value: organization})
    first = Contract.objects.filter(**{role.value: organization}).order_by().values("pk")
    among = ContractParty.objects.filter(organization=organization, role=role.value).order_by().values("contract")
    return Contract.objects.filter(pk__in=first.union(among, all=True))


def stands_beside_others(organization: Organization, role: Role) -> bool:
    """Tell whether a contract names an organization in a role as a further one, not as the first."""
    return ContractParty.objects.filter(organization=organization, role=role.value).exists()


def with_turnover(organizations: QuerySet[Any], role: Role) -> QuerySet[Any]:
    """
    Annotate what a list shows and sorts by, without a query a row.

    ``contract_count``; ``sums``, a list of what ``amounts`` reads; ``largest_sum``, the largest of them, by which a
    list is sorted: sums of different kinds cannot be compared in any other way. Told by the sums beside contracts; of
    whom a contract names as a further one these do not hold all, and then the contracts are asked.
    """
    named = ContractParty.objects.filter(organization=OuterRef("pk"), role=role.value)
    kept, asked = _told_by(_kept_of(role), KEPT), _told_by(_asked_of(role), SUMS)
    told = {name: Case(When(Exists(named), then=asked[name]), default=kept[name]) for name in kept}
    annotated: QuerySet[Any] = organizations.annotate(**told)
    return annotated


def _asked_of(role: Role) -> QuerySet[Any]:
    """Give the contracts of each row of a list whose values may be added."""
    return contracts_of(OuterRef(OuterRef("pk")), role).counted().order_by()


def _kept_of(role: Role) -> QuerySet[Any]:
    """Give the sums beside contracts of each row of a list."""
    if role is Role.BUYER:
        return UnitSum.objects.filter(buyer=OuterRef("pk"), adds=True).order_by()
    return SupplierSum.objects.filter(supplier=OuterRef("pk")).order_by()


def _told_by(counted: QuerySet[Any], measures: dict[str, Any]) -> dict[str, Any]:
    """Ask three things of what is counted: how many, the sum of each kind of amount, and the largest of these."""
    by_kind = counted.values(*KIND_OF_AMOUNT).annotate(**measures).filter(n__gt=0)
    as_json = JSONObject(currency="currency", tax="tax", n="n", total=Cast("total", TextField()), rounded="rounded")
    all_of_them = counted.annotate(_all=measures["n"]).values("_all")
    all_of_them.query.group_by = None
    return {
        "contract_count": Coalesce(Subquery(all_of_them, output_field=IntegerField()), 0),
        "sums": ArraySubquery(by_kind.annotate(json=as_json).values("json")),
        "largest_sum": Subquery(by_kind.order_by("-total").values("total")[:1], output_field=SUM),
    }


def amounts(sums: Iterable[dict[str, Any]]) -> tuple[Amount, ...]:
    """Read ``sums`` of a row of a list, the kind with the most contracts first."""
    found = map(_amount, sums)
    return _ordered(found)


def by_year(contracts: ContractQuerySet) -> list[YearAmount]:
    """Add up contracts by the year of signing and the kind of amount, in one query; the newest year first."""
    same_year = When(signed_first__year=ExtractYear("signed_last"), then=ExtractYear("signed_last"))
    counted = contracts.counted().order_by().annotate(year=Case(same_year, output_field=IntegerField()))
    days = {"first": Min("signed_first"), "last": Max("signed_last")}
    rows = counted.values("year", *KIND_OF_AMOUNT).annotate(**SUMS, **days)
    return [
        YearAmount(row["year"], _amount(row), _year_of(row["first"]), _year_of(row["last"]))
        for row in rows.order_by(F("year").desc(nulls_last=True), "currency", "tax")
    ]


def by_year_of_unit(unit: Organization) -> list[YearAmount] | None:
    """
    Give the same of a unit from the sums beside contracts, in one query.

    ``None`` where they do not tell: of days that do not lie in one year, or are not known, they keep nothing.
    """
    sums = {name: Sum(name) for name in MEASURES}
    rows = UnitSum.objects.filter(buyer=unit, adds=True).values("year", *KIND_OF_AMOUNT).annotate(**sums)
    found = [row for row in rows.order_by("-year", *KIND_OF_AMOUNT) if row["n"]]
    if any(not row["year"] for row in found):
        return None
    return [YearAmount(row["year"], _amount(row), row["year"], row["year"]) for row in found]


def kinds_of_unit(unit: Organization) -> dict[str, int]:
    """Count what registers still list of a unit by kind, from the sums beside contracts."""
    rows = UnitSum.objects.filter(buyer=unit).values("kind").annotate(listed=Sum("n") - Sum("removed"))
    return {row["kind"]: row["listed"] for row in rows if row["listed"]}


def added(years: Iterable[YearAmount]) -> tuple[Amount, ...]:
    """Add the years up, each kind of amount by itself, the kind with the most contracts first."""
    sums: dict[tuple[str, str], list[Amount]] = {}
    for each in years:
        sums.setdefault((each.amount.currency, each.amount.tax), []).append(each.amount)
    return _ordered(
        Amount(
            *kind,
            contracts=sum(each.contracts for each in found),
            total=sum((each.total for each in found), Decimal(0)),
            rounded=sum(each.rounded for each in found),
        )
        for kind, found in sums.items()
    )


def partners(contracts: ContractQuerySet, role: Role, kind: Amount, most: int) -> list[Partner]:
    """Add up contracts by who stands in a role, of one kind of amount; the largest sums first. Two queries."""
    counted = contracts.counted().order_by().filter(currency=kind.currency, tax=kind.tax)
    found = list(counted.values(role.value, *KIND_OF_AMOUNT).annotate(**SUMS).order_by("-total", role.value)[:most])
    known = Organization.objects.in_bulk([row[role.value] for row in found if row[role.value]])
    return [Partner(known.get(row[role.value]), _amount(row)) for row in found]


def kinds_of(contracts: ContractQuerySet) -> dict[str, int]:
    """Count what the register still lists by kind, in one query."""
    rows = contracts.filter(withdrawn_at__isnull=True).order_by().values("kind").annotate(n=Count("pk"))
    return {row["kind"]: row["n"] for row in rows}


def _year_of(day: date | None) -> int | None:
    return day.year if day else None


def _amount(row: dict[str, Any]) -> Amount:
    return Amount(row["currency"], row["tax"], row["n"], Decimal(row["total"]), row["rounded"])


def _ordered(found: Iterable[Amount]) -> tuple[Amount, ...]:
    return tuple(sorted(found, key=lambda amount: (-amount.contracts, -amount.total)))


NAMING = (
    *((model, f"{role.value}_as") for model in (Contract, Payment, Notice) for role in Role),
    (ContractParty, "spelling"),
)
"""Everything that names an organization by a spelling."""


def spellings_of(organization: Organization) -> list[Spelling]:
    """Give the spellings by which documents name an organization, each with ``rows``, the most frequent first."""
    spellings = Spelling.objects.filter(organization=organization)
    rows: Any = sum((_rows(model, field) for model, field in NAMING[1:]), _rows(*NAMING[0]))
    return list(spellings.annotate(rows=rows).order_by("-rows", "name"))


def _rows(model: Any, field: str) -> Any:
    named = model.objects.filter(**{field: OuterRef("pk")}).order_by().annotate(_all=Count("pk")).values("_all")
    named.query.group_by = None
    return Coalesce(Subquery(named, output_field=IntegerField()), 0)
