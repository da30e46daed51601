"""The list of a lack as a file: the same address with an ending, the same query string."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.core.dates import today
from watchdog.core.selection import Selection
from watchdog.exports.columns import CHUNK
from watchdog.exports.formats import FORMATS
from watchdog.exports.views import file_name, in_language
from watchdog.exports.workbooks import too_many
from watchdog.exports.writers import About
from watchdog.missing.registry import Lack, Row
from watchdog.missing.views import found
from watchdog.records import Column


def columns_of(base: str, day: date) -> tuple[Column, ...]:
    """Give the columns of the file; ``base`` is what addresses begin with, ``day`` the day of the ages."""
    return (
        Column("record", gettext_lazy("record"), lambda row: row.label),
        Column("since", gettext_lazy("missing since"), lambda row: row.since),
        Column("days", gettext_lazy("days"), lambda row: (day - row.since).days if row.since else None),
        Column("known", gettext_lazy("what we have"), lambda row: row.known),
        Column("url", gettext_lazy("page of the record"), lambda row: f"{base}{row.url}" if row.url else ""),
        Column("address", gettext_lazy("published at"), lambda row: row.address),
    )


@require_safe
def lack_file(request: HttpRequest, code: str, extension: str) -> HttpResponseBase:
    """Stream every row of the selection; a wrong filter gets 400 and its reason."""
    lack = found(code)
    selection = Selection(lack.listing, request.GET, allowed={"format"})
    form = FORMATS.get(request.GET.get("format") or extension)
    if form is None or form.extension != extension:
        selection.refuse(_("There is no such format at this address."))
    if extension == "xlsx" and selection.is_valid and (said := too_many(selection.rows)):
        selection.refuse(said)
    if form is None or not selection.is_valid:
        text = "\n".join([_("We cannot make this file:"), *selection.errors, ""])
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST)
    day, base = today(), request.build_absolute_uri("/").rstrip("/")
    address = f"{base}{request.path.rpartition('.')[0]}/"
    about = About(f"missing.{lack.code}", str(lack.title), address, {chip.text: "" for chip in selection.active})
    stream = form.write(columns_of(base, day), rows_of(lack, selection, day), about)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(request.path)}"'}
    return StreamingHttpResponse(in_language(stream, get_language()), content_type=form.media_type, headers=headers)


def rows_of(lack: Lack, selection: Selection, day: date) -> Iterator[Row]:
    """Lay out the records of a selection one by one, in constant memory."""
    for record in selection.rows.iterator(chunk_size=CHUNK):
        yield lack.row(record, day)
