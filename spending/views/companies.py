"""Pages of municipal companies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spending.models import Company
from spending.presenters.companies import company_page, row
from spending.presenters.linked import company_thing
from spending.records import COMPANIES
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView


def crumbs(here: str = "") -> list[tuple[str, str]]:
    """Give the way back: the city's money, the list, this page."""
    way = [(_("Spending"), reverse("spending:index")), (str(COMPANIES.plural), reverse(COMPANIES.list_url))]
    return [*way, (here, "")] if here else [way[0], (way[1][0], "")]


class CompanyList(FilteredListView):
    """Every municipal company that a document we read names, in Polish order."""

    listed = COMPANIES
    template_name = "spending/company_list.html"

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        rows = [row(company) for company in page]
        return {**super().state(selection, page), "crumbs": crumbs(), "rows": rows}


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a company: what each document says of the city's share, and who sits in its bodies."""
    page = company_page(get_object_or_404(Company.objects.for_page(), slug=slug))
    context = {"page": page, "crumbs": crumbs(page.company.name), "linked": company_thing(page.company)}
    return render(request, "spending/company.html", context)
