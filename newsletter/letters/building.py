"""An issue as one mail, with marks where each reader's own values stand: built once, also for the archive of what went out."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from uuid import UUID

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from newsletter import links
from newsletter.letters.filling import ADDRESS, KEY, MANAGE, UNSUBSCRIBE, Filling
from newsletter.letters.signing import signed
from newsletter.letters.wording import html_of, text_of
from newsletter.links import Purpose
from newsletter.mail.places import absolute, domain
from newsletter.models import Issue, Subscriber

LETTERS = "letters"
"""What a reader signs off from by the link of an issue."""


def build(issue: Issue) -> bytes:
    """Make the whole mail of an issue's public version, CRLF at each line's end, marks in place of a reader's values."""
    with override(settings.LANGUAGE_CODE):
        context = {
            "issue": issue,
            "url": absolute(issue.get_absolute_url()),
            "day": issue.published_at or timezone.now(),
            "unsubscribe": UNSUBSCRIBE,
            "manage": MANAGE,
        }
        subject = " ".join(render_to_string("email/issue/subject.txt", context).split())
        text = render_to_string("email/issue/body.txt", {**context, "text": text_of(issue.body)})
        html = render_to_string("email/issue/body.html", {**context, "html": html_of(issue.body)})
    message = EmailMessage(policy=SMTP)
    _write_head(message, subject)
    message.set_content(text.replace("\xa0", " "), cte="quoted-printable")
    message.add_alternative(_inlined(html), subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _write_head(message: EmailMessage, subject: str) -> None:
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = ADDRESS
    message["Subject"] = subject
    message["Date"] = timezone.now()
    message["Message-ID"] = f"<{KEY}@{domain()}>"
    message["List-Id"] = f"Newsletter <newsletter.{domain()}>"
    message["List-Unsubscribe"] = f"<{UNSUBSCRIBE}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Archive"] = f"<{absolute('/newsletter/')}>"
    message["Precedence"] = "bulk"
    message["Content-Language"] = "pl"


def _inlined(html: str) -> str:
    """Put the styles where mail programs look for them; those for the dark stay in the head."""
    return css_inline.CSSInliner(load_remote_stylesheets=False).inline(html)


class Template:
    """A built letter, ready to be written to one reader after the other."""

    def __init__(self, letter: bytes) -> None:
        self._filling = Filling(letter)

    def for_reader(self, reader: Subscriber, key: UUID) -> bytes:
        """Give the letter to this reader, signed where the portal has a key."""
        values = {
            ADDRESS: reader.email,
            KEY: key.hex,
            UNSUBSCRIBE: links.address(Purpose.UNSUBSCRIBE, reader, LETTERS),
            MANAGE: links.address(Purpose.MANAGE, reader),
        }
        return signed(self._filling.with_values(values))
