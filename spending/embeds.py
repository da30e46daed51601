"""Drawings of the city's money for pages of others."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from spending.drafts import Side
from spending.importers.identity import moved_to
from spending.models import Supplier, Unit
from spending.presenters.budget_asking import Asked
from spending.presenters.budget_year import every_year, year_page
from spending.presenters.budget_years import years_chart
from spending.presenters.organizations import organization_page
from spending.turnover import Role
from watchdog.cities import profile
from watchdog.reports.embeds.introducing import Embedded, introduce


def budget_year_embed(year: int) -> Embedded:
    """Draw a year as areas where its parts are known, else beside the other years."""
    page = year_page(year, Asked())
    if page is None:
        raise Http404
    drawn = page.breakdown is not None and bool(page.breakdown.tiles)
    title = _("The budget of %(city)s for %(year)s") % {"city": _city(), "year": year}
    template = "spending/embeds/budget_year.html"
    return Embedded(
        title, template, {"page": page, "drawn": drawn, "chart": years_chart(page.years)}, answer=page.answer
    )


def budget_years_embed() -> Embedded:
    """Draw the expenditure of every year."""
    years = every_year(Asked(), Side.EXPENDITURE.value)
    title = _("The budget of %(city)s, year by year") % {"city": _city()}
    return Embedded(title, "spending/embeds/budget_years.html", {"years": years, "chart": years_chart(years)})


def organization_embed(slug: str, *, model: Any, role: Role) -> Embedded:
    """Draw the contracts of a supplier or a unit over time; one that was merged is what it became."""
    known = model.objects.standing().for_page()
    became = moved_to(slug)
    found = known.filter(pk=became.pk).first() if became else known.filter(slug=slug).first()
    if found is None:
        raise Http404
    page = organization_page(found, role)
    kicker = _("Supplier") if page.is_supplier else _("Unit")
    return Embedded(found.name, "spending/embeds/organization.html", {"page": page}, kicker, page.answer)


def _city() -> str:
    return profile(settings.CITY).name.genitive


def introduce_embeds() -> None:
    introduce("spending:budget-year", budget_year_embed)
    introduce("spending:budget-list", budget_years_embed)
    introduce("spending:supplier", partial(organization_embed, model=Supplier, role=Role.SUPPLIER))
    introduce("spending:unit", partial(organization_embed, model=Unit, role=Role.BUYER))
