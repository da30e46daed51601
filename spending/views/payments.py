"""Pages of payments and invoices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from spending.models import Payment
from spending.presenters.payments import payment_page, payment_row, payment_totals
from spending.records import PAYMENTS
from spending.stats.payments import payment_figures
from spending.views.registers import crumbs
from watchdog.core.kept import kept
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView


class PaymentList(FilteredListView):
    """Every payment that a register discloses, the newest first, with the sums of exactly this selection."""

    listed = PAYMENTS
    template_name = "spending/payment_list.html"

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        state = {**super().state(selection, page), "crumbs": crumbs(PAYMENTS)}
        state["rows"] = [payment_row(payment) for payment in page]
        if page.rows and not page.first:
            key = ("payments", selection.asked)
            state["totals"] = kept(key, lambda: payment_totals(payment_figures(selection.rows)))
        state["unsourced"] = not page.rows and not selection.active and selection.is_valid
        return state


@require_safe
def payment(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a payment: who paid whom, how much, for what, under which contract, and its evidence."""
    page = payment_page(get_object_or_404(Payment.objects.for_page(), slug=slug))
    context = {"page": page, "crumbs": crumbs(PAYMENTS, page.payment.document_number or page.heading)}
    return render(request, "spending/payment.html", context)
