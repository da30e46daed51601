"""The front of the city's money: this year's budget, the doors to everything else, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Subquery, Sum, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from spending.budget.lines import WHOLE_REPORTS, folded, lines_of, rozdzialy
from spending.drafts import Scope, Side, Stage
from spending.models import BudgetFigure, ContractSum
from spending.presenters.budget_stated import Stated, side_by_side
from spending.presenters.budget_totals import PLANS, Totals, totals_of
from spending.presenters.budget_year import stated_figures
from watchdog.core.dates import today
from watchdog.core.selection import Selection
from watchdog.core.typography import number
from watchdog.records import RecordType, record_types

ROOM = "spending."


@dataclass(frozen=True)
class ThisYear:
    """The budget of this year, else of the newest one of which totals are known."""

    year: int
    totals: Totals

    @property
    def url(self) -> str:
        return reverse("spending:budget-year", args=[self.year])

    @property
    def planned(self) -> Stated | None:
        """What may be spent, by the latest plan that is known."""
        return self.totals.of(Side.EXPENDITURE, *PLANS)

    @property
    def spent(self) -> Stated | None:
        return self.totals.of(Side.EXPENDITURE, Stage.EXECUTED)

    @property
    def income(self) -> Stated | None:
        """What is to come in, by the latest plan that is known."""
        return self.totals.of(Side.REVENUE, *PLANS)

    @property
    def came_in(self) -> Stated | None:
        return self.totals.of(Side.REVENUE, Stage.EXECUTED)


def this_year() -> ThisYear | None:
    """Give this year's totals, in two queries; nothing where no total of any year is known."""
    figures = list(stated_figures().filter(scope=Scope.TOTAL.value, year=_newest()))
    reports = folded(rozdzialy(lines_of(register__in=WHOLE_REPORTS, year=_newest())), 0)
    said = side_by_side(figures, reports)
    return ThisYear(said[0].sheet.year, totals_of(said)) if said else None


def _newest() -> Subquery:
    whole = Q(scope=Scope.TOTAL.value) | Q(scope=Scope.LINE.value, register__in=WHOLE_REPORTS)
    ours = Case(When(year=today().year, then=Value(1)), default=Value(0), output_field=IntegerField())
    known = BudgetFigure.objects.filter(whole, unit="", withdrawn_at__isnull=True)
    return Subquery(known.order_by(ours.desc(), "-year").values("year")[:1])


@dataclass(frozen=True)
class Door:
    """A list of the city's money: what it is, how many records it has, and what they may not be taken for."""

    name: str
    url: str
    count: int
    words: str


@dataclass(frozen=True)
class MoneyFront:
    """Everything the template shows of the front page."""

    this_year: ThisYear | None
    doors: tuple[Door, ...]
    unknown: tuple[str, ...]


def money_front() -> MoneyFront:
    """Build the front page: two queries, one for each kind of record, one for the contracts among rows."""
    current = this_year()
    doors = tuple(_door(kind) for kind in record_types() if kind.kind.startswith(ROOM))
    return MoneyFront(current, doors, tuple(_unknown(current, {door.url: door.count for door in doors})))


def _door(kind: RecordType) -> Door:
    words = _words().get(kind.kind.removeprefix(ROOM), "")
    if kind.kind == "spending.contract":
        words = _("Rows of registers. Contracts among them: %(n)s.") % {"n": _contracts()} + f" {words}"
    return Door(str(kind.plural), reverse(kind.list_url), _count(kind), words)


def _count(kind: RecordType) -> int:
    """Count the records of a kind, from the sums beside them where these are kept."""
    kept = kind.count(Selection(kind, QueryDict())) if kind.count else None
    return kind.queryset().count() if kept is None else kept


def _contracts() -> str:
    """Tell how many are contracts of their own: offers, annexes and grants stand in the same list."""
    return number(ContractSum.objects.aggregate(n=Sum("contracts"))["n"] or 0)


def _words() -> dict[str, str]:
    """Say of each kind what it is; a kind that is not told here stands by its name alone."""
    return {
        "budget-figure": _("Every amount that a document states of a budget, with the stage that it belongs to."),
        "contract": _("What the city signed. The value of a contract is no payment: it may run for years."),
        "payment": _("Money that left. Only where a register lists payments or invoices."),
        "supplier": _("Who delivers, under every spelling that documents use. Private persons are not named."),
        "unit": _("Who orders: the office, schools, other units of the city."),
        "notice": _("Procurement announced and its results. A result is not yet a contract."),
        "company": _("Companies in which the city has shares. Their money is not the city's budget."),
    }


def _unknown(current: ThisYear | None, counts: dict[str, int]) -> Iterator[str]:
    if current is None:
        yield _("No total of any budget: no document that we have read states one.")
        return
    if current.spent is None:
        yield _("How much of the plan for %(year)s has been spent: no report has been read.") % {"year": current.year}
    if not lines_of(register__in=WHOLE_REPORTS).exists():
        yield _("What the money of a budget goes to by dział and rozdział: no report with that division has been read.")
    if not BudgetFigure.objects.filter(side=Side.DEBT.value, withdrawn_at=None).exists():
        yield _("How large the city's debt is.")
    for kind in record_types():
        if kind.kind == "spending.payment" and not counts.get(reverse(kind.list_url)):
            yield _("Single payments and invoices: no source gives them for this city.")
