"""The organisation's own pages, and the page of methods."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.archive.findings import FINDINGS
from watchdog.pages.models import Page


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one of our own pages; only what an editor (or the project) has written exists."""
    found = get_object_or_404(Page, slug=slug)
    return render(request, "pages/page.html", {"page": found, "crumbs": [(found.title, "")]})


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Say how every figure is made and what every finding means; an address with the code leads to its line."""
    english = get_language() == "en"
    findings = [(code, meaning.en if english else meaning.pl) for code, meaning in FINDINGS.items()]
    return render(request, "pages/methods.html", {"findings": findings, "crumbs": [(_("Methods"), "")]})
