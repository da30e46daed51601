"""Two copies of a document that changed at its address, side by side."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from watchdog.archive.models import Disclosure, Sighting, Snapshot
from watchdog.archive.vault import Damaged
from watchdog.errata.copies import MOST_BYTES, Comparison, compared
from watchdog.ingest import limited
from watchdog.ingest.source import Unreadable

logger = logging.getLogger(__name__)
LIMITS = limited.Limits(seconds=20, processor=15, memory=1024 * limited.MEGABYTE)
KEPT = 7 * 24 * 3600
"""Seconds: the same bytes always differ in the same; somebody else asks soon or never."""


@require_safe
def copies(request: HttpRequest, sha256: str, older: str) -> HttpResponse:
    """Show what a copy says otherwise than an older one that was seen at the same address."""
    after, before = (get_object_or_404(Snapshot, sha256=each) for each in (sha256, older))
    shared = _sightings(after).filter(address__in=_sightings(before).values("address")).first()
    if shared is None or after == before:
        raise Http404
    public = after.disclosure == before.disclosure == Disclosure.PUBLIC
    found, why = _comparison(before, after) if public else (None, "")
    context = {
        "before": {"document": before, "seen": _sightings(before).filter(address=shared.address).first()},
        "after": {"document": after, "seen": shared},
        "address": shared.address if public else "",
        "public": public,
        "found": found,
        "why": why,
        "crumbs": [
            (_("Start"), reverse("home")),
            (_("Sources"), reverse("sources")),
            (_("Document"), after.get_absolute_url()),
            (_("What changed"), ""),
        ],
    }
    return render(request, "archive/copies.html", context)


def _sightings(document: Snapshot) -> QuerySet[Sighting]:
    return Sighting.objects.filter(snapshot=document)


def _comparison(before: Snapshot, after: Snapshot) -> tuple[Comparison | None, str]:
    """Give what differs, or why nobody can say."""
    key = f"copies:{before.sha256}:{after.sha256}"
    try:
        kept: Any = cache.get(key)
        found = kept or _compared(before, after)
        if not kept:
            cache.set(key, found, KEPT)
    except RedisError:
        found = _compared(before, after)
    return (Comparison(*found), "") if not isinstance(found, str) else (None, found)


def _compared(before: Snapshot, after: Snapshot) -> tuple[Any, ...] | str:
    if max(before.size, after.size) > MOST_BYTES:
        return "Dokument jest za duży, żeby go porównać."
    try:
        return tuple(limited.call(compared, before.read(), after.read(), limits=LIMITS))
    except Unreadable as reason:
        return reason.text
    except (Damaged, OSError, limited.Broken):
        logger.exception("copies %s and %s could not be compared", before.sha256, after.sha256)
        return "Tych kopii nie udało się porównać."
