"""What is said of signals: proposed by one person, published or refused by another, taken back; never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from spending.models import Signal, SignalWord
from watchdog.ingest.source import Rejection


def propose(signal: Signal, user: User, **said: Any) -> SignalWord:
    """Keep a reply or a dismissal for a reviewer, with the numbers of which it is said."""
    return SignalWord.objects.create(signal=signal, user=user, inputs=signal.inputs, **said)


@transaction.atomic
def decide(pk: int, user: User, *, publish: bool) -> SignalWord:
    """Publish or refuse a word; raise ``Rejection`` where it is one's own or was decided meanwhile."""
    word = SignalWord.objects.select_for_update().get(pk=pk)
    if word.decided_at:
        raise Rejection(_("Somebody has decided of it meanwhile."))
    if word.user_id == user.pk:
        raise Rejection(_("Another reviewer decides of what you have entered yourself."))
    word.decided_by, word.decided_at, word.refused = user, timezone.now(), not publish
    word.save(update_fields=["decided_by", "decided_at", "refused"])
    return word


@transaction.atomic
def take_back(pk: int, user: User) -> SignalWord:
    """Take a published word back; raise ``Rejection`` where it does not stand."""
    word = SignalWord.objects.select_for_update().get(pk=pk)
    if word.undone_at or word.refused or not word.decided_at:
        raise Rejection(_("It does not stand, so there is nothing to take back."))
    word.undone_by, word.undone_at = user, timezone.now()
    word.save(update_fields=["undone_by", "undone_at"])
    return word
