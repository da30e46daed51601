"""Parts of pages that are made of sums: drawn once for each version of the data, and shown to everybody."""

from __future__ import annotations

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from spending.models import Organization
from spending.presenters.organizations import organization_page
from spending.presenters.signals import signals_of_organization
from spending.presenters.sums import contract_sums
from spending.stats.contracts import figures_of
from spending.turnover import Role
from watchdog.core.kept import kept
from watchdog.core.selection import Selection


class DrawnFigures(NamedTuple):
    """The figures of a list of contracts, with what else the page says of them."""

    html: SafeString
    n: str
    period: str


class DrawnOrganization(NamedTuple):
    """Everything below the crumbs of a supplier's or a unit's page, and the sentence that sums it up."""

    html: SafeString
    answer: str


def drawn_figures(selection: Selection, seconds: float, later: str = "") -> DrawnFigures | None:
    """
    Draw the figures of a selection of contracts; ``None`` where they could not be counted in this time.

    ``later`` is the address where the rest is counted: with it few contracts are read, because rows are awaited.
    """
    return kept(("figures", selection.asked, seconds, later), lambda: _figures(selection, seconds, later))


def _figures(selection: Selection, seconds: float, later: str) -> DrawnFigures | None:
    figures = figures_of(selection, seconds, at_once=bool(later))
    if figures is None:
        return None
    sums = contract_sums(figures)
    html = render_to_string("spending/_contract_figures.html", {"figures": sums, "later": later})
    return DrawnFigures(html, sums.n, sums.period)


def drawn_organization(organization: Organization, role: Role) -> DrawnOrganization:
    """Draw the page of an organization fetched by ``for_page``."""
    return kept(("organization", role, organization.pk), lambda: _organization(organization, role))


def _organization(organization: Organization, role: Role) -> DrawnOrganization:
    page = organization_page(organization, role)
    context = {"page": page, "signals": signals_of_organization(organization, role)}
    return DrawnOrganization(render_to_string("spending/_organization.html", context), page.answer)
