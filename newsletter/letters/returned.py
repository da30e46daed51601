"""
Delivery reports as mail servers send them (RFC 3464), and reports of complaints (RFC 5965), read from whole mails.

What cannot be read as such a report says so and is left to a person; nothing is guessed from free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from uuid import UUID

from newsletter.letters.bounces import key_in
from newsletter.letters.classes import Kind, kind_of_reply, kind_of_status

LARGEST = 5 * 1024 * 1024
"""Bytes of one mail that are looked at."""


@dataclass(frozen=True)
class Returned:
    """What one report says of one reader."""

    kind: Kind
    address: str
    key: UUID | None


class NoReport(ValueError):
    """A mail that is no report of delivery; a person may want to read it."""


def reports(content: bytes) -> list[Returned]:
    """Read a mail; a report that says only that all is well gives nothing. Raises ``NoReport``."""
    mail = message_from_bytes(content[:LARGEST], policy=policy.default)
    if not isinstance(mail, EmailMessage) or mail.get_content_type() != "multipart/report":
        raise NoReport("no multipart/report")
    key = _key(mail)
    kind = str(mail.get_param("report-type", "")).lower()
    if kind == "delivery-status":
        return [Returned(found, address, key) for found, address in _of_delivery(mail)]
    if kind == "feedback-report":
        return [Returned("complaint", _complained(mail), key)]
    raise NoReport(f"report-type {kind or 'missing'}")


def _of_delivery(mail: EmailMessage) -> Iterator[tuple[Kind, str]]:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for fields in _groups(part):
                action = fields.get("Action", "").strip().lower()
                if action in ("failed", "delayed") and (address := _address(fields)):
                    yield ("soft" if action == "delayed" else _class(fields)), address


def _groups(part: Message) -> list[Message]:
    """Give the groups of fields of a delivery status: the first is about the server, each other about a reader."""
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _class(fields: Message) -> Kind:
    diagnosis = str(fields.get("Diagnostic-Code", ""))
    status = str(fields.get("Status", ""))
    if status.endswith(".0.0"):  # the server did not say; its words may
        code = re.search(r"\b([45]\d\d)\b", diagnosis)
        return kind_of_reply(int(code[1]) if code else int(status[0]) * 100, diagnosis)
    return kind_of_status(status)


def _address(fields: Message) -> str:
    """Give whom a group speaks of: as we wrote it, or as the last server knew it."""
    told = str(fields.get("Original-Recipient") or fields.get("Final-Recipient") or "")
    return told.rpartition(";")[2].strip().strip("<>")


def _complained(mail: EmailMessage) -> str:
    for part in mail.walk():
        if part.get_content_type() == "message/feedback-report":
            found = re.search(r"(?im)^Original-Rcpt-To:\s*<?([^\s<>]+)>?", _text(part))
            return found[1] if found else ""
    return ""


def _key(mail: EmailMessage) -> UUID | None:
    """Find our number in what came back of our own mail: whole, or its head alone."""
    for part in mail.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            found = re.search(r"(?im)^Message-ID:\s*(<[^>]+>)", _text(part))
            if found and (key := key_in(found[1])):
                return key
    return None


def _text(part: Message) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n".join(each.as_string() for each in payload if isinstance(each, Message))
    return str(payload)
