"""Pages of contracts and of what registers list beside them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from spending.models import Contract
from spending.presenters.also_in import also_in
from spending.presenters.contract_cells import contract_cells
from spending.presenters.contracts import COLUMNS, contract_page, contract_row
from spending.presenters.sums import contract_sums
from spending.records import CONTRACTS
from spending.stats.contracts import contract_figures
from spending.views.registers import crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.light import light
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView

_shown = light(*COLUMNS)


class ContractList(FilteredListView):
    """Every row of every register of contracts, the newest first, with the figures of exactly this selection."""

    listed = CONTRACTS
    template_name = "spending/contract_list.html"

    def fetch(self, rows: Any) -> list[Contract]:
        return _shown(rows.with_others())

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        state = {**super().state(selection, page), "crumbs": crumbs(CONTRACTS)}
        state["rows"] = contract_cells(contract_row(contract) for contract in page)
        if page.rows and "page" not in selection.params:  # a page deep in the list costs no scan
            state["figures"] = contract_sums(contract_figures(selection.rows))
        return state


@require_safe
def contract(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a row of a register: what it is, who with whom, its value and how annexes moved it, its evidence."""
    page = contract_page(get_object_or_404(Contract.objects.for_page(), slug=slug))
    context = {"page": page, "crumbs": crumbs(CONTRACTS, page.contract.number or page.heading)}
    context["also_in"] = also_in(page.contract)
    context["parts"] = contract_cells(page.parts)
    return render(request, "spending/contract.html", context)
