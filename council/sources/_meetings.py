"""
Meetings as prints name them above a vote: „XX sesja Rady Miasta Katowice”, „12. posiedzenie Komisji Rewizyjnej”.

The number stands before or after the word, in Roman or Arabic figures, or nowhere; what kind of session it was, the
term and the day may follow and are no part of the council's name.
"""

from __future__ import annotations

import re

from council.drafts import BodyKind, MeetingRef
from watchdog.core.ids import roman_to_int
from watchdog.core.text import squash

TITLE = re.compile(r"\b(sesj[aieę]|posiedzeni[aeu]|komisj[aięe])")
"""In folded text: what every title of a meeting has."""

_NUMBER = r"(?:[IVXLCDM]+|\d{1,3})"
_MEETING = re.compile(
    rf"(?:(?P<before>{_NUMBER})\.?(?:/\d{{2,4}})?\s+)?(?:\w+\s+){{0,2}}?(?P<word>sesja|posiedzenie)\b"
    r"(?:\s+(?:(?:nad)?zwyczajn[ae]|uroczyst[ae]|budżetow[ae]|absolutoryjn[ae]|wspóln[ae]|wyjazdow[ae]))*"
    rf"(?:\s+(?:nr\.?\s*)?(?P<after>{_NUMBER})\.?(?:/\d{{2,4}})?(?=\s|$))?"
    r"(?:\s+(?P<body>.+))?",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:(?:^|\s)(?:[IVX]+\s+)?kadencj[ia](?:\s+(?:\d{4}\s*[-–]\s*\d{4}|[IVX]+\b))?)", re.IGNORECASE)
_DAY = re.compile(r"\s*(?:[,–-]\s*)?\b(?:z|w)\s+dni(?:a|u)\s+\d.*$|\s*[,–-]\s*\d{1,2}[. ].*\d{4}.*$", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"komisji\s+(?P<name>.+?)(?:[,\s]+(?P<council>Rady\s+(?:Mia|Miejsk|Gmin|Powiat|Dzielnic|m\.).*))?", re.IGNORECASE
)


def meeting_titled(title: str, aside: int | None = None) -> MeetingRef | None:
    """Read a meeting's title; ``aside`` is the number printed beside it, which stands where the title has none.

    ``None`` for a text that is no title, and for a number that no meeting can have.
    """
    found = _MEETING.fullmatch(squash(title))
    if not found:
        return None
    body = squash(_DAY.sub("", _TERM.sub(" ", found["body"] or ""))).rstrip(" .,")
    try:
        number = _value(found["before"] or found["after"]) or aside
        committee = _COMMITTEE.fullmatch(body)
        if committee:
            name, council = _nominative(committee["name"]), committee["council"] or ""
            return MeetingRef(kind=BodyKind.COMMITTEE, committee=name, council=council, number=number)
        return MeetingRef(council=body, number=number)
    except ValueError:
        return None


def titled_number(title: str) -> int | None:
    """Give the number that a title itself states."""
    meeting = meeting_titled(title)
    return meeting.number if meeting else None


def _value(number: str | None) -> int | None:
    if not number:
        return None
    return int(number) if number.isdecimal() else roman_to_int(number)


def _nominative(name: str) -> str:
    """Turn „Rewizyjnej” of „Komisji Rewizyjnej” into the committee's name; „Budżetu i Finansów” stays as it is."""
    words = name.split()
    for place, word in enumerate(words):
        if not word.endswith("ej"):
            break
        words[place] = re.sub(r"(?<=[kg])iej$|ej$", "a", word)
    return " ".join(["Komisja", *words])
