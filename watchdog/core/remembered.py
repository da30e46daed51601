"""
Pages kept for the next visitor, as long as nothing was written to the database (ADR 12).

A page is kept with the version of the data (``watchdog.core.version``) that was read before it was drawn. Any write, by
whomever and in whatever way, moves it on, so a page that might be stale is never found again. Only plain addresses are
kept: what carries a query is too seldom asked twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from redis.exceptions import RedisError

from watchdog.core.version import data_version

PROBES = "/health/"
"""Asked by machines, which want to hear of the process and not of its database."""

LARGEST = 1_000_000
"""Bytes of a page worth keeping."""


class RememberedPages:
    """Middleware, the innermost: what stands around it (security headers, languages) works on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGES_REMEMBERED or not _is_plain(request):
            return self.get_response(request)
        key = _key(request)
        kept = _get(key)
        if kept is not None:
            return HttpResponse(kept, headers={"X-Cache": "hit"})
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _is_for_everybody(request, response):
            _set(key, response.content)
        return response


def _is_plain(request: HttpRequest) -> bool:
    """Tell whether everybody who asks this gets the same page: no query, nobody who has logged in, no probe."""
    everybodys = request.method == "GET" and not request.META.get("QUERY_STRING") and not request.COOKIES
    return everybodys and not request.path.startswith(PROBES)


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer is a whole page that no cookie, session or form made for one visitor."""
    personal = request.session.accessed or request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or response.cookies
    plain = set(response.headers) == {"Content-Type"} and response["Content-Type"].startswith("text/html")
    return response.status_code == 200 and plain and not personal and len(response.content) <= LARGEST


def _key(request: HttpRequest) -> str:
    """Name the page: the program, the version of the data, and the whole address."""
    address = hashlib.sha256(f"{data_version()} {request.build_absolute_uri()}".encode()).hexdigest()
    return f"page:{settings.PROGRAM}:{address}"


def _get(key: str) -> bytes | None:
    try:
        kept: bytes | None = cache.get(key)
    except RedisError:
        return None  # pages are drawn as long as the database answers
    return kept


def _set(key: str, content: bytes) -> None:
    try:
        cache.set(key, content, settings.PAGES_REMEMBERED)
    except RedisError:
        return  # likewise
