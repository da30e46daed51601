"""A pack as the pages of the back room show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from council.presenters.sessions import name_of
from newsletter.models import Article, Issue, PackPiece, SessionPack
from newsletter.packs import drafting, progress
from newsletter.packs.figures import Changed, changed
from newsletter.packs.keeping_up import now_of
from watchdog.pages.comparing import Difference, differences
from watchdog.pages.models import State

TOLD = 3
"""So many changed figures are named on the front page; the pack's page has all."""


@dataclass(frozen=True)
class Notice:
    """That figures of a pack have changed: since when, and the first of them."""

    pack: SessionPack
    name: str
    since: datetime | None
    first: Sequence[Changed]
    rest: int


def notice_of(pack: SessionPack) -> Notice:
    """Say of a pack which figures have changed since somebody looked them through."""
    found = [Changed(*each) for each in pack.changes]
    return Notice(pack, name_of(pack.session), pack.seen_at, found[:TOLD], max(len(found) - TOLD, 0))


@dataclass(frozen=True)
class PackPage:
    """Everything that the page of a pack shows."""

    pack: SessionPack
    pieces: Sequence[PackPiece]
    progress: progress.Progress | None
    changes: Sequence[Changed]
    """Since somebody last looked through the figures, as the record is now."""
    is_behind: bool
    """Whether the record states something else than the pieces at hand."""
    is_untouched: bool
    """Whether the article says only what we wrote."""
    beside: Sequence[Difference]
    """What the text of these figures says otherwise than the article that somebody has worked on."""
    issues: Sequence[Issue]

    @property
    def name(self) -> str:
        return name_of(self.pack.session)

    @property
    def state_of_article(self) -> str:
        article = self.pack.article
        if article is None:
            return _("there is no draft yet")
        if self.is_untouched:
            return _("a draft that nobody has changed yet; it follows the figures by itself")
        return _("somebody has worked on it, so we write nothing into it any more")


def pack_page(pack: SessionPack) -> PackPage:
    """Build the page of a pack, with the record's figures of this moment."""
    now = now_of(pack)
    article = pack.article
    return PackPage(
        pack=pack,
        pieces=list(pack.pieces.all()),
        progress=progress.told(pack.pk) if pack.state == SessionPack.State.RUNNING else None,
        changes=changed(now.seen, now.figures) if pack.made_at else [],
        is_behind=bool(pack.made_at) and now.digest != pack.digest,
        is_untouched=article is not None and drafting.is_untouched(pack, article),
        beside=_beside(pack, article),
        issues=list(Issue.objects.filter(state=State.DRAFT, published_at=None).order_by("-pk")[:5]),
    )


def _beside(pack: SessionPack, article: Article | None) -> list[Difference]:
    if article is None or not pack.text or drafting.is_untouched(pack, article):
        return []
    working = article.working()
    return differences(Article, {name: getattr(working, name) for name in pack.text}, pack.text)
