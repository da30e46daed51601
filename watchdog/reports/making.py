"""From the drawn page to what is to be set: its content in the frame, and the files that travel with it."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import segno
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from watchdog.core.dates import today
from watchdog.core.version import data_version, stated
from watchdog.reports.document import framed, parsed, rows_of, tables_of, title_of
from watchdog.reports.pages import address_of, rows_of_list, shown_and_total
from watchdog.reports.setting import Attached, Manuscript, written

AT_ONCE = 220
"""Rows of tables and entries of lists that are set while a reader waits: some 20 pages. More go to the worker."""

PRINTED = 1000
"""Rows of a list that the worker prints; more is read by programs, from the list's CSV."""


def is_large(drawn: HttpResponse) -> bool:
    """Tell whether a page is more than a reader waits for: a list of more rows than ``AT_ONCE``, or as long a page."""
    return shown_and_total(drawn) is not None or rows_of(parsed(drawn.content.decode())) > AT_ONCE


def manuscript(request: HttpRequest, place: str, drawn: HttpResponse) -> Manuscript:
    """Put a drawn page into the frame of a document; a list brings all its rows, where they are not too many."""
    page, address = parsed(drawn.content.decode()), address_of(request, place)
    rows = rows_of_list(request, place)
    frame = _frame(request, page, address, _which_rows(drawn, rows is not None))
    files = [] if rows is None else [Attached(_("rows.csv"), rows, _("All rows of the list"))]
    return Manuscript(written(framed(frame, page)), address, (*files, *tables(page)))


def tables(page: Element) -> list[Attached]:
    """Give each table of a page as a file."""
    return [
        Attached(_("table-%(n)s.csv") % {"n": number}, content, named or _("Table %(n)s of the page") % {"n": number})
        for number, (named, content) in enumerate(tables_of(page), 1)
    ]


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
        "version": stated(data_version()),
        "more": more,
    }
    return parsed(render_to_string("reports/frame.html", context, request))
