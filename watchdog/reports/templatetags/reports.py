"""The way from a page to the same page as a document."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import Context

from watchdog.reports.offered import is_list, is_reported

register = template.Library()


@register.simple_tag(takes_context=True)
def report_address(context: Context) -> str:
    """``{% report_address as report %}``: where a record's page is a document; a list names it among its files."""
    request: HttpRequest | None = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or is_list(match) or not is_reported(match) or not request.path.endswith("/"):
        return ""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path[:-1]}.pdf{f'?{query}' if query else ''}"
