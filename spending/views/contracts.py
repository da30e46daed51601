"""Pages of contracts and of what registers list beside them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spending.models import Contract
from spending.presenters.also_in import also_in
from spending.presenters.contract_cells import contract_cells
from spending.presenters.contract_list import COLUMNS
from spending.presenters.contracts import contract_page
from spending.presenters.signals import signals_of_contract
from spending.records import CONTRACTS
from spending.views.figures import drawn_figures
from spending.views.registers import crumbs
from watchdog.core.keyset import CutPages, KeysetPage, Pages
from watchdog.core.light import light
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView

AT_ONCE, IN_ALL = 0.25, 30
"""Seconds that figures may take beside the rows, and on a page of their own."""


class ContractList(FilteredListView):
    """Every row of every register of contracts, the newest first, with the figures of exactly this selection."""

    listed = CONTRACTS
    template_name = "spending/contract_list.html"
    fetch = light(*COLUMNS)

    def get_pages(self, selection: Selection) -> Pages[Any]:
        if selection.params.get("q"):
            whole = Contract.objects.for_list().with_others()
            return CutPages(selection, whole, self.per_page, self.fetch)
        rows: Any = selection.rows
        return Pages(rows.with_others(), selection.order, self.per_page, self.fetch)

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        state = {**super().state(selection, page), "crumbs": crumbs(CONTRACTS)}
        state["rows"] = contract_cells(page)
        if page.rows and not page.first:  # a page deep in the list costs no scan
            url = _address("spending:contract-list-figures", selection)
            state |= {"figures": drawn_figures(selection, AT_ONCE, url), "figures_url": url}
        return state


@require_safe
def contract_list_figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of a selection that are not counted while its rows are awaited, on a page of their own."""
    selection = Selection(CONTRACTS, request.GET)
    context = {
        "figures": drawn_figures(selection, IN_ALL) if selection.is_valid else None,
        "seconds": IN_ALL,
        "active": selection.active,
        "errors": selection.errors,
        "list_url": _address("spending:contract-list", selection),
        "crumbs": crumbs(CONTRACTS, _("Figures of this filter")),
    }
    status = HTTPStatus.OK if selection.is_valid else HTTPStatus.BAD_REQUEST
    return render(request, "spending/contract_list_figures.html", context, status=status)


def _address(name: str, selection: Selection) -> str:
    return f"{reverse(name)}?{selection.asked}" if selection.asked else reverse(name)


@require_safe
def contract(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a row of a register: what it is, who with whom, its value and how annexes moved it, its evidence."""
    page = contract_page(get_object_or_404(Contract.objects.for_page(), slug=slug))
    context = {"page": page, "crumbs": crumbs(CONTRACTS, page.contract.number or page.heading)}
    context |= {"also_in": also_in(page.contract), "signals": signals_of_contract(page.contract)}
    context["parts"] = contract_cells(page.parts)
    return render(request, "spending/contract.html", context)
