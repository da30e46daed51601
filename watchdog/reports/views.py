"""``/rada/sesje/2010-2014/xliv.pdf``: the page at the same address, as a document."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Any
from xml.etree.ElementTree import Element

import segno
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
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
from watchdog.reports.pages import address_of, draw, rows_of_list, shown_and_total
from watchdog.reports.setting import Attached, Busy, typeset

MOST_ROWS = 300
"""Rows of a list that a document prints; the rest is in the list's CSV."""

VERSION_LETTERS = 12
"""Letters of the data's version that a document states: enough to tell two states of the data apart."""

REMEMBERED = 3600
"""Seconds for which a document is kept; a write to the database makes another one of it at once."""


@require_safe
def report(request: HttpRequest, page: str) -> HttpResponseBase:
    """Answer with the page of the same address as PDF; whatever else that address answers is passed on."""
    key = _key(request)
    if (kept := _kept(key)) is not None:
        return _document(request, kept)
    place = f"{request.path.removesuffix('.pdf')}/"
    drawn = draw(request, place, MOST_ROWS)
    if drawn.status_code in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND):
        return HttpResponseRedirect(f"{drawn['Location'].rstrip('/')}.pdf")
    if drawn.status_code != HTTPStatus.OK:
        return drawn
    try:
        made = _made(request, place, drawn)
    except NoPango:
        return _unavailable(_("Documents cannot be made on this server: a library is missing."))
    except Busy:
        return _unavailable(_("Too many documents are being made now. Please try again in a minute."))
    _keep(key, made)
    return _document(request, made)


def _made(request: HttpRequest, place: str, drawn: HttpResponse) -> bytes:
    page, address = parsed(drawn.content.decode()), address_of(request, place)
    rows = rows_of_list(request, place)
    frame = _frame(request, page, address, _which_rows(drawn, rows is not None))
    files = [] if rows is None else [Attached(_("rows.csv"), rows, _("All rows of the list"))]
    return typeset(framed(frame, page), address, [*files, *_tables(page)])


def _which_rows(drawn: HttpResponse, attached: bool) -> str:
    """Say which rows of a list are printed, where not all of them are, and where the others stand."""
    found = shown_and_total(drawn)
    if found is None:
        return ""
    numbers = {"shown": found[0], "total": found[1]}
    if attached:
        return _("Rows printed: %(shown)s of %(total)s. All of them are attached to this file as CSV.") % numbers
    return _("Rows printed: %(shown)s of %(total)s. All of them are in the CSV file that the page offers.") % numbers


def _frame(request: HttpRequest, page: Element, address: str, more: str = "") -> Element:
    plain: dict[str, Any] = {"border": 0, "omitsize": True, "svgclass": None, "lineclass": None}
    words = _("The address of the live page as a QR code")
    context = {
        "title": title_of(page),
        "address": address,
        "code": mark_safe(segno.make(address[:1000], error="m").svg_inline(title=words, **plain)),  # segno escapes it
        "day": today(),
        "version": data_version()[:VERSION_LETTERS],
        "more": more,
    }
    return parsed(render_to_string("reports/frame.html", context, request))


def _tables(page: Element) -> list[Attached]:
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
