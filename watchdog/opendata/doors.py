"""
The doors of machines: who may read (every site, by CORS), how often, and whether anything is new.

Middleware, so that refusals and answers from memory have the same headers as all others.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from watchdog.accounts.throttling import client_address, is_too_often
from watchdog.core.version import data_version
from watchdog.exports.writers import LICENCE_URL

OPEN = ("/api/", "/oparl/", "/dane/")
"""What these addresses begin with is read by programs."""
FILES = (".csv", ".json", ".xlsx", ".rss", ".atom", ".ics", ".ttl")
"""Files of lists, wherever they are, and the catalogue."""
READING = ("GET", "HEAD", "OPTIONS")
LICENCE_LINK = f'<{LICENCE_URL}>; rel="license"'
MINUTE = 60
KEPT = 7 * 24 * 3600
"""Seconds for which it is known since when a version of the data is there."""


class OpenDoors:
    """Middleware, outside of the pages that are remembered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(OPEN) and not request.path.endswith(FILES):
            return self.get_response(request)
        response = self._answer(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After"
        # Some files, CSV among them, have no place for their licence.
        links = [each for each in (response.headers.get("Link"), LICENCE_LINK) if each]
        response.headers["Link"] = ", ".join(links)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING and request.path.startswith(OPEN):
            return HttpResponseNotAllowed(READING)  # before anybody asks for a token of a form
        if request.method == "OPTIONS":
            return _allowed()
        if request.path.startswith(OPEN) and _asks_too_often(request):
            return _refused()
        since = _since(data_version()) if request.method in ("GET", "HEAD") else None
        if since and _has_seen(request, since):
            return _dated(HttpResponseNotModified(), since)
        response = self.get_response(request)
        return _dated(response, since) if since and response.status_code == HTTPStatus.OK else response


def _allowed() -> HttpResponse:
    """Answer what a browser asks before it lets another site's script read."""
    headers = {
        "Allow": ", ".join(READING),
        "Access-Control-Allow-Methods": ", ".join(READING),
        "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Accept, Content-Type",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


def _asks_too_often(request: HttpRequest) -> bool:
    try:
        return is_too_often("open-data", client_address(request), settings.OPEN_DATA_A_MINUTE, MINUTE)
    except RedisError:
        return False  # the counter is away; nobody is refused for that


def _refused() -> JsonResponse:
    said = _("Too many requests within a minute; whole files of everything are at /dane/.")
    return JsonResponse(
        {"errors": [said]},
        status=HTTPStatus.TOO_MANY_REQUESTS,
        headers={"Retry-After": str(MINUTE), "Cache-Control": "no-store"},
    )


def _since(version: str) -> datetime | None:
    """
    Tell since when a version of the data is there, as far as a date in seconds can tell it.

    Nothing within its first second: a write in the same second would bear the same date.
    """
    now = timezone.now()
    try:
        seen = cache.get_or_set(f"version-since:{version}", now.timestamp(), KEPT)
    except RedisError:
        return None
    since = datetime.fromtimestamp(float(seen or now.timestamp()), UTC)
    return since if (now - since).total_seconds() > 1 else None


def _has_seen(request: HttpRequest, since: datetime) -> bool:
    """Tell whether nothing was written since the date that the client names; an ETag, where it has one, says more."""
    if "If-None-Match" in request.headers:
        return False
    known = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return known is not None and int(since.timestamp()) <= known


def _dated(response: HttpResponseBase, since: datetime) -> HttpResponseBase:
    response.headers.setdefault("Last-Modified", http_date(since.timestamp()))
    return response
