"""
Packs that follow the record: by the clock, whose figures have changed since they were made is made again.

Whatever changed them (a correction, a document read again, a name masked, a record withdrawn), the figures themselves
are compared, so no way of writing can be forgotten. Where nothing was written since the last look, nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone, translation

from newsletter.models import SessionPack
from newsletter.packs import files
from newsletter.packs.figures import Kept, digest_of, figures_of, without_hidden
from newsletter.packs.session import hidden_in, told
from watchdog.core.valkey import away
from watchdog.core.version import present_version

LOOKED = "packs-looked-at"


def keep_up(wake: Callable[[int], object]) -> list[int]:
    """Queue every pack that no longer says what the record says, and wake it; return their keys."""
    version = present_version()
    if _seen() == version:
        return []
    packs = SessionPack.objects.filter(state=SessionPack.State.DONE).prefetch_related("pieces")
    stale = [pack.pk for pack in packs.defer("text", "article_text", "section") if is_stale(pack)]
    for pk in stale:
        queue_by_itself(pk)
        wake(pk)
    files.forget_packs_but(set(SessionPack.objects.values_list("pk", flat=True)))
    _see(version)
    return stale


def is_stale(pack: SessionPack) -> bool:
    """Tell whether a pack states another figure than the record, has lost a file, or keeps words that were hidden."""
    now = now_of(pack)
    return now.digest != pack.digest or now.seen != pack.seen_figures or not files.are_there(pack.pieces.all())


@dataclass(frozen=True)
class Now:
    """The figures of a pack's session as the record has them now."""

    digest: str
    figures: Kept
    seen: Kept
    """Those that somebody looked through, as they may be told today."""


def now_of(pack: SessionPack) -> Now:
    """Read the session of a pack again."""
    with translation.override(settings.LANGUAGE_CODE):
        session = told(pack.session_id)
        figures = figures_of(session)
        seen = without_hidden(pack.seen_figures, figures, hidden_in(session))
        return Now(digest_of(session), figures, seen)


def queue_by_itself(pk: int) -> None:
    """Queue a pack as the portal's own act: who asked for it stays who asked; a cancelled one waits for a person."""
    SessionPack.objects.filter(pk=pk, state=SessionPack.State.DONE).update(
        state=SessionPack.State.QUEUED, asked_at=timezone.now(), attempts=0
    )


def _seen() -> str:
    try:
        return str(cache.get(LOOKED) or "")
    except away():
        return ""


def _see(version: str) -> None:
    with suppress(away()):
        cache.set(LOOKED, version, None)
