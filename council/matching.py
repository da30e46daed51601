"""
When two documents speak of the same vote, and how a vote's address is made.

One vote read from two sources is one vote with two readings; nothing here decides which reading is shown. Free of
Django.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, Self

from council.drafts import MeetingRef, VoteDraft
from watchdog.core.ids import resolution_number
from watchdog.core.text import fold, slugify, subject_key

CUT = "[…]"
"""Closes a text that its source cuts."""

LEAST_CUT = 80
"""A cut subject is compared by its beginning when that has at least so many letters and digits."""

BOILERPLATE = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,2})?\s?[a-z]?\s?[.)]\s*)?(?:(?:rozpatrzenie|glosowanie)\s+)?"
    r"(?:projekt(?:u|y)?\s+(?:uchwal\w*|apelu|stanowiska)\s+)?"
    r"(?:(?:zmienia|uchyla)\w+\s+uchwal\w+\s+)?(?:w sprawie\s+)?"
)
"""Opening words that most subjects share and that tell nothing in an address."""

SUBJECT_LENGTH = 50


class Question(NamedTuple):
    """What tells one vote from another, as far as a document or the record knows it."""

    day: date | None
    body: str
    """``council``, or the committee's name."""
    number: int | None
    subject: str
    print_number: str = ""

    @classmethod
    def of(cls, draft: VoteDraft) -> Self:
        return cls(draft.day, body_of(draft.meeting), draft.number, draft.subject, draft.print_number)


def body_of(meeting: MeetingRef) -> str:
    """Name the body that met, so that the council and a committee on one day are never taken for each other."""
    return meeting.committee or str(meeting.kind)


def same_question(one: Question, other: Question) -> bool:
    """Say whether two readings are of one vote: same day, same body, same words.

    The running number and the print sign must agree where both know them; figures equal to the running number and
    everything that is no letter or digit are left out of the comparison, since extractions drop and misplace them. A
    subject that its source cuts is compared as far as it goes.
    """
    if one.day is None or one.day != other.day or fold(one.body) != fold(other.body):
        return False
    if one.number is not None and other.number is not None and one.number != other.number:
        return False
    if one.print_number and other.print_number and _sign(one.print_number) != _sign(other.print_number):
        return False
    number = one.number if one.number is not None else other.number
    return _same_words(one.subject, other.subject, number)


def vote_slug(draft: VoteDraft) -> str:
    """Make a vote's lasting address from what its document says, never from a database key.

    ``2014-06-12-uchwala-xliv-949-2014`` where the vote adopted a numbered resolution; else day (or year), committee,
    agenda item, the subject's first telling words and the print sign. Two votes of a day may share it (a vote that was
    repeated): whoever stores them then adds the running number.
    """
    when = draft.day.isoformat() if draft.day else str(draft.year)
    number = resolution_number(draft.resolution)
    if number or draft.resolution:
        return f"{when}-uchwala-{slugify(str(number or draft.resolution))}"
    subject = slugify(BOILERPLATE.sub("", fold(draft.subject)) or draft.subject, SUBJECT_LENGTH)
    druk = f"druk-{slugify(draft.print_number)}" if draft.print_number else ""
    parts = (when, slugify(draft.meeting.committee, 40), slugify(draft.item), subject, druk)
    return "-".join(part for part in parts if part)


def _same_words(one: str, other: str, number: int | None) -> bool:
    keys = subject_key(one, number), subject_key(other, number)
    if keys[0] == keys[1]:
        return True
    cut = [key for text, key in zip((one, other), keys, strict=True) if text.rstrip().endswith(CUT)]
    start = min(cut, key=len, default="")
    return len(start) >= LEAST_CUT and all(key.startswith(start) for key in keys)


def _sign(text: str) -> str:
    return fold(text).replace(" ", "")
