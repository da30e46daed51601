"""The portal's own addresses, asked within the process: the answer that any browser gets, without a network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from newsletter.packs.words import short
from watchdog.reports.pages import OURSELVES

LARGEST = 50_000_000
"""Bytes of one piece; nothing of a session comes near it."""
LONGEST_REASON = 200


@dataclass(frozen=True)
class Missing(Exception):
    """An address gave no such file; says why, in a sentence for whoever asked for the pack."""

    why: str
    address: str = ""
    """The address that is not there; empty where it is, and failed."""


def ask(path: str, media_type: str) -> bytes:
    """Return what stands at an address as nobody in particular sees it; raise ``Missing`` where it is no such file."""
    try:
        match = resolve(path)
        request = _request(path)
        request.resolver_match = match
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        if hasattr(answer, "render"):
            answer.render()
    except (Resolver404, Http404):
        raise Missing(_("The portal has no such address: %(address)s") % {"address": path}, path) from None
    if answer.status_code != HTTPStatus.OK or answer.headers.get("Content-Type", "").partition(";")[0] != media_type:
        raise Missing(_why(answer, path))
    return _bytes(answer)


def is_there(path: str) -> bool:
    """Tell whether an address leads anywhere, whatever it then answers."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _request(path: str) -> WSGIRequest:
    """Make the question of a visitor who has no cookie."""
    site = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": site.scheme or "http",
        "wsgi.input": BytesIO(),
        OURSELVES: True,
    }
    request = WSGIRequest(environ)
    request.user = AnonymousUser()
    return request


def _bytes(answer: HttpResponseBase) -> bytes:
    parts: Iterable[bytes] = [answer.content] if isinstance(answer, HttpResponse) else answer.streaming_content  # type: ignore[attr-defined]  # the other kind
    whole = b"".join(parts)
    if len(whole) > LARGEST:
        raise Missing(_("The file is too large for a pack."))
    return whole


def _why(answer: HttpResponseBase, path: str) -> str:
    """Repeat what an answer says in plain words; else say where and with which code it was refused."""
    plain = answer.headers.get("Content-Type", "").startswith("text/plain")
    if plain and isinstance(answer, HttpResponse) and (said := answer.content.decode(errors="replace").strip()):
        return short(said, LONGEST_REASON)
    return _("The address %(address)s gave no file (answer %(code)s).") % {"address": path, "code": answer.status_code}
