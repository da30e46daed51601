"""The page of data, the files of the night, and the catalogue that other portals harvest."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.exports.workbooks import MOST_ROWS
from watchdog.opendata.catalogue import catalogue
from watchdog.opendata.dumps.places import file_of, is_withdrawn
from watchdog.opendata.linked import catalogue_thing
from watchdog.opendata.page import doors, lists, night

TYPES = {".gz": "application/gzip", ".sqlite": "application/vnd.sqlite3", ".json": "application/json"}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show everything that can be taken home, and on what terms."""
    crumbs = [(_("Start"), reverse("home")), (_("Data to take home"), "")]
    limits = {"most_a_minute": settings.OPEN_DATA_A_MINUTE, "most_rows": MOST_ROWS}
    shown = {
        "night": night(),
        "withdrawn": is_withdrawn(),
        "lists": lists(),
        "doors": doors(),
        "linked": catalogue_thing(),
    }
    return render(request, "opendata/data.html", {**shown, "crumbs": crumbs, **limits})


@require_safe
def file(request: HttpRequest, name: str) -> FileResponse | HttpResponse:
    """Send a file of the newest set."""
    path = file_of(name)
    if path is None and is_withdrawn():
        said = _("Something in these files was masked or deleted. They are being written anew; come again soon.")
        return HttpResponse(
            said, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain", headers={"Retry-After": "600"}
        )
    if path is None:
        raise Http404
    media_type = TYPES.get(Path(name).suffix, "text/plain; charset=utf-8")
    return FileResponse(
        path.open("rb"), content_type=media_type, as_attachment=name != "datapackage.json", filename=name
    )


@require_safe
def dcat(request: HttpRequest) -> HttpResponse:
    """Give the catalogue in Turtle."""
    text = catalogue(request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(text, content_type="text/turtle; charset=utf-8")
