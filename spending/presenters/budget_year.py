"""The page of a budget year: totals by stage, the map of its działy, parts and tasks apart, residents, other years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spending.budget.lines import WHOLE_REPORTS, folded, lines_of, rozdzialy
from spending.budget.moments import quarters_of
from spending.drafts import Scope, Side
from spending.models import BudgetFigure
from spending.presenters.budget_asking import Asked, Choice, NotThere
from spending.presenters.budget_breakdown import Breakdown, breakdown
from spending.presenters.budget_levels import Dzialy
from spending.presenters.budget_stated import Stated, of_figure, side_by_side
from spending.presenters.budget_totals import Resident, Totals, per_resident, totals_of
from spending.presenters.budget_words import quarter_words, stage_title
from spending.presenters.budget_years import Years, years_of
from watchdog.cities import PopulationProfile, profile

MOST_ITEMS = 60
"""So many parts and tasks stand on a year's page; the list of figures has them all."""


@dataclass(frozen=True)
class Document:
    """A document behind the figures of a page, and how many of them it states."""

    address: str
    register: str
    figures: int
    card: str


@dataclass(frozen=True)
class YearPage:
    """Everything the template shows of one year."""

    year: int
    answer: str
    deck: str
    totals: Totals
    breakdown: Breakdown | None
    parts: tuple[Stated, ...]
    tasks: tuple[Stated, ...]
    more_items: bool
    quarters: tuple[Choice, ...]
    population: PopulationProfile | None
    residents: tuple[Resident, ...]
    years: Years
    others: tuple[int, ...]
    """Every other year of which anything is known."""
    documents: tuple[Document, ...]


def year_page(year: int, asked: Asked) -> YearPage | None:
    """Build the page of a year, in seven queries whatever its size; nothing where nothing is known of it."""
    figures = list(stated_figures().filter(year=year).select_related("snapshot"))
    groups = rozdzialy(lines_of(year=year))
    if not figures and not groups:
        return None
    said = side_by_side([each for each in figures if each.scope == Scope.TOTAL], folded(groups, 0))
    quarters = quarters_of([*(each.sheet for each in said), *(group.sheet for group in groups)])
    if asked.quarter and asked.quarter not in quarters:
        raise NotThere
    totals = totals_of(said, asked.quarter)
    people = profile(settings.CITY).population_of(year)
    parts, tasks = _items(figures, Scope.PART), _items(figures, Scope.TASK)
    return YearPage(
        year=year,
        **_answer(totals),
        totals=totals,
        breakdown=breakdown(folded(groups, 1), asked, Dzialy(year)),
        parts=tuple(parts[:MOST_ITEMS]),
        tasks=tuple(tasks[:MOST_ITEMS]),
        more_items=max(len(parts), len(tasks)) > MOST_ITEMS,
        quarters=asked.choices("quarter", quarters, quarter_words, asked.quarter or max(quarters, default=None)),
        population=people,
        residents=tuple(per_resident(totals, people)) if people else (),
        years=every_year(Asked(), Side.EXPENDITURE.value),
        others=tuple(each for each in known_years() if each != year),
        documents=tuple(_documents(figures)),
    )


def stated_figures() -> QuerySet[BudgetFigure]:
    """Give what documents state of the whole city beside the lines of its classification."""
    return BudgetFigure.objects.filter(unit="", withdrawn_at__isnull=True).exclude(scope=Scope.LINE.value)


def known_years() -> list[int]:
    """Give the years of which any figure is known, the newest first, in one query."""
    years = BudgetFigure.objects.filter(withdrawn_at=None).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def every_year(asked: Asked, side: str) -> Years:
    """Lay out one side's totals of all years, in three queries."""
    figures = stated_figures().filter(scope=Scope.TOTAL.value)
    reports = rozdzialy(lines_of(register__in=WHOLE_REPORTS, side=side))
    said = side_by_side(figures, folded(reports, 0))
    there = {each.sheet.side for each in said}
    sides = [each.value for each in (Side.EXPENDITURE, Side.REVENUE, Side.RESULT, Side.DEBT) if each.value in there]
    return years_of(said, asked, side, sides, known_years())


def _items(figures: Iterable[BudgetFigure], scope: Scope) -> list[Stated]:
    return [of_figure(each) for each in figures if each.scope == scope]


def _answer(totals: Totals) -> dict[str, str]:
    """Answer in one sentence how much is spent, by the best stage that is known, and in another how much comes in."""
    spent, income = totals.best(Side.EXPENDITURE), totals.best(Side.REVENUE)
    if spent is None:
        return {"answer": "", "deck": _("No document that we have read states the whole expenditure of this year.")}
    return {"answer": _sentence(_("Expenditure"), spent), "deck": _sentence(_("Revenue"), income) if income else ""}


def _sentence(what: str, stated: Stated) -> str:
    stage = stage_title(stated.sheet.stage).lower()
    moment = f"{stage}, {stated.when}" if stated.when else stage
    return _("%(what)s: %(amount)s (%(moment)s).") % {"what": what, "amount": stated.short, "moment": moment}


def _documents(figures: Sequence[BudgetFigure]) -> Iterable[Document]:
    """Name every document that states totals, parts or tasks, with its own card in the archive."""
    by_address: dict[str, list[BudgetFigure]] = {}
    for figure in figures:
        by_address.setdefault(figure.address, []).append(figure)
    for address, stated in by_address.items():
        card = stated[0].snapshot.get_absolute_url() if stated[0].snapshot else ""
        yield Document(address, of_figure(stated[0]).register, len(stated), card)
