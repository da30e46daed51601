"""The doors of ``/api/v1/``: what there is, its description, a list by pages, one record."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from watchdog.cities import profile
from watchdog.core.keyset import CutPages, KeysetPage, Pages
from watchdog.core.order import BadCursor
from watchdog.core.selection import Selection
from watchdog.exports.writers import LICENCE, LICENCE_URL
from watchdog.opendata.api.items import Json, fetched, items, record_of
from watchdog.opendata.api.openapi import described
from watchdog.opendata.kinds import kinds
from watchdog.records import RecordType

USUAL, MOST = 50, 200
"""Records on a page where nobody says how many, and at most."""
NOTHING_SUCH = {"invalid_choice", "unknown", "several", "unclear", "contradiction"}
"""Codes of errors of what is written as it should be."""


@csrf_exempt  # it changes nothing, and a wrong method is to be told so
@require_safe
def index(request: HttpRequest) -> JsonResponse:
    """Name every list with its address, its page and its files."""
    base = _base(request)
    lists = [
        {
            "kind": name,
            "title": str(kind.plural),
            "url": base + reverse("api:list", args=[name]),
            "page": base + reverse(kind.list_url),
        }
        for name, kind in kinds().items()
    ]
    return _json({"licence": _licence(), "description": base + reverse("api:openapi"), "lists": lists})


@csrf_exempt
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    return _json(described(kinds(), _base(request)))


@csrf_exempt
@require_safe
def records(request: HttpRequest, kind: str) -> JsonResponse:
    """Give a page of a list: the filters and the order are those of its page on the portal."""
    found = kinds().get(kind)
    if found is None:
        return missing(request)
    selection = Selection(found, request.GET, allowed={"limit"})
    limit = _limit(selection)
    for name in [name for name, values in request.GET.lists() if "" in values]:
        selection.refuse(_("“%(name)s” has no value; leave it out instead.") % {"name": name})
    if not selection.is_valid:
        return _refusal(selection.errors, _status(selection))
    try:
        page = _pages(found, selection, limit).at(request.GET)
    except BadCursor:
        return _refusal([_("This page of the list does not exist. Go to the beginning of the list.")])
    return _json(_page(request, found, selection, page))


@csrf_exempt
@require_safe
def record(request: HttpRequest, kind: str, number: int) -> JsonResponse:
    found = kinds().get(kind)
    row = record_of(found, number) if found else None
    if found is None or row is None:
        return missing(request)
    return _json({"kind": kind, "licence": _licence(), "item": next(items(found, [row], _base(request)))})


@csrf_exempt
@require_safe
def missing(request: HttpRequest, **_kept: Any) -> JsonResponse:
    return _refusal([_("There is nothing at this address.")], HTTPStatus.NOT_FOUND)


def _pages(kind: RecordType, selection: Selection, limit: int) -> Pages[Any]:
    """Return the pages of a selection; what words narrow is cut before it is joined to what an item says."""
    if selection.params.get("q"):
        return CutPages(selection, fetched(kind.queryset()), limit, list)
    return Pages(fetched(selection.rows), selection.order, limit)


def _page(request: HttpRequest, kind: RecordType, selection: Selection, page: KeysetPage[Any]) -> Json:
    base, total = _base(request), selection.total
    links = {"self": request.build_absolute_uri()}
    for name in ("first", "previous", "next"):
        query = getattr(page, name)
        if query:
            links[name] = f"{base}{request.path}{query if query != '?' else ''}"
    return {
        "kind": kind.kind,
        "title": str(kind.plural),
        "licence": _licence(),
        "links": links,
        "total": {"count": int(total), "more": total.more},
        "items": list(items(kind, page, base)),
    }


def _status(selection: Selection) -> int:
    """Tell what is wrongly written (400) from what names a record, or words, that there are none of (404)."""
    codes = {error.code for errors in selection.form.errors.as_data().values() for error in errors}
    return HTTPStatus.NOT_FOUND if not selection.unknown and codes <= NOTHING_SUCH else HTTPStatus.BAD_REQUEST


def _limit(selection: Selection) -> int:
    """Read how many records are wanted; what is no such number makes the selection none."""
    text = selection.params.get("limit", "")
    if not text:
        return USUAL
    if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= MOST:
        return int(text)
    selection.refuse(_("“limit” is a number from 1 to %(most)s.") % {"most": MOST})
    return USUAL


def _licence() -> Json:
    return {"name": LICENCE, "url": LICENCE_URL, "attribution": profile(settings.CITY).portal}


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _refusal(errors: list[str], status: int = HTTPStatus.BAD_REQUEST) -> JsonResponse:
    return _json({"errors": errors}, status)


def _json(made: Json, status: int = HTTPStatus.OK) -> JsonResponse:
    return JsonResponse(made, status=status, json_dumps_params={"ensure_ascii": False})
