"""The organisation's own pages and pictures, and the page of methods."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.archive.findings import FINDINGS
from watchdog.cities import profile
from watchdog.pages import markdown
from watchdog.pages.models import Page, Picture
from watchdog.pages.pictures import kept

MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
A_YEAR = 31_536_000
"""Seconds; the bytes at a picture's address never change, for the address is made of their hash."""


def crumbs(here: str) -> list[tuple[str, str]]:
    """Give the way back: the start page, this page."""
    return [(_("Start"), reverse("home")), (here, "")]


def context_of(page: Page) -> dict[str, Any]:
    """Give what the template shows of one of our own pages."""
    return {
        "page": page,
        "body": markdown.render(page.body).html,
        "summary": markdown.plain(page.body),
        "crumbs": crumbs(page.title),
    }


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one of our own pages; only what an editor (or the project) has published exists."""
    return render(request, "pages/page.html", context_of(get_object_or_404(Page.objects.public(), slug=slug)))


@require_safe
def picture(request: HttpRequest, sha256: str, width: str, extension: str) -> HttpResponseBase:
    """Serve a rendition of a picture, as what it is and nothing else."""
    found = get_object_or_404(Picture, sha256=sha256, extension=extension)
    path = kept(found, int(width))
    if int(width) not in found.widths or not path.is_file():
        raise Http404
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable", "X-Content-Type-Options": "nosniff"}
    return FileResponse(path.open("rb"), content_type=MEDIA_TYPES[extension], headers=headers)


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Say how every figure is made and what every finding means; an address with the code leads to its line."""
    english = get_language() == "en"
    findings = [(code, meaning.en if english else meaning.pl) for code, meaning in FINDINGS.items()]
    seats = next(term.seats for term in reversed(profile(settings.CITY).council.terms) if term.seats)
    numbers = {"seats": seats, "quorum": (seats + 1) // 2, "majority": seats // 2 + 1}
    return render(request, "pages/methods.html", {"findings": findings, "crumbs": crumbs(_("Methods")), **numbers})
