"""``/rada/sesje/2010-2014/xliv.pdf``: the page at the same address, as a document."""

from __future__ import annotations

import hashlib
from copy import copy
from http import HTTPStatus
from typing import Any
from xml.etree.ElementTree import Element

import segno
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from watchdog.core.dates import today
from watchdog.core.text import slugify
from watchdog.core.version import data_version
from watchdog.reports.document import framed, parsed, tables_of, title_of
from watchdog.reports.native import NoPango
from watchdog.reports.offered import is_list, is_reported
from watchdog.reports.setting import Attached, Busy, typeset

MOST_ROWS = 300
"""Rows of a list that a document prints; the rest is in the list's CSV."""

REMEMBERED = 3600
"""Seconds for which a document is kept; a write to the database makes another one of it at once."""


@require_safe
def report(request: HttpRequest, page: str) -> HttpResponseBase:
    """Answer with the page of the same address as PDF; whatever else that address answers is passed on."""
    key = _key(request)
    if (kept := _kept(key)) is not None:
        return _document(request, kept)
    drawn = _page(request)
    if drawn.status_code in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND):
        return HttpResponseRedirect(f"{drawn['Location'].rstrip('/')}.pdf")
    if drawn.status_code != HTTPStatus.OK:
        return drawn
    try:
        made = _made(request, drawn)
    except NoPango:
        return _unavailable(_("Documents cannot be made on this server: a library is missing."))
    except Busy:
        return _unavailable(_("Too many documents are being made now. Please try again in a minute."))
    _keep(key, made)
    return _document(request, made)


def _page(request: HttpRequest) -> HttpResponse:
    """Draw the page as its own view does, a list with more rows."""
    path = f"{request.path.removesuffix('.pdf')}/"
    try:
        match = resolve(path)
    except Resolver404 as error:
        raise Http404 from error
    if not is_reported(match):
        raise Http404
    asked = copy(request)
    asked.path = asked.path_info = path
    asked.resolver_match = match
    view: Any = match.func
    if is_list(match):
        view = view.view_class.as_view(**{**view.view_initkwargs, "per_page": MOST_ROWS})
    answer = view(asked, *match.args, **match.kwargs)
    if hasattr(answer, "render"):
        answer.render()
    if not isinstance(answer, HttpResponse) or not answer.headers.get("Content-Type", "").startswith("text/html"):
        raise Http404
    return answer


def _made(request: HttpRequest, drawn: HttpResponse) -> bytes:
    page = parsed(drawn.content.decode())
    address = request.build_absolute_uri(f"{request.path.removesuffix('.pdf')}/")
    if request.META.get("QUERY_STRING"):
        address = f"{address}?{request.META['QUERY_STRING']}"
    return typeset(framed(_frame(request, page, address), page), address, _attached(page))


def _frame(request: HttpRequest, page: Element, address: str) -> Element:
    plain: dict[str, Any] = {"border": 0, "omitsize": True, "svgclass": None, "lineclass": None}
    code = segno.make(address[:1000], error="m").svg_inline(
        title=_("The address of the live page as a QR code"), **plain
    )
    context = {"title": title_of(page), "address": address, "code": mark_safe(code), "day": today()}  # segno drew it
    return parsed(render_to_string("reports/frame.html", context, request))


def _attached(page: Element) -> list[Attached]:
    return [
        Attached(_("table-%(n)s.csv") % {"n": number}, content, named or _("Table %(n)s of the page") % {"n": number})
        for number, (named, content) in enumerate(tables_of(page), 1)
    ]


def _document(request: HttpRequest, made: bytes) -> HttpResponse:
    name = slugify(request.path.removesuffix(".pdf").strip("/"), 80)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _unavailable(words: str) -> HttpResponse:
    headers = {"Retry-After": "60"}
    return HttpResponse(
        f"{words}\n", content_type="text/plain; charset=utf-8", status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers
    )


def _key(request: HttpRequest) -> str:
    asked = f"{data_version()} {get_language()} {request.build_absolute_uri()}"
    return f"report:{hashlib.sha256(asked.encode()).hexdigest()[:40]}"


def _kept(key: str) -> bytes | None:
    try:
        made: bytes | None = cache.get(key)
    except RedisError:
        return None
    return made


def _keep(key: str, made: bytes) -> None:
    try:
        cache.set(key, made, REMEMBERED)
    except RedisError:
        return  # it is made anew the next time
