"""A real SMTP server on loopback, which keeps what it took and answers as it is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 OK"


@dataclass
class PostOffice:
    """What came in; the answers are said to the next recipients and mails, in turn, before all is taken again."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    """Answers to RCPT."""
    mails: list[str] = field(default_factory=list)
    """Answers to DATA; ``cut`` takes the mail and breaks the connection before an answer."""

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(each, policy=policy.SMTP) for each in self.raw]  # type: ignore[misc]  # by the policy

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipients.pop(0) if self.recipients else OK
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # likewise
        answer = self.mails.pop(0) if self.mails else OK
        if answer in (OK, "cut"):
            self.raw.append(bytes(envelope.content or b""))
            self.to += envelope.rcpt_tos
        if answer == "cut":
            transport: Any = server.transport
            transport.abort()
        return OK if answer == "cut" else answer


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Serve until the block ends."""
    office = PostOffice()
    office.port = _free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
