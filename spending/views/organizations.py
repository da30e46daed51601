"""Pages of suppliers and units."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spending.importers.identity import moved_to
from spending.legal_persons import surely_no_person
from spending.models import Organization, Supplier, Unit
from spending.presenters.linked import organization_thing
from spending.presenters.organizations import row
from spending.records import SUPPLIERS, UNITS
from spending.turnover import Role
from spending.views.figures import drawn_organization
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
    found = model.objects.standing().for_page().annotate(for_engines=listed).filter(slug=slug).first()
    if found is None:
        return _moved(model, slug)
    drawn = drawn_organization(found, role)
    context = {"organization": found, "role": role, "drawn": drawn, "crumbs": crumbs(kind, found.name)}
    context["linked"] = organization_thing(found, listed=found.for_engines)
    return render(request, "spending/organization.html", context)


def _moved(model: type[Organization], slug: str) -> HttpResponse:
    """Lead from the address of an organization that was merged to the one that it became, for good."""
    became = moved_to(slug)
    if became is None:
        raise Http404
    same_side = model.objects.filter(pk=became.pk).first()
    answer = redirect(same_side or became, permanent=True)
    answer["Cache-Control"] = "no-cache"  # a merge can be taken back: browsers ask again each time
    return answer
