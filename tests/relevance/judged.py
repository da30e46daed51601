"""
The judged questions: ``queries/<city>.toml``, read and checked.

A file names its city and holds questions::

    [[question]]
    text = "uchwałą budżetową"
    kind = "inflected"
    3 = ["/rada/uchwaly/2013/xxx-558-2013/"]
    1 = ["/rada/sesje/2010-2014/30/"]
    0 = ["/rada/uchwaly/2013/xxx-559-2013/"]
    why = "for whoever wonders about a judgement"

A record is named by its public address, which is made of its kind and its natural key (slug or number) and nothing
else. Grades are explained in docs/search.md; a record that is not named counts as 0. ``0`` names those that only look
alike and must not be met at all. A question without any record of grade 1 or more must find nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).parent / "queries"
GRADES = (3, 2, 1, 0)
KINDS: dict[str, str] = {
    "inflected": "another form of the word than the text has („uchwałą”, „dróg”)",
    "plain": "typed without diacritics („sciezki rowerowe”)",
    "typo": "one letter wrong, missing, doubled or swapped",
    "abbreviation": "a shortening for what is written out, or the other way round",
    "number": "of a resolution, a print, a contract, a firm, a paragraph, with any punctuation",
    "name": "of a person, an office or a firm, in any case",
    "place": "a street, a district, an object in the city",
    "phrase": "words in quotation marks, in their order",
    "without": "with a word that must not stand there",
    "either": "alternatives, joined by „lub”",
    "common": "two or three words that each stand in very many records",
    "topic": "what a resident wants to know, in a resident's words",
    "lookalike": "a word that looks like another which must not be met",
    "nothing": "asks for what is not there: the right answer is an empty one",
}
"""The kinds of questions, in the order of the table, and what makes a question one of them."""


@dataclass(frozen=True)
class Judged:
    """One question with what was judged about it."""

    city: str
    text: str
    kind: str
    grades: Mapping[str, int]
    """Grades by the records' addresses; those that only look alike have 0."""

    def __str__(self) -> str:
        return f"{self.city}: {self.text}"

    @property
    def is_empty(self) -> bool:
        """Whether the right answer is an empty one."""
        return not any(self.grades.values())

    @property
    def never(self) -> frozenset[str]:
        """Records that must not be met."""
        return frozenset(address for address, grade in self.grades.items() if not grade)


def cities() -> tuple[str, ...]:
    """Return the cities that have questions."""
    return tuple(sorted(path.stem for path in QUERIES.glob("*.toml")))


def questions(city: str) -> list[Judged]:
    """Return a city's questions; raise ``ValueError`` naming the one that is not written as it should be."""
    read = tomllib.loads((QUERIES / f"{city}.toml").read_text(encoding="utf-8"))
    found = [_judged(city, table) for table in read["question"]]
    twice = {each.text for each in found if sum(other.text == each.text for other in found) > 1}
    if twice:
        raise ValueError(f"{city}: asked twice: {', '.join(sorted(twice))}")
    return found


def _judged(city: str, table: Mapping[str, Any]) -> Judged:
    text, kind = table["text"], table["kind"]
    unknown = table.keys() - {"text", "kind", "why", *map(str, GRADES)}
    if unknown or kind not in KINDS:
        raise ValueError(f"{city}: {text}: unknown {', '.join(sorted(unknown)) or kind}")
    pairs = list(_pairs(table))
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"{city}: {text}: a record has two grades")
    judged = Judged(city, text, kind, dict(pairs))
    if judged.is_empty != (kind == "nothing"):
        raise ValueError(f"{city}: {text}: only a question of the kind „nothing” has no record to find")
    return judged


def _pairs(table: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for grade in GRADES:
        yield from ((address, grade) for address in table.get(str(grade), ()))
