"""
The gate of the back room: nobody who needs a second factor passes without one.

It stands before every address under the back room's, whichever room answers there, and never looks at a public page:
to ask who somebody is would open a session. What is sent without the second factor is refused, not put off.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from watchdog.accounts.roles import requires_second_factor
from watchdog.accounts.second_factor import has_device, is_verified

OPEN = ("admin:login", "admin:logout", "admin:jsi18n", "second-factor", "second-factor-code")
"""Pages that whoever has given the password alone may open; those of invitations and resets ask nobody's name."""
SEEN = "seen_at"
"""Where the session keeps when its person last asked for something, in seconds since 1970."""


class Gate:
    """Middleware; it needs the user and the device, so it stands behind both."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        return self._stopped(request) or self.get_response(request)

    def _stopped(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or request.path in {reverse(name) for name in OPEN}:
            return None
        if is_verified(user):
            return _idle(request)
        if has_device(user):
            return _sent_to(request, "second-factor-code")
        return _sent_to(request, "second-factor") if requires_second_factor(user) else None


def _sent_to(request: HttpRequest, page: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        raise PermissionDenied
    response = HttpResponseRedirect(reverse(page, query={"next": request.get_full_path()}))
    add_never_cache_headers(response)
    return response


def _idle(request: HttpRequest) -> HttpResponse | None:
    """Log out whoever has a second factor and asked for nothing for an hour; else note that they are here."""
    now, seen = int(time.time()), _number(request.session.get(SEEN))
    if seen is not None and now - seen > settings.SECOND_FACTOR_IDLE:
        logout(request)
        if request.method == "POST":
            return None  # the page sends whoever is nobody to the log-in, and carries what was typed there
        messages.info(request, _("You were away for an hour, so you have been logged out. Log in again."))
        return HttpResponseRedirect(reverse("admin:login", query={"next": request.get_full_path()}))
    if seen is None or now - seen >= 60:
        request.session[SEEN] = now
    return None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None
