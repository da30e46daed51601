"""The page of sources: where the portal reads, how lately, and what it could not read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.ingest import overview
from watchdog.ingest.registry import sources_of


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show every source of this city with its state, and the documents that wait to be read."""
    crumbs = [(_("Start"), reverse("home")), (_("Sources"), "")]
    states = overview.states(sources_of(settings.CITY, saved=True))
    context = {"states": states, "unread": overview.unread(), "crumbs": crumbs}
    return render(request, "ingest/sources.html", context)
