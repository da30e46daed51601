"""The page of sources: where the portal reads, how lately, and what it could not read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from watchdog.ingest import overview
from watchdog.ingest.registry import sources_of


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show every source of this city with its state, and the documents that wait to be read."""
    context = {"states": overview.states(sources_of(settings.CITY, saved=True)), "unread": overview.unread()}
    return render(request, "ingest/sources.html", context)
