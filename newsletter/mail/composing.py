"""
One mail to one person, headers and all.

Two bodies, the plain text first; no picture, no counter, nothing fetched from anywhere. Lines are wrapped by
quoted-printable, so that no server on the way has a reason to change a byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.policy import compat32
from email.utils import formatdate, make_msgid, parseaddr
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import utf8_charset_qp

from newsletter.mail.places import domain
from newsletter.mail.rendering import Words

LONGEST_LINE = 998
"""Characters of a line of a mail (RFC 5322)."""


@dataclass(frozen=True)
class List:
    """What a mail belongs to (RFC 2919): its name in the address of the list, and in words."""

    name: str
    """ASCII letters: ``alerts``, ``newsletter``."""
    words: str

    @property
    def header(self) -> str:
        return f"{_quoted(self.words)} <{self.name}.{domain()}>"


class Mail(EmailMultiAlternatives):
    """Django's mail, whose headers are folded where RFC 2047 says and nowhere else: an address stays on its line."""

    def message(self, **values: Any) -> Any:
        built = super().message(**values)
        built.policy = compat32.clone(max_line_length=LONGEST_LINE)
        # Folded with its name in mind: else the first line would be empty, or longer than an encoded word may be.
        built.replace_header("Subject", _folded(str(self.subject)))
        # Short enough for its line, and with a sign that quoted-printable never has (RFC 2045, 6.7).
        built.set_boundary(f"=_{token_hex(12)}")
        return built


def new_message_id() -> str:
    """Number a mail in the portal's own domain; kept with what is known of it before it is sent."""
    return make_msgid(domain=domain())


def compose(
    to: str,
    words: Words,
    *,
    belongs_to: List | None = None,
    unsubscribe: str = "",
    message_id: str = "",
    automatic: str = "auto-generated",
) -> Mail:
    """
    Compose one mail.

    ``to`` is a normalized address. ``unsubscribe`` is the whole address that takes a POST without a cookie (RFC 8058);
    a mail to somebody who has not said yes has none, for there is nothing to leave. ``automatic`` is the value of
    Auto-Submitted (RFC 3834), empty for what a person wrote.
    """
    headers = {"Message-ID": message_id or new_message_id(), "Date": formatdate(localtime=True)}
    if belongs_to:
        headers["List-Id"] = belongs_to.header
    if unsubscribe:
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if automatic:
        headers["Auto-Submitted"] = automatic
    mail = Mail(words.subject, words.text, _sender(), [to], headers=headers)
    mail.encoding = utf8_charset_qp  # Django takes a charset as well as its name
    mail.attach_alternative(words.html, "text/html")
    return mail


def _sender() -> str:
    """Write the sender as mail programs read it; a name with Polish letters is encoded by Django."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return str(Address(name, addr_spec=address)) if name else address


def _quoted(text: str) -> str:
    """Write words as a quoted string of ASCII: a List-Id is no place for other letters."""
    plain = text.encode("ascii", "ignore").decode().replace("\\", "").replace('"', "")
    return f'"{plain}"'


def _folded(subject: str) -> str:
    return Header(subject, "us-ascii" if subject.isascii() else "utf-8", header_name="Subject").encode()
