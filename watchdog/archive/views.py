"""A document's card, open to everyone, and its bytes, open where the document names no private person."""

from __future__ import annotations

import logging
from datetime import datetime
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from watchdog.archive import contents
from watchdog.archive.models import Disclosure, Sighting, Snapshot
from watchdog.archive.vault import Damaged, vault

logger = logging.getLogger(__name__)

PER_PAGE = 50
SHOWN = 50
"""How many addresses and findings a card names."""

OTHERS = 500
"""How many copies seen at the same addresses are looked at."""

SHOWN_IN_BROWSER = ("application/pdf", "text/plain")
"""Everything else is downloaded: a page made by someone else never opens under our name."""

STRICT = "default-src 'none'; frame-ancestors 'none'"


@require_safe
def snapshot(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show where and when a document was seen, what was read from it and what was doubtful."""
    document = get_object_or_404(Snapshot, sha256=sha256)
    public = document.disclosure == Disclosure.PUBLIC
    context = {
        "document": document,
        "public": public,
        "seed": document.sightings.filter(address__startswith="seed:").exists(),
        "sightings": _seen_at(document, public=public),
        "counts": contents.counts(document),
        "rejected": document.rejected.count(),
        "failure": document.failures.first(),
        "crumbs": [(_("Start"), reverse("home")), (_("Sources"), reverse("sources")), (_("Document"), "")],
    }
    if public:  # what stands in a register of private persons is told record by record, never place by place
        page = Paginator(contents.listed_readings(document), PER_PAGE).get_page(request.GET.get("page"))
        doubts = contents.doubts(document, SHOWN)
        context |= {"page": page, "items": contents.items(list(page)), "doubts": doubts}
    return render(request, "archive/snapshot.html", context)


def _seen_at(document: Snapshot, *, public: bool) -> list[dict[str, object]]:
    """Say where and when, with the copy that stood at the same address before, where another one did."""
    sightings = list(document.sightings.all()[:SHOWN])
    others = Sighting.objects.filter(address__in={each.address for each in sightings}).exclude(snapshot=document)
    known = list(others.order_by("-seen_at", "-pk").values_list("address", "seen_at", "snapshot__sha256")[:OTHERS])
    return [{**_seen(each, public=public), "before": _before(each, known)} for each in sightings]


def _before(sighting: Sighting, known: list[tuple[str, datetime, str]]) -> str:
    """Name the copy that stood there before; nothing where this was the first."""
    earlier = (sha256 for address, at, sha256 in known if address == sighting.address and at < sighting.seen_at)
    return next(earlier, "")


def _seen(sighting: Sighting, *, public: bool) -> dict[str, object]:
    """Say where and when; the name of a file brought by hand may name a person, so it is told of public ones only."""
    hidden = not public and sighting.address.startswith("file:")
    return {
        "address": "" if hidden else sighting.address,
        "linked": sighting.address.startswith(("http://", "https://")),
        "first": sighting.seen_at,
        "last": sighting.confirmed_at,
    }


def _tag(request: HttpRequest, sha256: str) -> str:
    return f'"{sha256}"'


@require_safe
def file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Send a public document's bytes, checked against their hash; explain why others are not sent."""
    document = get_object_or_404(Snapshot, sha256=sha256)
    if document.disclosure != Disclosure.PUBLIC:
        return render(request, "archive/withheld.html", {"document": document}, status=HTTPStatus.FORBIDDEN)
    try:
        return _bytes(request, sha256)
    except Damaged:
        logger.exception("the archive's copy of %s is damaged", sha256)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return render(request, "archive/damaged.html", {"document": document}, status=status)


@condition(etag_func=_tag)
def _bytes(request: HttpRequest, sha256: str) -> FileResponse:
    document = Snapshot.objects.get(sha256=sha256)
    media_type = document.media_type.partition(";")[0].strip().lower()
    shown = media_type in SHOWN_IN_BROWSER
    response = FileResponse(
        vault().open(sha256),
        as_attachment=not shown,
        filename=_file_name(document),
        content_type=document.media_type if shown else "application/octet-stream",
    )
    # Browsers do not show a PDF in a sandbox at all; their PDF viewers run none of our origin's script.
    response["Content-Security-Policy"] = STRICT if media_type == "application/pdf" else f"{STRICT}; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _file_name(document: Snapshot) -> str:
    """Name a download as the office does, or by its hash."""
    latest = document.sightings.first()
    address = latest.address if latest else ""
    path = urlsplit(address).path if address.startswith("http") else address.partition(":")[2]
    name = PurePosixPath(unquote(path)).name
    return name if "." in name else f"{document.sha256[:12]}.bin"
