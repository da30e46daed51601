"""What happens to what readers send: kept, answered, taken back, forgotten; and values that are hidden."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from watchdog.accounts.mails import send
from watchdog.archive.models import Change
from watchdog.core.forgetting import forget_files
from watchdog.errata import shown
from watchdog.errata.models import Objection, Sender
from watchdog.ingest.source import Rejection

logger = logging.getLogger(__name__)


@transaction.atomic
def receive(record: Model, *, kind: str, text: str, email: str = "", signature: str = "") -> Objection:
    """Keep what a reader says of a record, and apart from it who said it, where it was said."""
    about = {"content_type": ContentType.objects.get_for_model(record), "object_id": record.pk}
    objection = Objection.objects.create(**about, kind=kind, text=text)
    if email or signature:
        Sender.objects.create(objection=objection, email=email, signature=signature)
    return objection


@transaction.atomic
def decide(pk: int, user: User, *, accepted: bool, answer: str, published: str = "", sign: bool = False) -> Objection:
    """
    Accept or refuse what a reader sent, with the answer; raise ``Rejection`` where somebody has done so meanwhile.

    ``published`` is what stands beside the record; ``sign`` puts the confirmed signature under it.
    """
    objection = Objection.objects.select_for_update().get(pk=pk)
    if objection.is_answered:
        raise Rejection(_("Somebody has decided of it meanwhile."))
    sender = Sender.objects.filter(objection=objection).first()
    objection.accepted, objection.answer = accepted, answer
    objection.published = published if accepted and not objection.is_private else ""
    objection.shown_as = sender.signature if sender and sign and objection.published else ""
    objection.decided_by, objection.decided_at = user, timezone.now()
    objection.save()
    if accepted and objection.is_private:
        forget_files()  # whatever was taken out of the record for it
    words = _("Accepted what a reader sent.") if accepted else _("Refused what a reader sent.")
    _log(user, objection, words)
    return objection


@transaction.atomic
def take_back(pk: int, user: User) -> Objection:
    """Take an accepted remark off its page; raise ``Rejection`` where it does not stand there."""
    objection = Objection.objects.select_for_update().get(pk=pk)
    if objection.undone_at or not objection.published:
        raise Rejection(_("It does not stand, so there is nothing to take back."))
    objection.undone_by, objection.undone_at = user, timezone.now()
    objection.save(update_fields=["undone_by", "undone_at"])
    _log(user, objection, _("Took an accepted remark back."))
    return objection


@transaction.atomic
def conceal(pk: int, user: User, reason: str) -> Change:
    """Let pages no longer say what a change was from and to: one of the values names a private person."""
    change = Change.objects.select_for_update().get(pk=pk)
    if change.concealed_at is None:
        change.concealed_at = timezone.now()
        change.save(update_fields=["concealed_at"])
        forget_files()
        _log(user, change.record, _("Hid the values of a correction: %(why)s") % {"why": reason})
    return change


def answer_by_mail(objection: Objection, link: str) -> bool:
    """Send the answer to whoever left an address; tell whether a mail left. The answer stands at its page anyway."""
    sender = Sender.objects.filter(objection=objection).exclude(email="").first()
    if sender is None:
        return False
    try:
        send("objection", sender.email, {"objection": objection, "link": link, "days": settings.SENDERS_KEPT_DAYS})
    except (SMTPException, OSError):
        logger.exception("the answer to remark %s could not be sent", objection.pk)
        return False
    return True


def forget_senders() -> int:
    """Delete the addresses and names of those who were answered long enough ago; return how many."""
    until = timezone.now() - timedelta(days=settings.SENDERS_KEPT_DAYS)
    return Sender.objects.filter(objection__decided_at__lt=until).delete()[0]


def _log(user: User, record: Any, words: str) -> None:
    """Keep an act in the back room's log, under the record's name; what a reader wrote does not enter it."""
    named = shown.owner_of(record) if not isinstance(record, Objection) else record
    LogEntry.objects.log_actions(user.pk, [named], CHANGE, words, single_object=True)
