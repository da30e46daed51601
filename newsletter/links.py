"""
Signed words in the addresses that mails carry: what they let their reader do, to whose address, and for how long.

A word names its purpose in its signature, so the word of one purpose is worthless at the door of another. Whoever holds
it acts for the owner, therefore looking at a page never acts: machines open every link of a mail. A new key of the
subscriber (``Subscriber.key``) ends every word that was made before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.core import signing
from django.urls import reverse

from newsletter.mail.places import absolute
from newsletter.models import Subscriber


class Purpose(StrEnum):
    """What a word is good for."""

    CONFIRM = "confirm"
    MANAGE = "manage"
    UNSUBSCRIBE = "unsubscribe"
    EXPORT = "export"
    ERASE = "erase"


GOOD_FOR: dict[Purpose, timedelta | None] = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.MANAGE: timedelta(days=90),
    Purpose.UNSUBSCRIBE: None,  # whoever finds an old mail must be able to stop the next one
    Purpose.EXPORT: timedelta(hours=2),
    Purpose.ERASE: timedelta(hours=2),
}
LONGEST = 200
"""Characters; a longer word was not made here and is not even checked."""


class BadLink(ValueError):
    """A word that is cut, altered, of another purpose, or of somebody who is no longer there."""


class ExpiredLink(BadLink):
    """A word that was good once; its owner can ask for a new one."""


@dataclass(frozen=True)
class Link:
    """What a word says."""

    subscriber: Subscriber
    what: str = ""
    """The key of one alert, ``letters`` for the newsletter, empty for everything."""


def make(purpose: Purpose, subscriber: Subscriber, what: str = "") -> str:
    """Sign a word: the subscriber's key, and what it is about (letters, digits, ``-``, ``_``)."""
    return _signer(purpose).sign(f"{subscriber.key}.{what}")


def read(purpose: Purpose, token: str) -> Link:
    """Say whose word this is; raise ``ExpiredLink`` or ``BadLink`` where it is no longer or was never good."""
    if len(token) > LONGEST:
        raise BadLink("too long")
    try:
        said = _signer(purpose).unsign(token, max_age=GOOD_FOR[purpose])
    except signing.SignatureExpired as error:
        raise ExpiredLink(str(error)) from error
    except signing.BadSignature as error:
        raise BadLink(str(error)) from error
    key, _dot, what = said.partition(".")
    subscriber = Subscriber.objects.exclude(state=Subscriber.State.ERASED).filter(key=key).first()
    if subscriber is None:
        raise BadLink("nobody has this key")
    return Link(subscriber, what)


def address(purpose: Purpose, subscriber: Subscriber, what: str = "") -> str:
    """Give the whole address of a link, for a mail."""
    return absolute(reverse(f"newsletter:{purpose}", args=[make(purpose, subscriber, what)]))


def _signer(purpose: Purpose) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"newsletter.links.{purpose}")
