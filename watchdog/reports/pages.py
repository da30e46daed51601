"""The page of the portal that a document, a picture or a frame shows: drawn by its own view, for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from watchdog.core.keyset import KeysetPage
from watchdog.reports.offered import is_list, is_reported

LARGEST_FILE = 5_000_000
"""Bytes of a list's CSV that still travels inside its document; a larger one is left to its address."""


OURSELVES = "portal.asks"
"""What a question of the portal's own worker bears in its ``META``; a visitor's headers cannot write this name."""


def is_our_own(request: HttpRequest) -> bool:
    """Tell whether the portal itself asks, in a worker: it waits for any document and is not counted as a visitor."""
    return bool(request.META.get(OURSELVES))


def address_of(request: HttpRequest, page: str) -> str:
    """Return the whole address of the live page, with the query that was asked."""
    query = request.META.get("QUERY_STRING")
    return request.build_absolute_uri(f"{quote(page)}{f'?{query}' if query else ''}")


def draw(request: HttpRequest, page: str, rows: int = 0) -> HttpResponse:
    """
    Draw the page at a path as its own view does; a list with up to ``rows`` rows instead of its usual ones.

    Raises ``Http404`` for what is no page of a record or a list.
    """
    match = match_of(page)
    if not is_reported(match):
        raise Http404
    return draw_any(request, page, match, rows)


def draw_any(request: HttpRequest, page: str, match: ResolverMatch, rows: int = 0) -> HttpResponse:
    """Draw a page that an address was found to be; raise ``Http404`` for what is no page but a file or a feed."""
    view: Any = match.func
    if rows and is_list(match):
        view = view.view_class.as_view(**{**view.view_initkwargs, "per_page": rows})
    answer = view(_asking(request, page, match), *match.args, **match.kwargs)
    if hasattr(answer, "render"):
        answer.render()
    if not isinstance(answer, HttpResponse) or not answer.headers.get("Content-Type", "").startswith("text/html"):
        raise Http404
    return answer


def shown_and_total(drawn: HttpResponse) -> tuple[int, int] | None:
    """Return how many rows of how many a drawn list shows; ``None`` of what is no list, or shows all of them."""
    context = getattr(drawn, "context_data", None) or {}
    page, total = context.get("page"), context.get("total")
    return (len(page), total) if isinstance(page, KeysetPage) and page.next and total is not None else None


def rows_of_list(request: HttpRequest, page: str) -> bytes | None:
    """Return all rows of a list as CSV; ``None`` where the page is no list or the file is too large to go along."""
    if not is_list(match_of(page)):
        return None
    file = f"{page.rstrip('/')}.csv"
    match = match_of(file)
    answer: HttpResponseBase = match.func(_asking(request, file, match), *match.args, **match.kwargs)
    parts: Iterable[bytes] = answer if isinstance(answer, HttpResponse) else answer.streaming_content  # type: ignore[attr-defined]  # the other kind
    whole = b""
    for part in parts:
        whole += part
        if len(whole) > LARGEST_FILE:
            answer.close()
            return None
    return whole


def match_of(path: str) -> ResolverMatch:
    """Find the page at a path; raise ``Http404`` where there is none."""
    try:
        return resolve(path)
    except Resolver404 as error:
        raise Http404 from error


def _asking(request: HttpRequest, path: str, match: ResolverMatch) -> HttpRequest:
    asked = copy(request)
    asked.path = asked.path_info = path
    asked.resolver_match = match
    return asked
