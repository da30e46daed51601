"""Pages of the budget: its years, a year, a dział, a rozdział, and every figure by itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spending.drafts import Side
from spending.models import BudgetFigure
from spending.presenters.budget_asking import Asked, NotThere
from spending.presenters.budget_figures import figure_page, figure_row
from spending.presenters.budget_parts import PartPage, dzial_page, rozdzial_page
from spending.presenters.budget_year import every_year, year_page
from spending.records import BUDGET_FIGURES
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView

Crumbs = list[tuple[str, str]]


def crumbs(*way: tuple[str, str]) -> Crumbs:
    """Give the way back: the city's money, the budget, and what lies between; the last one is this page."""
    front = [(_("Spending"), reverse("spending:index")), (_("Budget"), reverse("spending:budget-list"))]
    *before, here = [*front, *way]
    return [*before, (here[0], "")]


def year_crumb(year: int) -> tuple[str, str]:
    return str(year), reverse("spending:budget-year", args=[year])


def dzial_crumb(year: int, dzial: str) -> tuple[str, str]:
    return _("dział %(code)s") % {"code": dzial}, reverse("spending:budget-dzial", args=[year, dzial])


def asked_of(request: HttpRequest) -> Asked:
    """Read the address; what no budget has is no page."""
    try:
        return Asked.of(request.GET)
    except NotThere as error:
        raise Http404 from error


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Show the totals of every year, one side at a time."""
    asked = asked_of(request)
    try:
        page = every_year(asked, asked.side or Side.EXPENDITURE.value)
    except NotThere as error:
        raise Http404 from error
    return render(request, "spending/budget_list.html", {"years": page, "crumbs": crumbs()})


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a budget year."""
    try:
        page = year_page(year, asked_of(request))
    except NotThere as error:
        raise Http404 from error
    if page is None:
        raise Http404
    return render(request, "spending/budget_year.html", {"page": page, "crumbs": crumbs(year_crumb(year))})


@require_safe
def dzial(request: HttpRequest, year: int, dzial: str) -> HttpResponse:
    """Show a dział of a year, rozdział by rozdział."""
    way = crumbs(year_crumb(year), dzial_crumb(year, dzial))
    try:
        return _part(request, dzial_page(year, dzial, asked_of(request)), way)
    except NotThere as error:
        raise Http404 from error


@require_safe
def rozdzial(request: HttpRequest, year: int, dzial: str, rozdzial: str) -> HttpResponse:
    """Show a rozdział of a year, paragraph by paragraph."""
    way = crumbs(year_crumb(year), dzial_crumb(year, dzial), (_("rozdział %(code)s") % {"code": rozdzial}, ""))
    try:
        return _part(request, rozdzial_page(year, dzial, rozdzial, asked_of(request)), way)
    except NotThere as error:
        raise Http404 from error


def _part(request: HttpRequest, page: PartPage | None, way: Crumbs) -> HttpResponse:
    if page is None:
        raise Http404
    return render(request, "spending/budget_part.html", {"page": page, "crumbs": way})


class BudgetFigureList(FilteredListView):
    """Every figure of every budget that a document we read states."""

    listed = BUDGET_FIGURES
    template_name = "spending/budget_figure_list.html"

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        rows = [figure_row(figure) for figure in page]
        way = crumbs((str(BUDGET_FIGURES.plural), ""))
        return {**super().state(selection, page), "crumbs": way, "rows": rows}


@require_safe
def figure(request: HttpRequest, register: str, key: str) -> HttpResponse:
    """Show one figure with its document and what else is stated of the same."""
    page = figure_page(get_object_or_404(BudgetFigure.objects.for_list(), register=register, key=key))
    listed = (str(BUDGET_FIGURES.plural), reverse(BUDGET_FIGURES.list_url))
    way = crumbs(year_crumb(page.row.figure.year), listed, (page.row.title, ""))
    return render(request, "spending/budget_figure.html", {"page": page, "crumbs": way})
