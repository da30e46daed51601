"""
Whoever guesses waits: log-ins by django-axes, what is sent by mail by counters in the cache.

The address of a visitor comes from the proxy's header only where the settings name one (production): anywhere else
a header is what the visitor likes it to be.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _


def client_address(request: HttpRequest) -> str:
    """Give the address of whoever asks: the last in the proxy's header, which the proxy itself has written."""
    told = request.META.get(settings.CLIENT_ADDRESS_HEADER, "") if settings.CLIENT_ADDRESS_HEADER else ""
    return str(told).rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def paused(request: HttpRequest, *_ignored: Any) -> HttpResponse:
    """Say in words that too many attempts failed and how long the pause is."""
    context = {
        **admin.site.each_context(request),
        "title": _("Too many attempts"),
        "minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
        "has_permission": False,
    }
    return TemplateResponse(request, "accounts/paused.html", context, status=429).render()


def is_too_often(what: str, who: str, most: int, seconds: int = 3600) -> bool:
    """Count one more attempt and tell whether there were more than ``most`` within the time."""
    key = f"often:{what}:{hashlib.sha256(who.encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        attempts = int(cache.incr(key))
    except ValueError:  # the time ended between the two questions: this is the first attempt of the next
        cache.add(key, 1, seconds)
        attempts = 1
    if attempts == 1:  # where it ended within the second question, the counter began anew without an end
        cache.touch(key, seconds)
    return attempts > most
