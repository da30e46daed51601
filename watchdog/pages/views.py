"""The organisation's own pages, and the page of methods."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.archive.findings import FINDINGS
from watchdog.cities import profile
from watchdog.pages.models import Page


def crumbs(here: str) -> list[tuple[str, str]]:
    """Give the way back: the start page, this page."""
    return [(_("Start"), reverse("home")), (here, "")]


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one of our own pages; only what an editor (or the project) has written exists."""
    found = get_object_or_404(Page, slug=slug)
    return render(request, "pages/page.html", {"page": found, "crumbs": crumbs(found.title)})


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Say how every figure is made and what every finding means; an address with the code leads to its line."""
    english = get_language() == "en"
    findings = [(code, meaning.en if english else meaning.pl) for code, meaning in FINDINGS.items()]
    seats = next(term.seats for term in reversed(profile(settings.CITY).council.terms) if term.seats)
    numbers = {"seats": seats, "quorum": (seats + 1) // 2, "majority": seats // 2 + 1}
    return render(request, "pages/methods.html", {"findings": findings, "crumbs": crumbs(_("Methods")), **numbers})
