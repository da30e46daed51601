"""``/rada/sesje/2010-2014/xliv.png``: what the page at the same address says, as a picture."""

from __future__ import annotations

import hashlib
from copy import copy
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.core.version import data_version
from watchdog.reports.keeping import keep, kept, refused
from watchdog.reports.native import NoPango
from watchdog.reports.pages import draw_any, match_of
from watchdog.reports.setting import Busy
from watchdog.reports.sharing.drawing import picture
from watchdog.reports.sharing.introducing import Shared, maker_of
from watchdog.reports.sharing.offered import is_pictured, page_path
from watchdog.reports.sharing.plain import plain

REMEMBERED = 24 * 3600
"""Seconds for which a picture is kept; a write to the database makes another one of it at once."""


@require_safe
def share_picture(request: HttpRequest, page: str) -> HttpResponseBase:
    """Answer with the picture of the page at the same address; a query changes nothing."""
    place = page_path(request.path)
    key = _key(place)
    made = kept(key)
    if made is None:
        shared = _shared(request, place)
        try:
            made = picture(shared, place)
        except NoPango:
            return refused(_("Pictures cannot be made on this server: a library is missing."))
        except Busy:
            return refused(_("Too many pictures are being made now. Please try again in a minute."))
        keep(key, made, REMEMBERED)
    return HttpResponse(made, content_type="image/png", headers={"X-Robots-Tag": "noindex"})


def _shared(request: HttpRequest, place: str) -> Shared:
    """Ask who knows the page, else the page itself, as somebody whom nobody knows; raise ``Http404`` without one."""
    match = match_of(place)
    if not is_pictured(match):
        raise Http404
    make = maker_of(match)
    if make is not None:
        return make(*match.args, **match.kwargs)
    drawn = draw_any(_unknown(request), place, match)
    if drawn.status_code != HTTPStatus.OK:
        raise Http404
    return plain(drawn.content.decode())


def _unknown(request: HttpRequest) -> HttpRequest:
    asked = copy(request)
    asked.user, asked.COOKIES = AnonymousUser(), {}
    asked.GET = QueryDict()
    asked.META = {**request.META, "QUERY_STRING": ""}
    return asked


def _key(place: str) -> str:
    return f"picture:{hashlib.sha256(f'{data_version()} {place}'.encode()).hexdigest()[:40]}"
