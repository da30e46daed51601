"""
A line to a mail server, over which one letter goes after the other.

Django's own backend opens it (address, TLS and log-in come from the settings); the conversation about each letter is
held here, because only step by step can it be known whether a broken connection may have taken the letter along. Who
writes to whom is said in one breath where the server takes it so (RFC 2920), for each answer is a way there and back.
"""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from newsletter.mail.answers import Answer, Verdict, judged
from newsletter.mail.talking import Line, Talk

LAST_ANSWER = 600
"""Seconds that a server has to say whether it took a letter (RFC 5321, 4.5.3.2.6): asking sooner makes doubts."""

BROKEN = (smtplib.SMTPException, OSError)


class SmtpLine(Line):
    """One connection to an SMTP server, opened with the first letter and again after it broke."""

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend
        self._sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]

    def talk(self, recipient: str, letter: bytes) -> Talk[Answer]:
        if not (recipient.isascii() and recipient.isprintable()):
            return Answer(Verdict.REFUSED, 0, "no address that can be said to a server")
        if (refused := self._connected()) is not None:
            return refused
        smtp = self._backend.connection
        assert smtp is not None, "it was opened above"
        try:
            refused = yield from self._offer(smtp, recipient)
        except BROKEN as error:
            self.hang_up()
            return Answer(Verdict.LATER, 0, str(error))
        return self._put_back(smtp, refused) if refused else (yield from self._hand_over(smtp, letter))

    def hang_up(self) -> None:
        """Close the line, without waiting long for a server that says nothing."""
        smtp = self._backend.connection
        if smtp is not None and smtp.sock is not None:
            smtp.sock.settimeout(1)
        try:
            self._backend.close()
        except BROKEN:
            self._backend.connection = None

    def _connected(self) -> Answer | None:
        """Open the line where it is closed; give what speaks against it."""
        if self._backend.connection is not None:
            return None
        try:
            self._backend.open()
            if self._backend.connection is not None:
                self._backend.connection.ehlo_or_helo_if_needed()
        except smtplib.SMTPResponseException as error:
            self.hang_up()
            answer = judged(error.smtp_code, error.smtp_error, of_sender=True)
            return answer if answer.verdict is Verdict.STOP else Answer(Verdict.DOWN, answer.code, answer.text)
        except BROKEN as error:
            self.hang_up()
            return Answer(Verdict.DOWN, 0, str(error))
        return None

    def _offer(self, smtp: smtplib.SMTP, recipient: str) -> Talk[Answer | None]:
        """Say who writes to whom; give the server's answer unless it waits for the letter now."""
        words = f"MAIL FROM:<{self._sender}>\r\n", f"RCPT TO:<{recipient}>\r\n", "DATA\r\n"
        if smtp.has_extn("pipelining"):
            smtp.send("".join(words))
            yield
            return self._refusal_among(smtp, words)
        for place, each in enumerate(words):
            smtp.send(each)
            yield
            if (answer := _heard(smtp, place)).verdict is not Verdict.TAKEN:
                return answer
        return None

    def _refusal_among(self, smtp: smtplib.SMTP, words: Sequence[str]) -> Answer | None:
        """Hear the answers to all that was said in one breath, and give the first that refuses something."""
        refused: Answer | None = None
        for place, _said in enumerate(words):
            try:
                answer = _heard(smtp, place)
            except BROKEN:
                if refused is None:
                    raise
                return refused
            if answer.verdict is not Verdict.TAKEN:
                refused = refused or answer
        if refused and answer.verdict is Verdict.TAKEN:  # it waits for a letter that nobody is to get
            self.hang_up()
        return refused

    def _hand_over(self, smtp: smtplib.SMTP, letter: bytes) -> Talk[Answer]:
        """Send the letter itself; from here on a broken connection leaves a doubt."""
        try:
            smtp.send(letter.replace(b"\r\n.", b"\r\n..") + b".\r\n")  # no letter begins with a dot
            if smtp.sock is not None:
                smtp.sock.settimeout(LAST_ANSWER)
            yield
            answer = judged(*smtp.getreply())
            if smtp.sock is not None:
                smtp.sock.settimeout(self._backend.timeout)
        except BROKEN as error:
            self.hang_up()
            return Answer(Verdict.UNKNOWN, 0, str(error))
        return answer if answer.verdict is Verdict.TAKEN else self._put_back(smtp, answer)

    def _put_back(self, smtp: smtplib.SMTP, answer: Answer) -> Answer:
        """Make the line ready for the next letter after one that was not taken."""
        try:
            if answer.code == 421 or smtp.rset()[0] != 250:
                self.hang_up()
        except BROKEN:
            self.hang_up()
        return answer


def _heard(smtp: smtplib.SMTP, place: int) -> Answer:
    """Read the next answer: what is said to the first words is about us, whoever the reader is."""
    return judged(*smtp.getreply(), of_sender=place == 0)
