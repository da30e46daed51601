"""The page of a large document while it is made, its file, and the reader's word to cancel it or begin anew."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from watchdog.reports import orders
from watchdog.reports.making import PRINTED
from watchdog.reports.orders import Order
from watchdog.reports.tasks import make_report
from watchdog.reports.views import headers_of

REFRESHED = 5
"""Seconds after which the page looks anew how far the document is."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, key: str) -> HttpResponse:
    """
    Show how far a large document is, and take a reader's word to cancel it or to begin anew.

    There is no session and so no token; a browser says itself that a form was sent from another site.
    """
    found = _found(key)
    if request.method == "POST":
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return _page(request, found, HTTPStatus.FORBIDDEN)
        _do(found, request.POST.get("what", ""))
        return HttpResponseRedirect(request.path)
    if found.is_left():
        _call_worker(found)
    return _page(request, found, HTTPStatus.OK)


@require_safe
def file(request: HttpRequest, key: str) -> FileResponse:
    """Answer with a document that is made."""
    found = _found(key)
    if not found.file.is_file():
        raise Http404
    headers = {**headers_of(found.place), "Cache-Control": "no-store"}
    return FileResponse(Path(found.file).open("rb"), content_type="application/pdf", headers=headers)


def _found(key: str) -> Order:
    found = orders.find(key)
    if found is None:
        raise Http404
    return found


def _do(found: Order, what: str) -> None:
    if what == "cancel":
        found.cancel()
    elif what == "again" and not found.state.is_open and len(orders.waiting()) < orders.MOST_WAITING:
        found.begin_anew()
        _call_worker(found)


def _call_worker(found: Order) -> None:
    try:
        make_report.delay()
    except OperationalError:
        return  # the clock calls it, or the next look at the page
    if found.state.name == orders.WAITING:
        found.become(orders.WAITING)  # called just now


def _page(request: HttpRequest, found: Order, status: HTTPStatus) -> HttpResponse:
    state = found.state
    context = {
        "order": found,
        "state": state,
        "refreshed": REFRESHED if state.is_open else 0,
        "before": sum(each.at < found.at for each in orders.waiting()) if state.name == orders.WAITING else 0,
        "printed": PRINTED if found.rows > PRINTED else 0,
        "hours": orders.KEPT // 3600,
        "size": found.file.stat().st_size if state.name == orders.DONE and found.file.is_file() else 0,
        "crumbs": [(_("Start"), reverse("home")), (found.title, found.url), (pgettext("a document", "Report"), "")],
    }
    response = render(request, "reports/order.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
