"""The way from a page of the back room to the screen of the handbook that helps there."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context

from watchdog.backroom.handbook.screens import screen_for

register = template.Library()


@register.inclusion_tag("admin/backroom/_help_here.html", takes_context=True)
def help_here(context: Context) -> dict[str, Any]:
    """Lead to the screen that helps at this page, where there is one: ``{% help_here %}`` under the page's title."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    allowed = bool(context.get("has_permission")) and match is not None
    return {"screen": screen_for(match.view_name) if allowed and match else None}
