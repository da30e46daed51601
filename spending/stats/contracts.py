"""
Figures of exactly one selection of contracts.

Amounts of another currency, gross and net ones, and those of which nobody says which they are, are different sums and
are never added: each is a ``Money`` of its own, and only one of them, that of the most contracts, has its years and its
largest suppliers and units here.

Of a filter that the sums beside contracts answer (ADR 22) nothing is counted anew. Of any other one scan gives every
count and sum; the medians, the largest contract and the two rankings are a question each, all within a limit of time.
What is not counted when it is over is named, never estimated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

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
from spending.stats import kept
from spending.stats.limits import Limit
from spending.stats.middle import Middle, half_way
from spending.stats.ranges import between
from spending.stats.slices import Slice, slice_of
from watchdog.archive.models import Certainty
from watchdog.core.order import known
from watchdog.core.selection import COUNTED as READ
from watchdog.core.selection import Selection

RANKED = 10
"""Suppliers and units of a ranking."""
FOUND = 1_000
"""Contracts found by words of which the figures are counted while their rows are awaited: each is read six times."""

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

    is_whole: bool = True
    """Whether nothing was left out because the time was over: a median, the largest contract or a ranking."""

    @property
    def main(self) -> Money | None:
        return self.money[0] if self.money else None


def figures_of(selection: Selection, seconds: float | None = None, *, at_once: bool = False) -> ContractFigures | None:
    """
    Give the figures of a selection of the list of contracts; ``None`` where they could not be counted in this time.

    From the sums beside contracts in at most eight queries, else by a scan; ``None`` of seconds waits for the end. With
    ``at_once`` no more than ``READ`` contracts are read, ``FOUND`` where words choose them: of more a scan does not
    even begin.
    """
    found, limit, part = selection.rows.order_by(), Limit(seconds), slice_of(selection)
    scan = Scan(found, limit)
    if part is not None:
        if at_once and not part.is_whole_unit and (part.counted_as is None or part.dzial or part.buyer):
            limit.expect(kept.total(part.by_index), READ)
        return _figures(kept.cells(part), Kept(part, found, scan), limit)
    cells = None if at_once and _are_many(selection) else scan.cells()
    return None if cells is None else _figures(cells, scan, limit)


def _are_many(selection: Selection) -> bool:
    return selection.total.more or bool(selection.params.get("q") and selection.total > FOUND)


def exact_total(selection: Selection) -> int | None:
    """Count the rows of a selection from the sums beside contracts; ``None`` where they do not tell."""
    part = slice_of(selection)
    return None if part is None else kept.total(part)


def contract_figures(contracts: QuerySet[Contract]) -> ContractFigures:
    """Count any contracts, in one query where nothing may be added and in six where something may."""
    found, limit = contracts.order_by(), Limit()
    return _figures(_cells(found), Scan(found, limit), limit)


class Asked(Protocol):
    """Where the figures come from that no count of cells gives; each is empty where the time was over."""

    def middles(self, money: Sequence[Money]) -> dict[Which, Decimal | None]: ...
    def largest(self, which: Which) -> Contract | None: ...
    def sums_by(self, name: str, which: Which) -> list[Any]: ...


class Scan:
    """Figures counted from the contracts themselves, as long as the limit lets them."""

    def __init__(self, found: QuerySet[Contract], limit: Limit) -> None:
        self.found, self.limit = found, limit

    def cells(self) -> list[dict[str, Any]] | None:
        return self.limit.ask(lambda: _cells(self.found))

    def middles(self, money: Sequence[Money]) -> dict[Which, Decimal | None]:
        return self.limit.ask(lambda: _middles(self.found)) or {}

    def largest(self, which: Which) -> Contract | None:
        return self.limit.ask(lambda: _largest(self.counted(which)))

    def sums_by(self, name: str, which: Which) -> list[Any]:
        return self.limit.ask(lambda: _sums_by(self.counted(which), name)) or []

    def counted(self, which: Which) -> QuerySet[Contract]:
        return self.found.filter(COUNTED, currency=which[0], tax=which[1])


class Kept:
    """Figures from the sums beside contracts, and by a scan those that these do not hold."""

    def __init__(self, part: Slice, found: QuerySet[Contract], scan: Scan) -> None:
        self.part, self.found, self.scan = part, found, scan
        self._ranges: list[kept.Range] | None = None

    def middles(self, money: Sequence[Money]) -> dict[Which, Decimal | None]:
        if self.part.counted_as is None:
            return self.scan.middles(money)
        middles = {each.which: self._middle(self._ranges_of(each.which)) for each in money}
        # A write between two questions can move what was in a range: then all are counted together.
        return self.scan.middles(money) if None in middles.values() else middles

    def largest(self, which: Which) -> Contract | None:
        top = self._ranges_of(which)[-1:] if self.part.counted_as else []
        found = _largest(between(self.scan.counted(which), top[0].low, top[0].low)) if top else None
        return found or self.scan.largest(which)

    def sums_by(self, name: str, which: Which) -> list[Any]:
        if name == "buyer":
            return kept.units(self.part, *which, RANKED)
        if self.part.is_whole_unit:
            every = Contract.objects.counted().filter(buyer=self.part.buyer, currency=which[0], tax=which[1])
            return _sums_by(every, name)
        if self.part.dzial or self.part.buyer:
            return self.scan.sums_by(name, which)
        return kept.suppliers(self.part, *which, RANKED)

    def _ranges_of(self, which: Which) -> list[kept.Range]:
        if self._ranges is None:
            self._ranges = kept.ranges(self.part)
        return [each for each in self._ranges if (each.currency, each.tax) == which]

    def _middle(self, ranges: Sequence[kept.Range]) -> Decimal | None:
        """Read the one or two values in the middle, which stand side by side in one or two ranges; one query."""
        places = {(each.whole - 1) // 2 for each in ranges} | {each.whole // 2 for each in ranges}
        held = [each for each in ranges if any(map(each.holds, places))]
        if not held:
            return None
        first, last = held[0], held[-1]
        inside = between(self.scan.counted((first.currency, first.tax)), first.low, last.low)
        ordered = inside.order_by(known("value", DecimalField), "pk").values_list("value", flat=True)
        values = list(ordered[min(places) - first.before : max(places) - first.before + 1])
        return half_way(values[0], values[-1]) if len(values) == len(places) else None


def _figures(cells: list[dict[str, Any]], asked: Asked, limit: Limit) -> ContractFigures:
    money = _money(cells)
    kinds: Counter[str] = Counter()
    for cell in cells:
        kinds[cell["kind"]] += cell["n"]
    main = money[0] if money else None
    middles = asked.middles(money) if money else {}
    for each in money:
        each.median = middles.get(each.which)
    suppliers, units = _ranked(asked, main.which) if main else ((), ())
    largest = asked.largest(main.which) if main else None
    return ContractFigures(
        n=kinds.total(),
        kinds=kinds,
        contracts=_sum_of(cells, "contracts"),
        without_value=_sum_of(cells, "without_value"),
        inferred=_sum_of(cells, "inferred"),
        removed=_sum_of(cells, "removed"),
        money=tuple(money),
        largest=largest,
        suppliers=suppliers,
        units=units,
        hidden=_sum_of(_of(cells, main), "hidden"),
        nameless=_sum_of(_of(cells, main), "nameless"),
        is_whole=not limit.passed,
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


def _middles(found: QuerySet[Contract]) -> dict[Which, Decimal | None]:
    """Give the median of each kind of amount, in one query."""
    sums = found.filter(COUNTED).values("currency", "tax")
    rows = sums.annotate(lower=Middle("value"), upper=Middle("value", upper=True))
    return {(row["currency"], row["tax"]): half_way(row["lower"], row["upper"]) for row in rows}


def _largest(counted: QuerySet[Contract]) -> Contract | None:
    """Give the contract of the largest value, by the index that the list is sorted with."""
    bare = counted.select_related(None).prefetch_related(None)
    return bare.order_by(known("value", DecimalField).desc(), "-pk").first()


def _ranked(asked: Asked, which: Which) -> tuple[tuple[Ranked, ...], tuple[Ranked, ...]]:
    """Rank suppliers and units by their sums, in three queries; of a consortium the first one named has it all."""
    lists = [asked.sums_by(name, which) for name in ("supplier", "buyer")]
    known = Organization.objects.in_bulk([row[0] for each in lists for row in each])
    suppliers, units = (tuple(Ranked(known[key], *figures) for key, *figures in each) for each in lists)
    return suppliers, units


def _sums_by(counted: QuerySet[Contract], name: str) -> list[Any]:
    named = counted.filter(**{f"{name}__isnull": False}).values(name)
    # Of amounts, not of keys: the index that holds those of a unit has no keys.
    rounded = Count("value", filter=Q(approximate=True))
    sums = named.annotate(n=Count("*"), total=Sum("value"), rounded=rounded).order_by("-total", name)
    return list(sums.values_list(name, "n", "total", "rounded")[:RANKED])


def _of(cells: Iterable[dict[str, Any]], money: Money | None) -> list[dict[str, Any]]:
    which = money.which if money else None
    return [cell for cell in cells if cell["adds"] and (cell["currency"], cell["tax"]) == which]


def _sum_of(cells: Iterable[dict[str, Any]], name: str) -> int:
    return sum(cell[name] for cell in cells)
