"""
Running numbers of votes that a text extraction has left inside their subjects.

In the two-column print the vote's number stands left of the subject, level with its middle; read as plain text, it
lands between two lines: „powołania Miejskiej 6 Komisji Wyborczej”. It is one token, at about the middle line's start,
and it grows from vote to vote, by more than one where votes are missing from the list. Years, street numbers and counts
in the subject look alike, so a session is read as a whole: the cheapest growing series of tokens wins.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

LINE = 88
"""Letters in a printed line of the subject, on average."""

LOWEST = 2
"""However many lines a subject has, the number never stands lower than at the start of the third."""

NO_TOKEN = 6.0
"""Cost of finding no number in a subject of several lines; a subject of one line has it beside, so there it is free."""

CLEAR = 0.5
"""By how much the chosen one of two equal figures must be better placed than the other."""

JUMP, STEP = 1.0, 0.2
"""Cost of a gap in the numbers, and of each number left out."""

_TOKEN = re.compile(r"(?:(?<=\s)|^)(\d{1,3})(?=\s|$)")


class Token(NamedTuple):
    """A figure standing alone in a subject, with how far from a plausible place it is (0 is best)."""

    value: int
    start: int
    cost: float


class Numbered(NamedTuple):
    """A vote's running number, where it can be known, and its subject without it."""

    number: int | None
    subject: str
    doubtful: bool = False
    """Whether two tokens were as good as each other, so that the subject was left as it is."""


class _Path(NamedTuple):
    cost: float
    tokens: tuple[Token | None, ...]


def numbered(subjects: list[str]) -> list[Numbered]:
    """Give each subject of one session, in order, its number and its text without it.

    A subject of one line shows no number; it is known all the same where no number is missing between its neighbours.
    """
    tokens = running_numbers(subjects)
    found = []
    for index, (subject, token) in enumerate(zip(subjects, tokens, strict=True)):
        if token is None:
            found.append(Numbered(_between(tokens, index), subject))
        elif _rivals(subject, token):
            found.append(Numbered(token.value, subject, doubtful=True))
        else:
            found.append(Numbered(token.value, without(subject, token)))
    return found


def running_numbers(subjects: list[str]) -> list[Token | None]:
    """Give for each subject of one session, in order, the token that is the vote's number, or ``None``."""
    paths: dict[int, _Path] = {0: _Path(0.0, ())}
    for index, subject in enumerate(subjects):
        absent = NO_TOKEN if len(_lines(subject)) > 1 else 0.0
        options = [(token, token.cost) for token in _tokens(subject, index + 1)]
        longer: dict[int, _Path] = {}
        for missing, path in paths.items():
            for token, cost in [*options, (None, absent)]:
                now = missing if token is None else token.value - index - 1
                if now < missing:
                    continue
                gap = JUMP + STEP * (now - missing) if now > missing else 0.0
                total = path.cost + cost + gap
                if now not in longer or total < longer[now].cost:
                    longer[now] = _Path(total, (*path.tokens, token))
        paths = longer
    return list(min(paths.values(), key=lambda path: path.cost).tokens)


def without(subject: str, token: Token) -> str:
    """Return the subject without that one token."""
    before, after = subject[: token.start], subject[token.start + len(str(token.value)) :]
    return f"{before.rstrip()} {after.lstrip()}".strip()


def _between(tokens: list[Token | None], index: int) -> int | None:
    """Return the number of a vote without a token when as many numbers are missing after it as before it."""
    before = [token.value - at - 1 for at, token in enumerate(tokens[:index]) if token]
    after = [token.value - at - 1 for at, token in enumerate(tokens) if token and at > index]
    missing = before[-1] if before else 0
    return index + 1 + missing if after and after[0] == missing else None


def _rivals(subject: str, chosen: Token) -> bool:
    """Say whether the same figure stands at another place that is as plausible."""
    others = (token for token in _tokens(subject, chosen.value) if token.value == chosen.value)
    return any(token.start != chosen.start and token.cost - chosen.cost < CLEAR for token in others)


def _tokens(subject: str, least: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(subject):
        if int(found[1]) >= least and str(int(found[1])) == found[1]:
            rest = without(subject, Token(int(found[1]), found.start(), 0))
            yield Token(int(found[1]), found.start(), _distance(rest, found.start()))


def _distance(subject: str, start: int) -> float:
    """Say how far a place is from the start of a middle line, in fives of letters for each line before it."""
    lines = _lines(subject)
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines) + 1)]
    middle = {min(len(lines) // 2, LOWEST), min((len(lines) + 1) // 2, LOWEST)}
    nearest = min((abs(start - starts[at]) / at for at in middle if at), default=float(start != 0) * LINE)
    at_end = 1.0 if start >= len(subject) else NO_TOKEN
    return min(nearest / 5, at_end, NO_TOKEN - 0.5)


def _lines(subject: str) -> list[str]:
    return textwrap.wrap(subject, LINE) or [""]
