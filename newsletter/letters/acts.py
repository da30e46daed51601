"""
What people do with a mailing: start it, pause, go on, cancel, and decide about what is in doubt.

Whatever is refused is refused in words (``Refused``) and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsletter.addresses import fingerprint
from newsletter.letters.building import build
from newsletter.models import Delivery, Issue, Mailing, Subscriber, Suppression
from watchdog.pages.publishing import Refused, User

BATCH = 5000


def may_send(user: User) -> bool:
    """Tell whether a user may start, stop and decide about mailings."""
    return bool(user.has_perm("newsletter.send_issue"))  # type: ignore[union-attr]  # our users have permissions


def readers() -> Iterator[Subscriber]:
    """Give everybody who asked for the newsletter, confirmed it, and whose mailbox takes mail."""
    suppressed = set(Suppression.objects.values_list("address_hash", flat=True))
    for reader in Subscriber.objects.for_letters().order_by("pk").iterator(BATCH):
        if fingerprint(reader.email) not in suppressed:
            yield reader


@transaction.atomic
def start(issue: Issue, user: User) -> Mailing:
    """Write down one delivery for each reader and the letter as it goes out; nothing is sent here."""
    Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    issue.refresh_from_db()
    _refuse_strangers(user)
    if not issue.is_public:
        raise Refused(_("Only an issue that a second person has published can be sent."))
    if Mailing.objects.filter(issue=issue).exists():
        raise Refused(_("This issue is on its way already: nobody gets it twice."))
    mailing = Mailing.objects.create(issue=issue, letter=build(issue), started_by_id=user.pk)
    everybody = readers()
    while batch := list(islice(everybody, BATCH)):
        Delivery.objects.bulk_create(Delivery(issue=issue, subscriber=reader) for reader in batch)
    return mailing


@transaction.atomic
def pause(mailing: Mailing, user: User) -> None:
    """Let no further mail be claimed; the one that is being handed over now is finished."""
    _move(mailing, user, [Mailing.State.RUNNING], Mailing.State.PAUSED)


@transaction.atomic
def resume(mailing: Mailing, user: User) -> None:
    """Go on where it was paused."""
    _move(mailing, user, [Mailing.State.PAUSED], Mailing.State.RUNNING)


@transaction.atomic
def cancel(mailing: Mailing, user: User) -> None:
    """Send nothing more of it, for good; what was sent stays sent."""
    _move(mailing, user, [Mailing.State.RUNNING, Mailing.State.PAUSED], Mailing.State.CANCELLED, ends=True)
    mailing.deliveries.waiting().update(state=Delivery.State.CANCELLED, done_at=timezone.now())


@transaction.atomic
def decide(mailing: Mailing, user: User, keys: Iterable[int], *, again: bool) -> int:
    """
    Decide about mails in doubt: each left (``sent``), or is to be sent again, which its reader may then get twice.

    Returns how many were still in doubt.
    """
    _refuse_strangers(user)
    held = Mailing.objects.select_for_update(of=("self",)).get(pk=mailing.pk)
    doubted = held.deliveries.in_doubt().filter(pk__in=list(keys))
    if not again:
        return int(doubted.update(state=Delivery.State.SENT))
    if held.ended_at is not None:
        raise Refused(_("This mailing has ended; nothing more is sent of it."))
    return int(doubted.update(state=Delivery.State.WAITING, due_at=timezone.now(), done_at=None))


def _move(mailing: Mailing, user: User, before: list[str], after: str, *, ends: bool = False) -> None:
    _refuse_strangers(user)
    held = Mailing.objects.select_for_update(of=("self",)).get(pk=mailing.pk)
    if held.state not in before:
        raise Refused(_("The mailing is %(state)s; look at it again.") % {"state": held.get_state_display()})
    held.state, held.note, held.ended_at = after, "", timezone.now() if ends else None
    held.save(update_fields=["state", "note", "ended_at"])
    mailing.refresh_from_db()


def _refuse_strangers(user: User) -> None:
    if not may_send(user):
        raise Refused(_("You have no right to send the newsletter."))
