"""What the worker does with an order: the page is drawn here, set in a process apart, and the file put in its place."""

from __future__ import annotations

import os
import select
import subprocess
from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.utils import translation

from watchdog.reports import apart, orders
from watchdog.reports.making import PRINTED, manuscript
from watchdog.reports.orders import Order
from watchdog.reports.pages import draw
from watchdog.reports.setting import Manuscript

PATIENCE = 1.0
"""Seconds after which a silent process is left alone to ask whether its order was cancelled."""


def work() -> bool:
    """Make the oldest order that waits; tell whether others do."""
    with orders.the_only_worker() as alone:
        if not alone:
            return False
        waiting = orders.waiting()
        if waiting:
            _attempt(waiting[0])
    return len(waiting) > 1


def _attempt(order: Order) -> None:
    """Make one order. One whose worker died comes here again, but not for ever."""
    attempts = order.state.attempts + 1
    if attempts > orders.MOST_ATTEMPTS:
        order.become(orders.FAILED)
        return
    order.become(orders.WORKING, attempts=attempts, phase="rows", pages=0)
    try:
        made = _drawn(order)
    except Http404:
        order.become(orders.FAILED)  # the page is gone since it was asked for
        return
    _set(order, made)


def _drawn(order: Order) -> Manuscript:
    """Draw the page as it is now, with as many rows as a document prints."""
    with translation.override(order.language):
        request = _request(order)
        drawn = draw(request, order.place, PRINTED)
        if drawn.status_code != HTTPStatus.OK:
            raise Http404
        return manuscript(request, order.place, drawn)


def _request(order: Order) -> WSGIRequest:
    """Ask for the page as its reader did, from the same host."""
    url = urlsplit(order.url)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": order.place.encode().decode("latin-1"),
            "QUERY_STRING": url.query,
            "HTTP_HOST": url.netloc,
            "SERVER_NAME": url.hostname,
            "SERVER_PORT": str(url.port or ""),
            "wsgi.url_scheme": url.scheme,
            "wsgi.input": BytesIO(),
        }
    )


def _set(order: Order, made: Manuscript) -> None:
    unfinished = order.directory / "report.part"
    with apart.begin(made, unfinished) as process:
        try:
            _follow(order, process)
        finally:
            process.kill()
    done = process.returncode == 0
    if order.state.name != orders.WORKING:
        unfinished.unlink(missing_ok=True)
    elif done:
        unfinished.replace(order.file)
        order.become(orders.DONE)
    else:
        order.become(orders.FAILED)


def _follow(order: Order, process: subprocess.Popen[bytes]) -> None:
    """Write down how far the process says to be, until it ends or the order is cancelled."""
    assert process.stdout
    while order.state.name == orders.WORKING:
        if not select.select([process.stdout], [], [], PATIENCE)[0]:
            continue
        said = os.read(process.stdout.fileno(), 65536).decode().splitlines()
        if not said:
            process.wait()
            return
        phase, _space, number = said[-1].partition(" ")
        order.become(orders.WORKING, phase=phase, pages=int(number or 0))
