"""
A line to the mail server, over which one letter goes after the other.

Django's own backend opens it (address, TLS and log-in come from the settings); the conversation about each letter is
held here, because only step by step can it be known whether a broken connection may have taken the letter along.
"""

from __future__ import annotations

import re
import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from email.utils import parseaddr
from types import TracebackType
from typing import Any, Protocol, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend

from newsletter.letters.answers import Answer, Verdict, judged

LAST_ANSWER = 600
"""Seconds that a server has to say whether it took a letter (RFC 5321, 4.5.3.2.6): asking sooner makes doubts."""

_LEADING_DOT = re.compile(rb"(?m)^\.")


class Line(Protocol):
    """Whatever carries letters."""

    def send(self, recipient: str, letter: bytes) -> Answer:
        """Hand one letter over: a whole mail with CRLF at each line's end."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


def line() -> Line:
    """Give the line that the settings ask for; it is opened with the first letter."""
    backend = get_connection()
    return SmtpLine(backend) if isinstance(backend, EmailBackend) else BackendLine(backend)


class SmtpLine:
    """One connection to an SMTP server, opened again after it broke."""

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend
        self._sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, error: Any, at: Any) -> None:
        self._hang_up()

    def send(self, recipient: str, letter: bytes) -> Answer:
        if (refused := self._connected()) is not None:
            return refused
        smtp = self._backend.connection
        assert smtp is not None, "it was opened above"
        try:
            answer = self._offered(smtp, recipient)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            return Answer(Verdict.LATER, 0, str(error))
        return self._handed_over(smtp, letter) if answer is None else self._put_back(smtp, answer)

    def _connected(self) -> Answer | None:
        """Open the line where it is closed; give what speaks against it."""
        if self._backend.connection is not None:
            return None
        try:
            self._backend.open()
            if self._backend.connection is not None:
                self._backend.connection.ehlo_or_helo_if_needed()
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            answer = judged(error.smtp_code, error.smtp_error, of_sender=True)
            return answer if answer.verdict is Verdict.STOP else Answer(Verdict.DOWN, answer.code, answer.text)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            return Answer(Verdict.DOWN, 0, str(error))
        return None

    def _offered(self, smtp: smtplib.SMTP, recipient: str) -> Answer | None:
        """Say who writes to whom; give the server's answer unless it waits for the letter now."""
        answer = judged(*smtp.mail(self._sender), of_sender=True)
        if answer.verdict is not Verdict.TAKEN:
            return answer
        for code, text in (smtp.rcpt(recipient), smtp.docmd("DATA")):
            if (answer := judged(code, text)).verdict is not Verdict.TAKEN:
                return answer
        return None

    def _handed_over(self, smtp: smtplib.SMTP, letter: bytes) -> Answer:
        """Send the letter itself; from here on a broken connection leaves a doubt."""
        try:
            smtp.send(_LEADING_DOT.sub(b"..", letter) + b".\r\n")
            if smtp.sock is not None:
                smtp.sock.settimeout(LAST_ANSWER)
            answer = judged(*smtp.getreply())
            if smtp.sock is not None:
                smtp.sock.settimeout(self._backend.timeout)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            return Answer(Verdict.UNKNOWN, 0, str(error))
        return answer if answer.verdict is Verdict.TAKEN else self._put_back(smtp, answer)

    def _put_back(self, smtp: smtplib.SMTP, answer: Answer) -> Answer:
        """Make the line ready for the next letter after one that was not taken."""
        try:
            if answer.code == 421 or smtp.rset()[0] != 250:
                self._hang_up()
        except (smtplib.SMTPException, OSError):
            self._hang_up()
        return answer

    def _hang_up(self) -> None:
        """Close the line, without waiting long for a server that says nothing."""
        smtp = self._backend.connection
        if smtp is not None and smtp.sock is not None:
            smtp.sock.settimeout(1)
        try:
            self._backend.close()
        except (smtplib.SMTPException, OSError):
            self._backend.connection = None


class BackendLine:
    """Any other backend of Django's: files in development, memory in tests."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, error: Any, at: Any) -> None:
        self._backend.close()

    def send(self, recipient: str, letter: bytes) -> Answer:
        try:
            taken = self._backend.send_messages([Finished(letter, recipient)])
        except OSError as error:
            return Answer(Verdict.DOWN, 0, str(error))
        return Answer(Verdict.TAKEN if taken else Verdict.LATER)


class Finished(EmailMultiAlternatives):
    """A letter that is complete, for backends that ask Django's mail for its parts."""

    def __init__(self, letter: bytes, recipient: str) -> None:
        self._parsed: Parsed = message_from_bytes(letter, policy=policy.SMTP)
        plain, html = self._parsed.get_body(("plain",)), self._parsed.get_body(("html",))
        super().__init__(
            subject=str(self._parsed["Subject"]),
            body=plain.get_content() if plain else "",
            from_email=str(self._parsed["From"]),
            to=[recipient],
            headers={name: str(value) for name, value in self._parsed.items()},
        )
        if html:
            self.attach_alternative(html.get_content(), "text/html")

    def message(self, *, policy: Any = None) -> Any:
        return self._parsed
