"""
A list's selection as a file: the same address with an ending, the same query string.

What the page refuses is refused here too, with 400 and the same sentences: an export is never wider than its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import View

from watchdog.core.dates import today
from watchdog.core.selection import Selection
from watchdog.core.text import slugify
from watchdog.exports.columns import columns_of, records_of
from watchdog.exports.copying import can_copy, copied
from watchdog.exports.formats import ENDINGS, FORMATS, Format
from watchdog.exports.workbooks import too_many
from watchdog.exports.writers import About
from watchdog.records import RecordType, record_type


class ExportView(View):
    """Every record of a selection, streamed; ``?format=csv-pl`` asks a CSV address for the form of Polish Excel."""

    http_method_names = ["get", "head", "options"]
    kind = ""
    extension = "csv"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        kind = self.get_kind()
        selection = Selection(kind, request.GET, allowed={"format"})
        chosen = FORMATS.get(request.GET.get("format") or self.extension)
        if chosen is None or chosen.extension != self.extension:
            selection.refuse(_("There is no such format at this address."))
        if self.extension == "xlsx" and selection.is_valid and (said := too_many(selection.rows)):
            selection.refuse(said)
        if chosen is None or not selection.is_valid:
            return self._refusal(selection.errors)
        headers = {"Content-Disposition": f'attachment; filename="{file_name(request.path)}"'}
        if request.method == "HEAD":
            return HttpResponse(content_type=chosen.media_type, headers=headers)
        base, address = request.build_absolute_uri("/").rstrip("/"), f"{request.path.rpartition('.')[0]}/"
        stream = stream_of(kind, selection, chosen, base, address)
        # The first block is made before anything is sent: a question that fails is a 500, not a cut file.
        whole = in_language(stream, translation.get_language(), next(stream))
        return StreamingHttpResponse(whole, content_type=chosen.media_type, headers=headers)

    def get_kind(self) -> RecordType:
        """Return what is listed; a list that is no kind of record of its own says so here."""
        return record_type(self.kind)

    def _refusal(self, errors: list[str]) -> HttpResponse:
        if self.extension == "json":
            return JsonResponse({"errors": errors}, status=HTTPStatus.BAD_REQUEST)
        text = "\n".join([_("We cannot make this file:"), *errors, ""])
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST)


def export_urls(kind: str, prefix: str) -> list[URLPattern]:
    """
    Return the addresses of a list's files, for the list at ``<prefix>/``::

        *export_urls("council.vote", "glosowania")  # glosowania.csv, .json, .xlsx
    """
    name = kind.partition(".")[2]
    return [
        path(f"{prefix}.{each}", ExportView.as_view(kind=kind, extension=each), name=f"{name}-list-{each}")
        for each in ENDINGS
    ]


def stream_of(kind: RecordType, selection: Selection, form: Format, base: str, address: str) -> Iterator[bytes]:
    """Write a valid selection; ``address`` is the path of its list, ``base`` what addresses begin with."""
    columns = columns_of(kind, base)
    if can_copy(columns, form):
        return copied(columns, selection.rows, form)
    query = _asked(selection)
    source = f"{base}{address}?{query.urlencode()}" if query else f"{base}{address}"
    filters = {name: values[0] if len(values) == 1 else values for name, values in query.lists()}
    about = About(kind.kind, str(kind.plural), source, filters)
    return form.write(columns, records_of(selection.rows), about)


def file_name(address: str) -> str:
    """Return ``gliwice-glosowania-2026-11-22.csv`` for ``/rada/glosowania.csv``: ASCII, which every system keeps."""
    stem, _dot, extension = address.rpartition("/")[2].rpartition(".")
    return f"{slugify(settings.CITY)}-{slugify(stem)}-{today().isoformat()}.{extension}"


def _asked(selection: Selection) -> QueryDict:
    """Return the parameters that made a selection, without those that mean nothing in a file."""
    query: Any = selection.params.copy()
    for name in [name for name in query if name not in selection.form.fields and name != "sort"]:
        query.pop(name)
    for name, values in list(query.lists()):
        query.setlist(name, [value for value in values if value])
        if not query.getlist(name):
            query.pop(name)
    return query  # type: ignore[no-any-return]  # a QueryDict: the stubs take its copy for a plain one


def in_language(stream: Iterator[bytes], language: str | None, *made: bytes) -> Iterator[bytes]:
    """
    Write each block in the language of the request, which the server's thread may have left by then.

    ``made`` are blocks taken from the stream before. When the client leaves, the stream is closed at once, and
    with it the question that it asks of the database.
    """
    with closing(stream):  # type: ignore[type-var]  # every writer is a generator
        yield from made
        while True:
            with translation.override(language):
                block = next(stream, None)
            if block is None:
                return
            yield block
