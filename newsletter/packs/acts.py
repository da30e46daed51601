"""
What people do with a pack: have it made, cancel the making, look changes through, take its texts over.

Whatever is refused is refused in words (``Refused``) and changes nothing.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import Meeting
from newsletter.models import Article, Issue, SessionPack
from newsletter.packs import drafting, progress
from newsletter.packs.asking import is_there
from newsletter.packs.keeping_up import is_stale
from newsletter.packs.making import compare
from watchdog.pages import publishing
from watchdog.pages.models import State
from watchdog.pages.publishing import Refused

PERMISSION = "newsletter.make_sessionpack"


@transaction.atomic
def ask(session: Meeting, user: User) -> tuple[SessionPack, bool]:
    """Have the pack of a session made; say whether anything has to be: unchanged figures make nothing anew."""
    _refuse_strangers(user)
    if not session.is_session:
        raise Refused(_("Only a session of the council has a pack."))
    pack, is_new = SessionPack.objects.select_for_update(of=("self",)).get_or_create(
        session_id=session.pk, defaults={"asked_by_id": user.pk}
    )
    if is_new:
        return pack, True
    if pack.is_under_way or (pack.state == SessionPack.State.DONE and not _is_worth_it(pack)):
        return pack, False
    pack.state, pack.asked_by, pack.asked_at = SessionPack.State.QUEUED, user, timezone.now()
    pack.attempts, pack.error = 0, ""
    pack.save(update_fields=["state", "asked_by", "asked_at", "attempts", "error"])
    return pack, True


def _is_worth_it(pack: SessionPack) -> bool:
    """Tell whether making a pack again could give anything else: another figure, or a piece that failed."""
    return any(not each["address"] or is_there(each["address"]) for each in pack.left_out) or is_stale(pack)


@transaction.atomic
def cancel(pack: SessionPack, user: User) -> None:
    """Make nothing more of it; what was made before stands."""
    held = _held(pack, user)
    if not held.is_under_way:
        raise Refused(_("The pack is not being made now."))
    held.state = SessionPack.State.CANCELLED
    held.save(update_fields=["state"])
    progress.stop(held.pk)


@transaction.atomic
def look_through(pack: SessionPack, user: User, digest: str) -> None:
    """Take a person's word that the changed figures were looked through; those that changed since then still wait."""
    held = _held(pack, user)
    if digest != held.digest:
        raise Refused(_("The figures have changed again in the meantime. Look at them first."))
    held.seen_figures, held.seen_at = held.figures, timezone.now()
    compare(held)
    held.save(update_fields=["seen_figures", "seen_at", "changes", "changed_at"])


@transaction.atomic
def new_draft(pack: SessionPack, user: User) -> Article:
    """Make a new draft of the pack's text beside the article that somebody has worked on."""
    held = _held(pack, user)
    if not held.text:
        raise Refused(_("The pack is not made yet."))
    if held.article and held.article_text == held.text and drafting.is_untouched(held, held.article):
        raise Refused(_("The draft says that already."))
    article = drafting.begin(held, user)
    held.save(update_fields=["article", "article_text"])
    return article


@transaction.atomic
def add_to_issue(pack: SessionPack, user: User, issue: int) -> Issue:
    """Put the section at the end of an issue that is a draft; what its writer has typed stays as it is."""
    held = _held(pack, user)
    drafts = Issue.objects.filter(state=State.DRAFT, published_at=None)
    found: Issue | None = drafts.select_for_update(of=("self",)).filter(pk=issue).first()
    if found is None or not user.has_perm("newsletter.change_issue"):
        raise Refused(_("There is no such draft of an issue."))
    if not held.section or held.section.partition("\n")[0] in found.body.splitlines():
        raise Refused(_("The issue has a section of this session already."))
    publishing.keep(found, {"body": f"{found.body.rstrip()}\n\n{held.section}"}, found.change_note, user)
    return found


def _held(pack: SessionPack, user: User) -> SessionPack:
    _refuse_strangers(user)
    return SessionPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)


def _refuse_strangers(user: User) -> None:
    if not user.has_perm(PERMISSION):
        raise Refused(_("You have no right to make packs of sessions."))
