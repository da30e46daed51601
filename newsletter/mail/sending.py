"""
Giving one mail to the mail server, and what its answer means.

Either it took the mail, or it surely did not (``Deferred``, ``Refused``), or nobody knows (``InDoubt``): the connection
broke after the mail was on its way. What is in doubt is never sent again by itself.
"""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail import EmailMessage, get_connection

GONE_MAILBOX = frozenset({550, 551, 553})
"""Answers to RCPT that speak of the mailbox itself."""


class NotSent(Exception):
    """The server has surely not taken the mail; the text is its answer."""


class Deferred(NotSent):
    """Not now: the server is out of reach or said 4xx."""


class Refused(NotSent):
    """Never: the server said 5xx; ``no_mailbox`` where it spoke of the address and not of us."""

    def __init__(self, answer: str, *, no_mailbox: bool = False) -> None:
        super().__init__(answer)
        self.no_mailbox = no_mailbox


class InDoubt(Exception):
    """The connection broke while the server had the mail in hand."""


def send(mail: EmailMessage, connection: Any = None) -> None:
    """Send over a connection of Django's (a new one without); return once the server has taken the mail."""
    own = connection is None
    connection = connection or get_connection()
    opened = _open(connection)
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused_address(error) from error
    except smtplib.SMTPServerDisconnected as error:
        raise InDoubt(str(error)) from error
    except smtplib.SMTPResponseException as error:  # the sender or the mail as a whole
        raise _answered(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPException as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise InDoubt(str(error)) from error
    finally:
        if own or opened:
            connection.close()


def _open(connection: Any) -> bool:
    """Open a connection that is not open; where that fails, nothing was sent."""
    try:
        return bool(connection.open())
    except (smtplib.SMTPException, OSError) as error:
        raise Deferred(str(error)) from error


def _refused_address(error: smtplib.SMTPRecipientsRefused) -> NotSent:
    code, text = next(iter(error.recipients.values()))
    answer = _said(code, text)
    return Deferred(answer) if code < 500 else Refused(answer, no_mailbox=code in GONE_MAILBOX)


def _answered(code: int, text: bytes | str) -> NotSent:
    return (Refused if code >= 500 else Deferred)(_said(code, text))


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return f"{code} {words}"[:500]
