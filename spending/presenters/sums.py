"""The figures of a list of contracts or payments in words: of exactly the selection that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from spending.filters.contracts import KINDS
from spending.models import Contract
from spending.presenters.amounts import amount_words, which_words
from spending.presenters.days import term_words
from spending.stats.contracts import ContractFigures, Money, Ranked, Year
from watchdog.core.typography import number


@dataclass(frozen=True)
class Sum:
    """One key figure, in the shape that ``components/sums.html`` takes."""

    label: str
    value: str
    note: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Total:
    """Amounts that may be added, in a row of the table of sums."""

    which: str
    n: str
    total: str
    median: str = ""
    largest: str = ""


@dataclass(frozen=True)
class Bar:
    """One row of a table with a bar; ``part`` of ``whole`` is what the bar shows."""

    label: str
    n: str
    total: str
    part: Decimal
    whole: Decimal
    url: str = ""


@dataclass(frozen=True)
class ContractSums:
    """Everything that stands above the rows of a list of contracts."""

    sums: tuple[Sum, ...]
    kinds: tuple[str, ...]
    remarks: tuple[str, ...]
    n: str
    period: str
    """Of how many contracts the first sum is, and in which years they were signed."""
    which: str
    """Of which amounts the years and the rankings are, in words."""
    totals: tuple[Total, ...]
    """Every sum, where there are several that may not be added to one another."""
    years: tuple[Bar, ...]
    suppliers: tuple[Bar, ...]
    units: tuple[Bar, ...]
    largest: Contract | None
    largest_words: str
    is_whole: bool
    """Whether all of it could be counted in time; what could not is not shown."""


def contract_sums(figures: ContractFigures) -> ContractSums:
    """Say the figures of a selection."""
    main = figures.main
    return ContractSums(
        sums=tuple(_sums(figures)),
        kinds=tuple(_kinds(figures)),
        remarks=tuple(_remarks(figures)),
        n=_contracts_words(main.n) if main else "",
        period=_period(main) if main else "",
        which=which_words(*main.which) if main else "",
        totals=tuple(_total(each) for each in figures.money) if len(figures.money) > 1 else (),
        years=tuple(_years(main)) if main else (),
        suppliers=tuple(_ranked(figures.suppliers, main, "wykonawca")) if main else (),
        units=tuple(_ranked(figures.units, main, "jednostka")) if main else (),
        largest=figures.largest,
        largest_words=_largest_words(figures.largest) if figures.largest else "",
        is_whole=figures.is_whole,
    )


def of_contracts(n: int) -> str:
    return ngettext("of %(n)s contract", "of %(n)s contracts", n) % {"n": number(n)}


def _sums(figures: ContractFigures) -> list[Sum]:
    rows = ngettext("of %(n)s row", "of %(n)s rows", figures.n) % {"n": number(figures.n)}
    first = Sum(pgettext("number of", "Contracts"), number(figures.contracts), rows)
    if not figures.contracts:
        return [first]
    empty = Sum(_("Without an amount"), number(figures.without_value), _("they enter no sum"))
    main = figures.main
    if main is None:
        return [first, Sum(_("Sum of values"), _("not known"), _("the sources give no amounts"), missing=True), empty]
    words = f"{which_words(*main.which)}; {of_contracts(main.n)}"
    return [first, Sum(_("Sum of values"), _amount(main, main.total, main.rounded), words), _median(main), empty]


def _median(money: Money) -> Sum:
    if money.median is None:
        return Sum(_("Median"), _("not counted yet"), missing=True)
    words = _("half of the contracts are worth at most that")
    return Sum(_("Median"), _amount(money, money.median, money.rounded), words)


def _contracts_words(n: int) -> str:
    return ngettext("%(n)s contract", "%(n)s contracts", n) % {"n": number(n)}


def _period(money: Money) -> str:
    """Say in which years the contracts of a sum were signed; nothing where of none the year is known exactly."""
    years = [year.year for year in money.years if year.year]
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _kinds(figures: ContractFigures) -> list[str]:
    """Count the rows by what they are, the label before the number so that no form is wrong."""
    known = [kind for kind in KINDS.values() if figures.kinds[kind.value]]
    return [f"{kind.label}: {number(figures.kinds[kind.value])}" for kind in known]


def _remarks(figures: ContractFigures) -> list[str]:
    """Say what the sums leave out or hold besides."""
    main = figures.main
    rounded = main.rounded if main else 0
    told = (
        (rounded, ngettext("%(n)s amount in the sum is rounded.", "%(n)s amounts in the sum are rounded.", rounded)),
        (figures.inferred, _("Our inferences, which enter no sum: %(n)s.")),
        (figures.removed, _("Rows that the office has removed, which enter no sum: %(n)s.")),
        (figures.hidden, _("Contracts in the sum whose supplier is a private person or kept secret: %(n)s.")),
        (figures.nameless, _("Contracts in the sum of which no source names the supplier: %(n)s.")),
    )
    return [words % {"n": number(count)} for count, words in told if count]


def _total(money: Money) -> Total:
    return Total(
        which=which_words(*money.which),
        n=number(money.n),
        total=_amount(money, money.total, money.rounded),
        median=_amount(money, money.median, money.rounded),
    )


def _years(money: Money) -> list[Bar]:
    whole = max((year.total for year in money.years), default=Decimal(0))
    return [_year(money, year, whole) for year in money.years]


def _year(money: Money, year: Year, whole: Decimal) -> Bar:
    label = str(year.year) if year.year else _("year not known exactly")
    url = f"?rok={year.year}" if year.year else ""
    return Bar(label, number(year.n), _amount(money, year.total, year.rounded), year.total, whole, url)


def _ranked(ranked: Sequence[Ranked], money: Money, name: str) -> list[Bar]:
    whole = max((each.total for each in ranked), default=Decimal(0))
    path = reverse("spending:contract-list")
    return [
        Bar(
            label=each.organization.name,
            n=number(each.n),
            total=_amount(money, each.total, each.rounded),
            part=each.total,
            whole=whole,
            url=f"{path}?{name}={each.organization.slug}",
        )
        for each in ranked
    ]


def _largest_words(contract: Contract) -> str:
    amount = amount_words(contract.value or Decimal(0), contract.currency, approximate=contract.approximate)
    term = term_words(contract)
    told = _("term: %(term)s") % {"term": term} if term else _("no term is given")
    return f"{amount}; {told}"


def _amount(money: Money, value: Decimal | None, rounded: int) -> str:
    """Write a figure made of amounts; a rounded one among them makes it a rounded one, in whole units."""
    if value is None:
        return ""
    shown = value.quantize(Decimal(1), ROUND_HALF_UP) if rounded else value
    return amount_words(shown, money.which[0], approximate=rounded > 0)
