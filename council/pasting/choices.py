"""The words by which minutes tell how people voted, and the figures beside them. Free of Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from council.drafts import Choice
from watchdog.core.text import UNDECOMPOSED

WORDS: tuple[tuple[Choice | str, str], ...] = (
    (Choice.EXCLUDED, r"wylacz(?:on|en)\w*(?:\s+(?:sie|z\s+(?:\w+\s+)?glosowani\w+))*"),
    (Choice.ABSENT, r"nieobecn\w*(?:\s*/\s*nieobecn\w+)?|nie\s+byl\w*\s+obecn\w+"),
    (
        Choice.NOT_VOTING,
        r"(?:obecn\w+\s*[,–-]?\s*)?(?:nie\s*glosow\w+|nie\s*glosuj\w*|nie\s?oddan\w+|nie\s+oddal\w*(?:\s+glos\w*)?"
        r"|nie\s+(?:wzial|wziel)\w*\s+udzialu(?:\s+w\s+glosowaniu)?|brak\s+glos\w*)",
    ),
    (Choice.ABSTAIN, r"(?:glos\w*\s+)?wstrzym\w+(?:\s+sie)?(?:\s+od\s+glos\w+)?|wstrzy?m?\.(?:\s*sie)?"),
    (Choice.AGAINST, r"(?:glos\w*\s+)?przeciw(?:k\w+|n\w+)?"),
    (Choice.FOR, r"(?:glos\w*\s+)?za"),
    ("present", r"obecn\w+"),
    ("eligible", r"uprawnion\w+"),
)
"""In flat text, the longer before the shorter; „obecni” and „uprawnieni” have only a number."""
PHRASE = re.compile("|".join(rf"(?P<p{place}>\b(?:{words})(?!\w))" for place, (_what, words) in enumerate(WORDS)))
COUNTERS: dict[Choice | str, str] = {
    Choice.FOR: "za",
    Choice.AGAINST: "przeciw",
    Choice.ABSTAIN: "wstrzymal_sie",
    Choice.ABSENT: "nieobecni",
    Choice.NOT_VOTING: "nie_glosowali",
    "present": "present",
    "eligible": "eligible",
}
"""The counter of ``Official`` beside each word; nobody prints one for those excluded."""
_FILL = (
    r"(?:(?:bylo|byl[aiy]?|radn\w+|os[oó]b\w*|glos\w*|sie|ogolem|lacznie|liczba|liczbie|to"
    r"|wnios\w+|projekt\w+|uchwal\w+)\s*)"
)
AFTER = re.compile(rf"[\s:–=(„\"’'”-]*{_FILL}{{0,3}}[\s:–=(-]*(?P<number>\d{{1,3}})(?!\d|\s*[.)]\s*[^\W\d]|[./:]\d)")
BEFORE = re.compile(rf"(?<![\d./:])(?P<number>\d{{1,3}})\s*{_FILL}{{0,3}}$")
NOBODY = re.compile(r"[\s:–(-]*(?:brak|nikt\w*(?:\s+nie)?(?:\s+byl\w*)?|nie\s+bylo|zero|nie\s+stwierdzono)[\s.,;)]*$")
UNANIMOUS = re.compile(r"\bjedno(?:glosn|mysln)\w+")
REST = re.compile(r"\b(?:pozostal\w+|reszta|wszys(?:cy|tkie))\b(?:\s+(?:obecn\w+|radn\w+|osob\w+|na\s+sali|inn\w+))*")


@dataclass(frozen=True)
class Phrase:
    """One such word in a text."""

    what: Choice | str
    start: int
    end: int


def flat(text: str) -> str:
    """Return the text in lower case without diacritics, letter for letter: places in it are those in ``text``."""
    return "".join(_plain(letter) for letter in text)


def phrases(flat_text: str) -> list[Phrase]:
    """Give the words that tell how somebody voted, in their order; „wszyscy obecni” counts nobody as present."""
    return list(_found(REST.sub(lambda found: "_" * len(found[0]), flat_text)))


def counted(flat_text: str, phrase: Phrase, before: int) -> int | None:
    """Give the number beside a word: „za: 20”, „za głosowało 20 radnych”, „20 głosów za”; ``before``: where to stop."""
    found = AFTER.match(flat_text, phrase.end) or BEFORE.search(flat_text[before : phrase.start].rstrip())
    return int(found["number"]) if found else None


def _found(text: str) -> Iterator[Phrase]:
    for found in PHRASE.finditer(text):
        place = next(place for place in range(len(WORDS)) if found[f"p{place}"])
        yield Phrase(WORDS[place][0], found.start(), found.end())


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter.lower())[:1].translate(UNDECOMPOSED)
    return base if len(base) == 1 else letter
