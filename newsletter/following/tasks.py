"""Doors of following for Celery."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import override

from newsletter.following import asking
from newsletter.following.telling import tell_everybody
from newsletter.links import Purpose, address
from newsletter.mail.composing import compose
from newsletter.mail.rendering import render
from newsletter.mail.sending import Deferred, send
from newsletter.models import Subscriber, Suppression
from watchdog.ingest.locks import Busy

TRIES = 5


@shared_task(autoretry_for=(Deferred,), retry_backoff=60, max_retries=TRIES)
def send_confirmation(pk: int, word: str) -> None:
    """Ask the owner of an address whether this was their wish; who follows the same already is told so."""
    subscriber = Subscriber.objects.exclude(state=Subscriber.State.ERASED).filter(pk=pk).first()
    if subscriber is None or Suppression.objects.holds(subscriber.email):
        return
    alert = subscriber.alerts.filter(key=word, ended_at=None).first()
    if alert is None and word != asking.LETTERS:
        return
    known = subscriber.wants_letters if alert is None else alert.confirmed_at is not None
    _write(subscriber, "follow_known" if known else "follow_confirm", {"alert": alert}, word)


@shared_task(autoretry_for=(Deferred,), retry_backoff=60, max_retries=TRIES)
def send_manage_link(email: str) -> None:
    """Send the link of the settings to a normalized address, if somebody with it has confirmed."""
    subscriber = Subscriber.objects.confirmed().filter(email=email).first()
    if subscriber and not Suppression.objects.holds(email):
        _write(subscriber, "follow_manage", {}, "")


@shared_task
def tell_followers() -> None:
    """Write to everybody who is due; while another worker does, there is nothing to do."""
    try:
        tell_everybody()
    except Busy:
        return


@shared_task
def tidy_subscribers() -> None:
    """Delete what nobody confirmed in a week, and the addresses of those who left a month ago."""
    asking.forget_unconfirmed()
    asking.forget_who_left()


def _write(subscriber: Subscriber, name: str, context: dict[str, object], word: str) -> None:
    with override(subscriber.language):
        links = {
            "confirm": address(Purpose.CONFIRM, subscriber, word),
            "manage": address(Purpose.MANAGE, subscriber),
        }
    words = render(name, {**context, **links, "subscriber": subscriber}, subscriber.language)
    # An answer to what somebody just did, not a mail of a list: there is nothing to leave yet.
    send(compose(subscriber.email, words, automatic="auto-replied"))
