"""
The line that the settings ask for: to a mail server, or to any other backend of Django's.

Every mail of ours that is sent goes over one, and what is said to it is understood in one place (``answers``).
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend

from newsletter.mail.answers import Answer, Verdict
from newsletter.mail.composing import Mail
from newsletter.mail.signing import signed
from newsletter.mail.smtp import SmtpLine
from newsletter.mail.talking import Line, Talk


def line() -> Line:
    """Give a new line; it is opened with the first letter."""
    backend = get_connection()
    return SmtpLine(backend) if isinstance(backend, EmailBackend) else BackendLine(backend)


def send(mail: Mail, over: Line | None = None) -> Answer:
    """Sign one mail and hand it over, on a line of its own where none is given; give what the server says to it."""
    if over is None:
        with line() as own:
            return send(mail, own)
    return over.send(mail.to[0], signed(mail.on_the_wire()))


class BackendLine(Line):
    """Any other backend of Django's: files in development, memory in tests."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def talk(self, recipient: str, letter: bytes) -> Talk[Answer]:
        yield from ()  # a backend says at once what became of it
        try:
            taken = self._backend.send_messages([Finished(letter, recipient)])
        except OSError as error:
            return Answer(Verdict.DOWN, 0, str(error))
        return Answer(Verdict.TAKEN if taken else Verdict.LATER)

    def hang_up(self) -> None:
        self._backend.close()


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
