"""
One mail to one person, headers and all.

Two bodies, the plain text first; no picture, no counter, nothing fetched from anywhere. Lines are wrapped by
quoted-printable, so that no server on the way has a reason to change a byte.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from email.header import Header
from email.policy import compat32
from email.utils import formatdate, make_msgid
from secrets import token_hex
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import utf8_charset_qp

from newsletter.mail.places import domain
from newsletter.mail.rendering import Words
from watchdog.core.naming import portal_name, sender

_STROKES = str.maketrans("łŁ", "lL")
"""Letters that Unicode takes for no letter with a sign."""
LONGEST_LINE = 998
"""Characters of a line of a mail (RFC 5322)."""


@dataclass(frozen=True)
class List:
    """What a mail belongs to (RFC 2919): its name in the address of the list, and in words."""

    name: str
    """ASCII letters: ``alerts``, ``newsletter``."""
    words: str
    """What its name in words says behind the portal's."""

    @property
    def header(self) -> str:
        return f"{_quoted(f'{portal_name()} - {self.words}')} <{self.name}.{domain()}>"


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

    def on_the_wire(self) -> bytes:
        """Give the whole mail with CRLF at each line's end, as it is handed to a server."""
        return b"\r\n".join(self.message().as_bytes().splitlines()) + b"\r\n"


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
    mail = Mail(words.subject, words.text, sender(), [to], headers=headers)
    mail.encoding = utf8_charset_qp  # Django takes a charset as well as its name
    mail.attach_alternative(words.html, "text/html")
    return mail


def _quoted(text: str) -> str:
    """Write words as a quoted string of ASCII: a List-Id is no place for other letters."""
    bare = unicodedata.normalize("NFKD", text.translate(_STROKES))
    plain = bare.encode("ascii", "ignore").decode().replace("\\", "").replace('"', "")
    return f'"{plain}"'


def _folded(subject: str) -> str:
    return Header(subject, "us-ascii" if subject.isascii() else "utf-8", header_name="Subject").encode()
