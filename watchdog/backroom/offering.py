"""Offering somebody what came in a form that was not taken: it becomes a draft only when the person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from watchdog.backroom.models import Sent
from watchdog.backroom.posted import CARRIED, TooMuch, Typed


def offer(
    request: HttpRequest,
    typed: Typed | None,
    *,
    title: str,
    reason: str = "",
    saved: Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page that says what came, why it was not taken, and what can be done with it."""
    fresh = replace(typed, form="") if typed else None  # an opening of its own: the old one may have been saved
    context = {"title": title, "reason": reason, "saved": saved, **carrying(fresh)}
    return TemplateResponse(
        request, "admin/backroom/offer.html", {**admin.site.each_context(request), **context}, status=status
    )


def carrying(typed: Typed | None) -> dict[str, Any]:
    """Give a template what it needs to carry what was typed, and to say what it cannot carry."""
    if typed is None or not typed.data:
        return {}
    try:
        packed = typed.packed()
    except TooMuch:
        packed = ""
    told = [(name, ", ".join(values)) for name, values in typed.data.items() if any(values)]
    return {CARRIED: packed, "too_much": not packed, "files": typed.files, "told": told, "typed_page": typed.page}
