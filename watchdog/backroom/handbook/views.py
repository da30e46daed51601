"""The pages of the handbook; whoever may enter the back room may read it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.backroom.handbook.screens import HEIGHT, WIDTH, screens


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """List the screens."""
    return _page(request, "contents", {"title": _("Handbook"), "screens": screens()})


@require_safe
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one screen, with the ways to the one before and the one after."""
    listed = screens()
    place = next((place for place, each in enumerate(listed) if each.slug == slug), None)
    if place is None:
        raise Http404
    shown = listed[place]
    around = {"previous": listed[place - 1] if place else None, "next": next(iter(listed[place + 1 :]), None)}
    counted = {"number": place + 1, "all": len(listed)}
    return _page(request, "screen", {"title": shown.title, "screen": shown, **around, **counted})


@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """Show every screen on one page, for printing."""
    return _page(request, "whole", {"title": _("Handbook"), "screens": screens()})


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    context = {**admin.site.each_context(request), "width": WIDTH, "height": HEIGHT, **context}
    return TemplateResponse(request, f"admin/backroom/handbook/{name}.html", context)
