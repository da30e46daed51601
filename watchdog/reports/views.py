"""A page as PDF: at once where it is short, else by an order that the worker makes."""

from __future__ import annotations

import hashlib
import time
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from watchdog.accounts.throttling import client_address, is_too_often
from watchdog.core.text import slugify
from watchdog.core.valkey import away
from watchdog.core.version import data_version
from watchdog.reports import orders
from watchdog.reports.document import parsed, rows_of, title_of
from watchdog.reports.keeping import keep, kept, refused
from watchdog.reports.making import AT_ONCE, is_large, manuscript
from watchdog.reports.native import NoPango
from watchdog.reports.orders import Order
from watchdog.reports.pages import address_of, draw, is_our_own, shown_and_total
from watchdog.reports.setting import Busy, typeset
from watchdog.reports.tasks import make_report

REMEMBERED = 3600
"""Seconds for which a document is kept; a write to the database makes another one of it at once."""

MOST_AT_ONCE, MOST_ORDERS = 60, 10
"""Short documents that are made, and large ones that are ordered, for one address within an hour."""


@require_safe
def report(request: HttpRequest, page: str) -> HttpResponseBase:
    """Answer with the page of the same address as PDF; whatever else that address answers is passed on."""
    key = _key(request)
    if (made := kept(f"report:{key}")) is not None:
        return _document(request, made)
    if orders.find(key) and not is_our_own(request):
        return HttpResponseRedirect(reverse("report-order", args=[key]))
    place = f"{request.path.removesuffix('.pdf')}/"
    drawn = draw(request, place, AT_ONCE)
    if drawn.status_code in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND):
        return HttpResponseRedirect(f"{drawn['Location'].rstrip('/')}.pdf")
    if drawn.status_code != HTTPStatus.OK:
        return drawn
    if is_large(drawn) and not is_our_own(request):
        return _ordered(request, key, place, drawn)
    return _made_at_once(request, key, place, drawn)


def _made_at_once(request: HttpRequest, key: str, place: str, drawn: HttpResponse) -> HttpResponse:
    if not is_our_own(request) and _asks_too_often(request, "report", MOST_AT_ONCE):
        return _refused()
    try:
        made = typeset(manuscript(request, place, drawn))
    except NoPango:
        return refused(_("Documents cannot be made on this server: a library is missing."))
    except Busy:
        return _busy()
    keep(f"report:{key}", made, REMEMBERED)
    return _document(request, made)


def _ordered(request: HttpRequest, key: str, place: str, drawn: HttpResponse) -> HttpResponse:
    """Leave a large document to the worker, and send the reader to the page that tells how far it is."""
    if _asks_too_often(request, "report-order", MOST_ORDERS):
        return _refused()
    if len(orders.waiting()) >= orders.MOST_WAITING:
        return _busy()
    order = _order(request, key, place, drawn)
    if orders.place(order):
        try:
            make_report.delay()
        except OperationalError:
            orders.forget(order)
            return _busy()
    return HttpResponseRedirect(reverse("report-order", args=[key]))


def _order(request: HttpRequest, key: str, place: str, drawn: HttpResponse) -> Order:
    page, found = parsed(drawn.content.decode()), shown_and_total(drawn)
    url, language = address_of(request, place), get_language() or ""
    return Order(key, url, place, language, title_of(page), found[1] if found else rows_of(page), time.time())


def _document(request: HttpRequest, made: bytes) -> HttpResponse:
    return HttpResponse(made, content_type="application/pdf", headers=headers_of(request.path.removesuffix(".pdf")))


def headers_of(place: str) -> dict[str, str]:
    """Name a document by the path of its page, and keep it out of search engines, which have the page."""
    name = slugify(urlsplit(place).path.strip("/"), 80)
    return {"Content-Disposition": f'inline; filename="{name}.pdf"', "X-Robots-Tag": "noindex"}


def _asks_too_often(request: HttpRequest, what: str, most: int) -> bool:
    try:
        return is_too_often(what, client_address(request), most)
    except away():
        return False  # nobody counts


def _refused() -> HttpResponse:
    said = _("Too many documents were asked for from your address within an hour. Please try again later.")
    return refused(said, HTTPStatus.TOO_MANY_REQUESTS, 600)


def _busy() -> HttpResponse:
    return refused(_("Too many documents are being made now. Please try again in a minute."))


def _key(request: HttpRequest) -> str:
    asked = f"{data_version()} {get_language()} {request.build_absolute_uri()}"
    return hashlib.sha256(asked.encode()).hexdigest()[:40]
