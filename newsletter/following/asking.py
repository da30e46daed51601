"""
What people ask for and take back: to follow something, to confirm it, to change or end it, to see or erase everything.

Nothing is sent to an address but one mail that asks whether it was its owner, until the owner has pressed the button in
it. What a stranger sees never depends on whether an address is known here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from newsletter.following.lists import Followed, is_over
from newsletter.models import Alert, Consent, Notice, Rate, Subscriber
from newsletter.models.subscribers import UNCONFIRMED_KEPT, new_key

LEFT_KEPT = timedelta(days=30)
"""How long an address is kept that nothing is sent to any more: whoever left by a slip can come back."""
LETTERS = "letters"
"""What a link says of the newsletter."""
TERMS_VERSION = "2026-11-27"
"""Of which day the terms beside the form are; kept with every consent. A new text is a new day."""


@transaction.atomic
def ask(email: str, language: str, what: Followed | None, rate: Rate) -> tuple[Subscriber, str]:
    """
    Note that somebody gave a normalized address, to follow something or (``None``) to get the newsletter.

    Returns whom to ask and the word of the link that confirms this wish. Nothing is followed yet.
    """
    now = timezone.now()
    subscriber, _new = Subscriber.objects.get_or_create(email=email, defaults={"language": language})
    if subscriber.state == Subscriber.State.PENDING:
        subscriber.created_at = now
        subscriber.save(update_fields=["created_at"])
    if what is None:
        _log(subscriber, Consent.Kind.ASKED, LETTERS)
        return subscriber, LETTERS
    alert, _new = Alert.objects.get_or_create(
        subscriber=subscriber,
        kind=what.kind,
        query=what.query,
        ended_at=None,
        defaults={"title": what.title, "rate": rate},
    )
    if alert.confirmed_at is None:
        alert.rate, alert.created_at = rate, now
        alert.save(update_fields=["rate", "created_at"])
    _log(subscriber, Consent.Kind.ASKED, alert.title)
    return subscriber, alert.key


@transaction.atomic
def confirm(subscriber: Subscriber, what: str) -> Alert | None:
    """Take the owner's word for the address and for one wish, once; return what is followed."""
    now = timezone.now()
    if subscriber.state == Subscriber.State.PENDING:
        subscriber.state, subscriber.confirmed_at = Subscriber.State.CONFIRMED, now
        subscriber.save(update_fields=["state", "confirmed_at"])
    if what == LETTERS:
        if not subscriber.wants_letters:
            _set_letters(subscriber, wanted=True)
        return None
    alert = subscriber.alerts.filter(key=what, ended_at=None).first()
    if alert and alert.confirmed_at is None:
        alert.confirmed_at = alert.told_until = alert.told_from = now
        alert.over_told_at = now if is_over(alert) else None  # whoever follows a former councillor knows it
        alert.save(update_fields=["confirmed_at", "told_until", "told_from", "over_told_at"])
        _log(subscriber, Consent.Kind.CONFIRMED, alert.title)
    return alert


def has_left(subscriber: Subscriber) -> bool:
    """Tell whether the owner left the newsletter and has not asked for it since: an old link does not bring it back."""
    last = subscriber.consents.filter(about=LETTERS).order_by("-at", "-pk").first()
    return last is not None and last.kind == Consent.Kind.WITHDRAWN


@transaction.atomic
def leave(subscriber: Subscriber, what: str = "") -> None:
    """End one alert, the newsletter, or (without a word) all mails; a second time changes nothing."""
    for alert in subscriber.alerts.filter(ended_at=None, **({"key": what} if what else {})):
        alert.ended_at = timezone.now()
        alert.save(update_fields=["ended_at"])
        _log(subscriber, Consent.Kind.WITHDRAWN, alert.title)
    if what in ("", LETTERS) and subscriber.wants_letters:
        _set_letters(subscriber, wanted=False)


def change_rate(alert: Alert, rate: Rate) -> None:
    """Let the owner hear more often or more seldom from now on."""
    alert.rate = rate
    alert.save(update_fields=["rate"])


@transaction.atomic
def erase(subscriber: Subscriber) -> None:
    """Forget the address and what was followed; what stays is a line without a name, with the times of consent."""
    subscriber.notices.all().delete()
    subscriber.alerts.all().delete()
    _log(subscriber, Consent.Kind.ERASED, "")
    subscriber.consents.update(about="")
    subscriber.email, subscriber.state, subscriber.wants_letters = "", Subscriber.State.ERASED, False
    subscriber.key = new_key()  # every link that was sent is worthless from now on
    subscriber.save(update_fields=["email", "state", "wants_letters", "key"])


def everything(subscriber: Subscriber) -> dict[str, Any]:
    """Give all that is kept of a person, for the person, as plain values."""
    alerts = subscriber.alerts.values(
        "title", "kind", "query", "rate", "created_at", "confirmed_at", "told_until", "over_told_at", "ended_at"
    )
    mails = subscriber.notices.values("claimed_at", "state", "message_id")
    return {
        "email": subscriber.email,
        "state": subscriber.state,
        "language": subscriber.language,
        "newsletter": subscriber.wants_letters,
        "created_at": subscriber.created_at,
        "confirmed_at": subscriber.confirmed_at,
        "alerts": list(alerts),
        "consents": list(subscriber.consents.values("kind", "text_version", "about", "at")),
        "mails": list(mails),
        "letters": list(subscriber.deliveries.values("issue__title", "state", "done_at")),
        "records_told_of": list(
            Notice.objects.filter(subscriber=subscriber).values_list("told__kind", "told__key").exclude(told=None)
        ),
    }


def forget_unconfirmed() -> int:
    """Delete the addresses and the wishes that nobody confirmed within a week; return how many."""
    old = timezone.now() - UNCONFIRMED_KEPT
    wishes, _by_model = Alert.objects.filter(confirmed_at=None, created_at__lt=old).delete()
    _all, by_model = Subscriber.objects.expired().delete()
    return wishes + by_model.get(Subscriber._meta.label, 0)


def forget_who_left() -> int:
    """Erase the addresses whose owners follow nothing any more and have not come back in a month; return how many."""
    old = timezone.now() - LEFT_KEPT
    followed = Exists(Alert.objects.filter(subscriber=OuterRef("pk"), ended_at=None))
    gone = Subscriber.objects.confirmed().filter(~followed, wants_letters=False)
    people = list(gone.exclude(consents__at__gte=old))
    for subscriber in people:
        erase(subscriber)
    return len(people)


def _set_letters(subscriber: Subscriber, *, wanted: bool) -> None:
    subscriber.wants_letters = wanted
    subscriber.save(update_fields=["wants_letters"])
    _log(subscriber, Consent.Kind.CONFIRMED if wanted else Consent.Kind.WITHDRAWN, LETTERS)


def _log(subscriber: Subscriber, kind: Consent.Kind, about: str) -> None:
    Consent.objects.create(subscriber=subscriber, kind=kind, text_version=TERMS_VERSION, about=about[:300])
