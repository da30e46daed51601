"""What a mail server says to one mail, and what it means for that mail. Nothing here knows models."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LONGEST = 300
"""Characters of a server's answer that are kept."""


class Verdict(Enum):
    """What has become of one mail."""

    TAKEN = "taken"
    """The server has taken it: it must not be sent again."""
    LATER = "later"
    """It was not taken for now (4xx, or the connection broke before the mail's end was sent)."""
    REFUSED = "refused"
    """It will never be taken (5xx)."""
    UNKNOWN = "unknown"
    """The connection broke after the mail had been handed over and before the answer: it may have left."""
    DOWN = "down"
    """There is no server to speak to; nothing was tried."""
    STOP = "stop"
    """The server refuses us, whoever the reader is (log-in, sender): the rest must not be tried."""


@dataclass(frozen=True)
class Answer:
    """A verdict with the server's own words."""

    verdict: Verdict
    code: int = 0
    text: str = ""

    @property
    def words(self) -> str:
        """Give code and words as they are kept."""
        return " ".join(filter(None, [str(self.code or ""), *self.text.split()]))[:LONGEST]


def judged(code: int, text: bytes | str, *, of_sender: bool = False) -> Answer:
    """Say what a code of RFC 5321 means; ``of_sender`` where it speaks of us and not of the reader."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if 200 <= code < 400:
        return Answer(Verdict.TAKEN, code, words)
    if 500 <= code < 600:
        return Answer(Verdict.STOP if of_sender else Verdict.REFUSED, code, words)
    return Answer(Verdict.LATER, code, words)
