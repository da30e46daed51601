"""
What a title says that its act does to other acts: „zmieniająca uchwałę nr V/64/2003”.

A number mentioned in a title is never the act's own. Only the words right at the head of the title count: what the
changed act itself had changed before („zmieniającą uchwałę nr …”, in another case) is that act's doing, not this one's.
Free of Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from council.drafts import RelationKind
from watchdog.core.ids import resolution_number
from watchdog.core.text import squash

_NUMBER = r"[IVXLCDM]+\s?/\s?\d{1,4}\s?/\s?(?:\d{4}|\d{2})\b"
_NR = r"(?:nr\.?\s*)?"
_COUNCIL = r"(?:rady\s+(?:miasta|miejskiej)(?:\s+(?:w\s+)?\w+)?\s+)?"
_PART = r"(?:załącznik\w*\s+(?:graficzn\w+\s+)?(?:nr\s+\w+\s+)?(?:do\s+)?)?"
_HEADS = {
    RelationKind.CHANGES: r"zmieniając(?:a|ej)|(?:w\s+sprawie\s+)?zmian(?:a|y)",
    RelationKind.REPEALS: r"uchylając(?:a|ej)|(?:w\s+sprawie\s+)?uchyleni[ea]",
    RelationKind.CONSOLIDATES: r"(?:w\s+sprawie\s+)?(?:ogłoszeni[ea]\s+)?(?:tekstu\s+jednolitego|jednolitego\s+tekstu)",
    RelationKind.EXECUTES: r"(?:w\s+sprawie\s+)?wykonani[ea]",
}
_ACTS = {
    kind: re.compile(rf"(?:uchwał[aęy]\s+)?(?:{head})\s+{_PART}uchwał\w*\s+{_COUNCIL}{_NR}(?P<number>{_NUMBER})", re.I)
    for kind, head in _HEADS.items()
}
_DATED = re.compile(
    r"\s+z\s+dnia\s+\d{1,2}\.?\s*\S+\s+\d{4}\s*(?:r\.|roku)?|\s+z\s+dnia\s+\d{1,2}\.\d{1,2}\.\d{4}\s*(?:r\.)?", re.I
)
_MORE = re.compile(rf"\s*(?:,|\s(?:i|oraz)\s)\s*(?:uchwał\w*\s+)?{_COUNCIL}{_NR}(?P<number>{_NUMBER})", re.I)
_AND = re.compile(r"\s*(?:,|\s(?:i|oraz)\s)\s*", re.I)


class Reference(NamedTuple):
    """What the act does, and the number of the act to which it does so, in its one form."""

    kind: RelationKind
    number: str


def references(title: str) -> tuple[Reference, ...]:
    """Give what the head of a title says that the act does to other acts, each once, in the title's order."""
    return tuple(dict.fromkeys(_read(squash(title))))


def _read(rest: str) -> Iterator[Reference]:
    while rest:
        found = next(((kind, match) for kind, act in _ACTS.items() if (match := act.match(rest))), None)
        if found is None:
            return
        kind, match = found
        while match:
            if number := resolution_number(match["number"]):
                yield Reference(kind, str(number))
            rest = _without_date(rest[match.end() :])
            match = _MORE.match(rest)
        joined = _AND.match(rest)
        rest = rest[joined.end() :] if joined else ""


def _without_date(text: str) -> str:
    dated = _DATED.match(text)
    return text[dated.end() :] if dated else text
