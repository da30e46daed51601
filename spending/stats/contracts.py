"""
Figures of exactly one selection of contracts.

Amounts of another currency, gross and net ones, and those of which nobody says which they are, are different sums and
are never added: each is a ``Money`` of its own, and only one of them, that of the most contracts, has its years and its
largest suppliers and units here. One scan gives every count and sum; the medians, the largest contract and the two
rankings are a question each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DecimalField,
    ExpressionWrapper,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import ExtractYear

from spending.models import Contract, Organization
from spending.models.contracts import COUNTED, IS_CONTRACT
from spending.stats.middle import Middle, half_way
from watchdog.archive.models import Certainty
from watchdog.core.order import known

RANKED = 10
"""Suppliers and units of a ranking."""

Which = tuple[str, str]
"""Currency and gross, net or not said: amounts of one ``Which`` may be added."""


@dataclass
class Year:
    """Contracts signed in one year; ``year`` is ``None`` where the days do not lie in one year or are not known."""

    year: int | None
    n: int = 0
    total: Decimal = Decimal(0)
    rounded: int = 0


@dataclass(frozen=True)
class Ranked:
    """A supplier or a unit with its contracts of this selection."""

    organization: Organization
    n: int
    total: Decimal
    rounded: int


@dataclass
class Money:
    """Contracts whose amounts may be added."""

    which: Which
    n: int = 0
    total: Decimal = Decimal(0)
    rounded: int = 0
    """How many of the amounts are rounded ones, so that the sum is one as well."""
    median: Decimal | None = None
    by_year: dict[int | None, Year] = field(default_factory=dict)

    @property
    def years(self) -> list[Year]:
        """The years in their order, the unknown one last."""
        return sorted(self.by_year.values(), key=lambda each: (each.year is None, each.year or 0))


@dataclass(frozen=True)
class ContractFigures:
    """Everything that a list of contracts says of its selection."""

    n: int
    kinds: Counter[str]
    contracts: int
    """Contracts of their own that the register still lists, with a value or without."""
    without_value: int
    inferred: int
    """Of those: our inference, and in no sum."""
    removed: int
    """Rows of any kind that the register no longer lists."""
    money: tuple[Money, ...]
    """The one of the most contracts first."""
    largest: Contract | None
    suppliers: tuple[Ranked, ...]
    units: tuple[Ranked, ...]
    hidden: int
    """Contracts of the first ``money`` whose supplier is a private person or kept secret."""
    nameless: int
    """Contracts of the first ``money`` of which nobody names the supplier."""

    @property
    def main(self) -> Money | None:
        return self.money[0] if self.money else None


def contract_figures(contracts: QuerySet[Contract]) -> ContractFigures:
    """Count a selection, in one query where nothing may be added and in six where something may."""
    found = contracts.order_by()
    cells = _cells(found)
    money = _money(cells)
    kinds: Counter[str] = Counter()
    for cell in cells:
        kinds[cell["kind"]] += cell["n"]
    main = money[0] if money else None
    counted = found.filter(COUNTED, currency=main.which[0], tax=main.which[1]) if main else found.none()
    _middles(found, money)
    suppliers, units = _ranked(counted)
    return ContractFigures(
        n=kinds.total(),
        kinds=kinds,
        contracts=_sum_of(cells, "contracts"),
        without_value=_sum_of(cells, "without_value"),
        inferred=_sum_of(cells, "inferred"),
        removed=_sum_of(cells, "removed"),
        money=tuple(money),
        largest=_largest(counted),
        suppliers=suppliers,
        units=units,
        hidden=_sum_of(_of(cells, main), "hidden"),
        nameless=_sum_of(_of(cells, main), "nameless"),
    )


def _cells(found: QuerySet[Contract]) -> list[dict[str, Any]]:
    """Count by everything that tells one figure from another, in one scan."""
    same_year = Q(signed_first__year=ExtractYear("signed_last"))
    cells: Any = (  # rows as mappings; their types say less than their names
        found.annotate(
            adds=ExpressionWrapper(COUNTED, output_field=BooleanField()),
            year=Case(When(same_year, then=ExtractYear("signed_last")), output_field=IntegerField()),
        )
        .values("kind", "currency", "tax", "adds", "year")
        .annotate(
            n=Count("pk"),
            total=Sum("value"),
            rounded=Count("pk", filter=Q(approximate=True)),
            contracts=Count("pk", filter=IS_CONTRACT),
            without_value=Count("pk", filter=IS_CONTRACT & Q(value__isnull=True)),
            inferred=Count("pk", filter=IS_CONTRACT & Q(certainty=Certainty.INFERRED.value)),
            removed=Count("pk", filter=Q(withdrawn_at__isnull=False)),
            hidden=Count("pk", filter=~Q(supplier_hidden="")),
            nameless=Count("pk", filter=Q(supplier_hidden="", supplier__isnull=True)),
        )
    )
    return list(cells)


def _money(cells: Iterable[dict[str, Any]]) -> list[Money]:
    sums: dict[Which, Money] = {}
    for cell in cells:
        if cell["adds"]:
            which = (cell["currency"], cell["tax"])
            _add(sums.setdefault(which, Money(which)), cell)
    return sorted(sums.values(), key=lambda money: (-money.n, money.which))


def _add(money: Money, cell: dict[str, Any]) -> None:
    year = money.by_year.setdefault(cell["year"], Year(cell["year"]))
    for each in (money, year):
        each.n += cell["n"]
        each.total += cell["total"]
        each.rounded += cell["rounded"]


def _middles(found: QuerySet[Contract], money: list[Money]) -> None:
    """Put the median beside each sum, in one query."""
    if not money:
        return
    by_which = {each.which: each for each in money}
    sums = found.filter(COUNTED).values("currency", "tax")
    for row in sums.annotate(lower=Middle("value"), upper=Middle("value", upper=True)):
        by_which[row["currency"], row["tax"]].median = half_way(row["lower"], row["upper"])


def _largest(counted: QuerySet[Contract]) -> Contract | None:
    """Give the contract of the largest value, by the index that the list is sorted with."""
    bare = counted.select_related(None).prefetch_related(None)
    return bare.order_by(known("value", DecimalField).desc(), "-pk").first()


def _ranked(counted: QuerySet[Contract]) -> tuple[tuple[Ranked, ...], tuple[Ranked, ...]]:
    """Rank suppliers and units by their sums, in three queries; of a consortium the first one named has it all."""
    if counted.query.is_empty():
        return (), ()
    lists = [_sums_by(counted, name) for name in ("supplier", "buyer")]
    known = Organization.objects.in_bulk([row[0] for each in lists for row in each])
    suppliers, units = (tuple(Ranked(known[key], *figures) for key, *figures in each) for each in lists)
    return suppliers, units


def _sums_by(counted: QuerySet[Contract], name: str) -> list[Any]:
    named = counted.filter(**{f"{name}__isnull": False}).values(name)
    rounded = Count("pk", filter=Q(approximate=True))
    sums = named.annotate(n=Count("pk"), total=Sum("value"), rounded=rounded).order_by("-total", name)
    return list(sums.values_list(name, "n", "total", "rounded")[:RANKED])


def _of(cells: Iterable[dict[str, Any]], money: Money | None) -> list[dict[str, Any]]:
    which = money.which if money else None
    return [cell for cell in cells if cell["adds"] and (cell["currency"], cell["tax"]) == which]


def _sum_of(cells: Iterable[dict[str, Any]], name: str) -> int:
    return sum(cell[name] for cell in cells)
