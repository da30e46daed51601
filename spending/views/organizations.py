"""Pages of suppliers and units."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import BooleanField, ExpressionWrapper
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spending.legal_persons import surely_no_person
from spending.models import Supplier, Unit
from spending.presenters.organizations import organization_page, row
from spending.records import SUPPLIERS, UNITS
from spending.turnover import Role
from spending.views.registers import crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView
from watchdog.records import RecordType


class OrganizationList(FilteredListView):
    """Organizations on one side of contracts, in Polish order or by their contracts."""

    kind: ClassVar[RecordType]
    template_name = "spending/organization_list.html"

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        base = reverse(self.kind.list_url)
        rows = [row(organization, base) for organization in page]
        return {**super().state(selection, page), "crumbs": crumbs(self.kind), "rows": rows, "kind": self.kind}


class SupplierList(OrganizationList):
    """Everybody whom a register names as a supplier, masked people left out."""

    listed = kind = SUPPLIERS


class UnitList(OrganizationList):
    """Every unit that orders or pays."""

    listed = kind = UNITS


@require_safe
def supplier(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organization as one that delivers."""
    return _page(request, Supplier, slug, Role.SUPPLIER, SUPPLIERS)


@require_safe
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organization as one that orders."""
    return _page(request, Unit, slug, Role.BUYER, UNITS)


def _page(request: HttpRequest, model: Any, slug: str, role: Role, kind: RecordType) -> HttpResponse:
    listed = ExpressionWrapper(surely_no_person(), output_field=BooleanField())
    found = get_object_or_404(model.objects.standing().for_page().annotate(for_engines=listed), slug=slug)
    context = {"page": organization_page(found, role), "crumbs": crumbs(kind, found.name)}
    return render(request, "spending/organization.html", context)
