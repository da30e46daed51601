"""
Pages kept for the next visitor, as long as nothing was written to the database (ADR 12 and 23).

What everybody gets bears an ETag made of the data version (``watchdog.core.version``) and the address, and who
still has it is told so before anything is drawn. Plain pages are kept besides, in Valkey and, where a proxy looks for
them, as files. What was made for one visitor is kept nowhere and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header
from django.utils.http import parse_etags
from django.utils.translation import get_language

from watchdog.core import shelf
from watchdog.core.valkey import away
from watchdog.core.version import data_version

PROBES = "/health/"
"""Asked by machines, which want to hear of the process and not of its database."""

LARGEST = 1_000_000
"""Bytes of a page worth keeping."""

EVERYBODYS = "public, max-age=0, must-revalidate"
"""Anybody may keep it and asks each time whether it still holds."""
PERSONAL = "private, no-store"

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class RememberedPages:
    """Middleware, the innermost: what stands around it (security headers, languages) works on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        response.headers.setdefault("Cache-Control", PERSONAL)
        if shelf.is_open() and request.method not in SAFE:
            shelf.turn()  # before the writer hears of it: nobody is shown the page as it was
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGES_REMEMBERED or not _is_anybodys(request):
            return self.get_response(request)
        version = data_version()
        etag = _etag(request, version)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return _marked(HttpResponseNotModified(), etag)
        kept = _kept(etag) if _is_plain(request) else None
        if kept is not None:
            return _marked(kept, etag)
        response = self.get_response(request)
        if not _is_for_everybody(request, response):
            return response
        if _is_plain(request) and _is_page(response):
            _keep(request, response, version, etag)
        return _marked(response, etag)


def _is_anybodys(request: HttpRequest) -> bool:
    """Tell whether everybody who asks this gets the same answer: nobody who has logged in, no probe."""
    return request.method in ("GET", "HEAD") and not request.COOKIES and not request.path.startswith(PROBES)


def _is_plain(request: HttpRequest) -> bool:
    """Tell whether the answer is likely to be asked for again: a page without a query."""
    return request.method == "GET" and not request.META.get("QUERY_STRING")


def _is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer is a whole one that no cookie, session, form or rule of its own made for one visitor."""
    personal = request.session.accessed or request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or response.cookies
    ruled = response.has_header("Cache-Control") or response.has_header("ETag") or has_vary_header(response, "Cookie")
    return response.status_code == 200 and not personal and not ruled


def _is_page(response: HttpResponseBase) -> bool:
    """Tell whether an answer is a page of ours worth keeping; one with headers of its own cannot be made anew."""
    plain = set(response.headers) == {"Content-Type"} and response.headers["Content-Type"].startswith("text/html")
    return isinstance(response, HttpResponse) and plain and len(response.content) <= LARGEST


def _etag(request: HttpRequest, version: str) -> str:
    """Name an answer by the data it is made of and its whole address; weak, since proxies compress."""
    address = hashlib.sha256(f"{request.build_absolute_uri()} {get_language()}".encode()).hexdigest()[:16]
    return f'W/"{version}-{address}"'


def _marked(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = EVERYBODYS
    return response


def _kept(etag: str) -> HttpResponse | None:
    try:
        content: bytes | None = cache.get(f"page:{etag}")
    except away():
        return None  # pages are drawn as long as the database answers
    return None if content is None else HttpResponse(content, headers={"X-Cache": "hit"})


def _keep(request: HttpRequest, response: HttpResponseBase, version: str, etag: str) -> None:
    assert isinstance(response, HttpResponse)  # ``_is_page``
    if shelf.is_open():
        shelf.turn()
        shelf.keep(request, version, response.content)
    try:
        cache.set(f"page:{etag}", response.content, settings.PAGES_REMEMBERED)
    except away():
        return  # likewise
