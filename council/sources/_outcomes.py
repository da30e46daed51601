"""What a print says became of a question: „Wynik głosowania: przyjęto”, „Uchwała nie została podjęta”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from council.drafts import Result
from watchdog.core.text import fold, squash

_STATED = re.compile(r"wynik(?:\s+głosowania)?\s*:?\s+(?P<label>[^\d:]+)", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:uchwał\w+|wnios\w+|poprawk\w+|projekt\w*)\s.{0,40}(?:podję|przyję|odrzuc)\w+[.!]?", re.IGNORECASE
)
_FAILED = re.compile(r"odrzuc|\bnie (?:zostal\w* )?(?:przyj|podj|uchwal)|niepodj|nieprzyj|negatywn")
_PASSED = re.compile(r"przyj|podj|uchwalono|uchwalon[ay]\b|pozytywn")


def outcome(texts: Iterable[str]) -> tuple[Result, str]:
    """Give the result that the lines state and its words as printed; unknown and empty where they state none."""
    for text in map(squash, texts):
        stated = _STATED.fullmatch(text)
        label = stated["label"] if stated else text if _TOLD.fullmatch(text) else ""
        result = _meaning(fold(label))
        if result is not Result.UNKNOWN:
            return result, label
    return Result.UNKNOWN, ""


def _meaning(words: str) -> Result:
    if _FAILED.search(words):
        return Result.FAILED
    return Result.PASSED if _PASSED.search(words) else Result.UNKNOWN
