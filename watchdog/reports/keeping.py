"""What documents and pictures have in common as answers: kept where Valkey is there, refused in plain words."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus

from django.core.cache import cache
from django.http import HttpResponse

from watchdog.core.valkey import away


def kept(key: str) -> bytes | None:
    """Return what was made before; ``None`` where it was not, or Valkey is away."""
    try:
        made: bytes | None = cache.get(key)
    except away():
        return None
    return made


def keep(key: str, made: bytes, seconds: int) -> None:
    """Keep what was made; without Valkey it is made anew the next time."""
    with suppress(away()):
        cache.set(key, made, seconds)


def refused(words: str, status: HTTPStatus = HTTPStatus.SERVICE_UNAVAILABLE, seconds: int = 60) -> HttpResponse:
    """Answer with a sentence, and say after how many seconds to ask again."""
    headers = {"Retry-After": str(seconds)}
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status, headers=headers)
