"""
Making a pack, in a worker: all pieces from one moment of the data, put into their places at once.

A making that is killed leaves its row ``running`` without its lock, and is queued again (``recover``); one that fails
or is cancelled leaves what was there before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from newsletter.models import PackPiece, SessionPack
from newsletter.packs import drafting, files, progress
from newsletter.packs.asking import Missing
from newsletter.packs.figures import Kept, as_kept, changed, digest_of, figures_of, without_hidden
from newsletter.packs.pieces import planned, sum_of
from newsletter.packs.session import hidden_in, told
from newsletter.packs.text import article_of, section_of
from watchdog.core.dates import today
from watchdog.core.db import one_moment
from watchdog.core.version import data_version
from watchdog.ingest.locks import Busy, only_reader_of

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
"""A pack whose making was cut off so often ends its worker itself; it is not tried again by itself."""


class Cancelled(Exception):
    """Somebody does not want it any more."""


@dataclass
class Made:
    """A whole pack that is not kept yet."""

    version: str
    figures: Kept
    digest: str
    text: dict[str, str]
    section: str
    hidden: frozenset[str]
    """Beginnings of the keys of figures whose earlier words are hidden."""
    pieces: list[PackPiece] = field(default_factory=list)
    left_out: list[dict[str, str]] = field(default_factory=list)


def perform(pk: int) -> None:
    """Make a queued pack, unless it is taken; raise ``Busy`` where another process makes it."""
    with only_reader_of(f"pack {pk}"), translation.override(settings.LANGUAGE_CODE):
        pack = _claimed(pk)
        if pack is None:
            return
        try:
            _keep(pack, _make(pack))
        except Cancelled:
            return
        except Exception:
            logger.exception("the pack %s could not be made", pk)
            _fail(pk, _("An error of the program stopped it; the log tells more."))
            raise


@transaction.atomic
def _claimed(pk: int) -> SessionPack | None:
    pack = SessionPack.objects.select_for_update().filter(pk=pk, state=SessionPack.State.QUEUED).first()
    if pack is not None:
        pack.state, pack.attempts = SessionPack.State.RUNNING, pack.attempts + 1
        pack.save(update_fields=["state", "attempts"])
        progress.forget(pk)
    return pack


def _make(pack: SessionPack) -> Made:
    """Make every piece; bytes go to their places under their sums, where nobody looks until the rows name them."""
    with one_moment():
        version, seen = data_version(), told(pack.session_id)
        text, section = article_of(seen, version, today()), section_of(seen)
        made = Made(version, figures_of(seen), digest_of(seen), text, section, hidden_in(seen))
        plan = list(planned(seen, {"article": _as_file(text), "section": section}, version))
        for place, each in enumerate(plan):
            if progress.is_stopped(pack.pk):
                raise Cancelled
            progress.tell(pack.pk, place, len(plan), each.title)
            try:
                content = each.make()
            except Missing as missing:
                made.left_out.append({"title": each.title, "why": missing.why, "address": missing.address})
                continue
            sha256 = sum_of(content)
            files.keep(pack.pk, sha256, content)
            made.pieces.append(
                PackPiece(
                    pack=pack,
                    kind=each.kind,
                    name=each.name,
                    title=each.title,
                    media_type=each.media_type,
                    sha256=sha256,
                    size=len(content),
                    position=place,
                )
            )
    return made


def _as_file(text: dict[str, str]) -> str:
    return f"# {text['title']}\n\n{text['lead']}\n\n{text['body']}\n"


@transaction.atomic
def _keep(pack: SessionPack, made: Made) -> None:
    """Put what was made in the place of what stood there, unless it was cancelled meanwhile."""
    held = SessionPack.objects.select_for_update(of=("self",)).select_related("article", "asked_by").get(pk=pack.pk)
    if held.state != SessionPack.State.RUNNING:
        return
    now = timezone.now()
    held.state, held.made_at, held.error, held.attempts = SessionPack.State.DONE, now, "", 0
    held.data_version, held.figures, held.digest = made.version, made.figures, made.digest
    held.text, held.section, held.left_out = made.text, made.section, made.left_out
    if held.seen_at is None:
        held.seen_at, held.seen_figures = now, made.figures
    held.seen_figures = without_hidden(held.seen_figures, made.figures, made.hidden)
    compare(held)
    drafting.write(held)
    held.save()
    _replace(held, made.pieces)
    sums = {piece.sha256 for piece in made.pieces}
    transaction.on_commit(lambda: files.forget_all_but(held.pk, sums))


def compare(pack: SessionPack) -> None:
    """Say in a pack which of its figures are not those that somebody looked through."""
    found = changed(pack.seen_figures, pack.figures)
    pack.changed_at = (pack.changed_at or timezone.now()) if found else None
    pack.changes = as_kept(found)


def _replace(pack: SessionPack, pieces: Sequence[PackPiece]) -> None:
    pack.pieces.all().delete()
    PackPiece.objects.bulk_create(pieces)


def _fail(pk: int, why: str) -> None:
    running = SessionPack.objects.filter(pk=pk, state=SessionPack.State.RUNNING)
    running.update(state=SessionPack.State.FAILED, error=why)


def recover(wake: Callable[[int], object]) -> list[int]:
    """Queue again what a killed worker left, and wake every queued pack; return the keys of the woken ones."""
    for pk in SessionPack.objects.filter(state=SessionPack.State.RUNNING).values_list("pk", flat=True):
        try:
            with only_reader_of(f"pack {pk}"):
                _queue_again(pk)
        except Busy:
            continue
    waiting = SessionPack.objects.filter(state=SessionPack.State.QUEUED).order_by("pk")
    queued = list(waiting.values_list("pk", flat=True))
    for pk in queued:
        wake(pk)
    return queued


def _queue_again(pk: int) -> None:
    left = SessionPack.objects.filter(pk=pk, state=SessionPack.State.RUNNING)
    left.filter(attempts__lt=MOST_ATTEMPTS).update(state=SessionPack.State.QUEUED)
    with translation.override(settings.LANGUAGE_CODE):
        why = _("Its making was cut off %(n)s times; it is not tried again by itself.") % {"n": MOST_ATTEMPTS}
    left.update(state=SessionPack.State.FAILED, error=why)
