"""An issue as one mail with marks where each reader's own values stand: built once, and kept as what went out."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from newsletter import links
from newsletter.letters.filling import ADDRESS, KEY, MANAGE, UNSUBSCRIBE, Filling
from newsletter.letters.wording import html_of, text_of
from newsletter.links import Purpose
from newsletter.mail.composing import List, compose
from newsletter.mail.places import absolute, domain
from newsletter.mail.rendering import render
from newsletter.mail.signing import signed
from newsletter.models import Issue, Subscriber

LETTERS = "letters"
"""What a reader signs off from by the link of an issue."""


def build(issue: Issue) -> bytes:
    """Make the whole mail of an issue as it stands, CRLF at each line's end, marks in place of a reader's values."""
    with override(settings.LANGUAGE_CODE):
        context = {
            "issue": issue,
            "url": absolute(issue.get_absolute_url()),
            "day": timezone.localdate(issue.published_at),
            "text": text_of(issue.body),
            "html": html_of(issue.body),
            "unsubscribe": UNSUBSCRIBE,
            "manage": MANAGE,
        }
        mail = compose(
            ADDRESS,
            render("issue", context),
            belongs_to=List("newsletter", "newsletter"),
            unsubscribe=UNSUBSCRIBE,
            message_id=f"<{KEY}@{domain()}>",
            automatic="",  # people wrote it
        )
    return mail.on_the_wire()


class Template:
    """A built letter, ready to be written to one reader after the other."""

    def __init__(self, letter: bytes) -> None:
        self._filling = Filling(letter)
        self._unsubscribe = links.addresses(Purpose.UNSUBSCRIBE, LETTERS)
        self._manage = links.addresses(Purpose.MANAGE)

    def for_reader(self, reader: Subscriber, key: UUID) -> bytes:
        """Give the letter to this reader, signed where the portal has a key."""
        values = {
            ADDRESS: reader.email,
            KEY: key.hex,
            UNSUBSCRIBE: self._unsubscribe(reader),
            MANAGE: self._manage(reader),
        }
        return signed(self._filling.with_values(values))


def for_test(issue: Issue, address: str) -> bytes:
    """Give an issue, published or not, as a test mail to one of us; its links of a reader lead nowhere."""
    here = absolute("/newsletter/")
    values = {ADDRESS: address, KEY: uuid4().hex, UNSUBSCRIBE: here, MANAGE: here}
    return signed(Filling(build(issue)).with_values(values))
