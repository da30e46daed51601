"""
Other words for the same thing: what an office writes for what residents say, abbreviations, initials of offices.

A question is also asked for in these words, and its page says so. They are general facts of the language of Polish
cities (``meanings.toml``, ``abbreviations.toml``), the city's own (its profile), and read of the names of its offices.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from django.conf import settings
from django.db import connection

from watchdog.core.kept import kept
from watchdog.core.text import fold
from watchdog.records import record_types
from watchdog.search.abbreviations import abbreviations
from watchdog.search.knowing import lemmas_of_words
from watchdog.search.question import is_small

LIST = Path(__file__).with_suffix(".toml")
MOST_NAMES = 500
"""Offices whose names are read; a city has fewer."""
FEWEST_INITIALS = 3
LONG = 5
"""Letters of a word whose forms all begin with the same two."""

_NAMES = "SELECT title FROM search_entry WHERE kind = ANY(%s) ORDER BY id LIMIT %s"
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[^\w\s-]| (?:w|we|im|nr|dla|przy|z) ")
"""Where a name goes on with a place, a patron or a number."""


@dataclass(frozen=True)
class Expression:
    """Some words in a row, in any form or, of an abbreviation, as they stand."""

    words: tuple[str, ...]
    inflected: bool = True

    def __str__(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Meaning:
    """What is asked for, and what it is called too."""

    asked: Expression
    called: Expression
    shown: str
    """The latter as people spell it."""
    instead: tuple[str, ...] = ()
    """How texts write what was asked for, where that alone would be something else."""

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The words by which it is known in a question, which has no small ones."""
        return tuple(word for word in self.asked.words if not is_small(fold(word)))


@dataclass(frozen=True)
class Meanings:
    """What may have other words in a question, with the words of which all of theirs are forms."""

    all: tuple[Meaning, ...] = ()
    lemmas: Mapping[str, frozenset[str]] = field(default_factory=dict)


def meanings(typed: Collection[str], *, offices: bool) -> Meanings:
    """Return what may have other words among the typed ones; names of offices too, where some may be among them."""
    begun = {start for word in typed for start in _starts(word)}
    listed = [each for start in begun for each in _by_start(settings.CITY).get(start, ())]
    if offices:
        listed += kept(("initials",), lambda: tuple(_initials()))
    found = tuple(each for each in dict.fromkeys(listed) if begun.issuperset(_start(word) for word in each.key))
    return Meanings(found, kept(("meant", found), lambda: lemmas_of_words(_words(found)))) if found else Meanings()


def words_of_meanings() -> set[str]:
    """Return every word whose forms must be known though it may stand in no entry."""
    return _words(_listed(settings.CITY))


def _words(found: Iterable[Meaning]) -> set[str]:
    sides = (side for each in found for side in (each.asked, each.called) if side.inflected)
    return {word for side in sides for word in side.words}


def _start(word: str) -> str:
    """Return the letters with which every form of a word begins: two, of a short one („pies”, „psa”) one."""
    return fold(word)[: 1 if len(word) < LONG else 2]


def _starts(word: str) -> tuple[str, str]:
    plain = fold(word)
    return plain[:1], plain[:2]


@cache
def _by_start(city: str) -> Mapping[str, list[Meaning]]:
    """Return what is listed by how the first word begins: hardly any of it is in a question."""
    found: dict[str, list[Meaning]] = {}
    for each in _listed(city):
        found.setdefault(_start(each.key[0]), []).append(each)
    return found


@cache
def _listed(city: str) -> tuple[Meaning, ...]:
    of_residents = tomllib.loads(LIST.read_text(encoding="utf-8"))["meaning"]
    pairs = [(said, called) for each in of_residents for said in each["said"] for called in each["called"]]
    short = [_shortened(each.short, each.long, each.stands) for each in abbreviations()]
    return (*(_meaning(*pair) for pair in pairs), *(each for both in short for each in both))


def _meaning(said: str, called: str) -> Meaning:
    return Meaning(_expression(said), _expression(called), called)


def _shortened(short: str, long: str, stands: tuple[str, ...] = ()) -> tuple[Meaning, Meaning]:
    """Give an abbreviation for what it stands for, and the other way round."""
    whole, written = _expression(long), Expression(stands or (short.lower(),), inflected=False)
    asked = Expression((short.lower(),), inflected=False)
    return Meaning(asked, whole, long, written.words if written != asked else ()), Meaning(whole, written, short)


def _expression(words: str) -> Expression:
    return Expression(tuple(words.lower().split()))


def _initials() -> Iterator[Meaning]:
    """Shorten the names of offices as people do: „Miejski Zarząd Usług Komunalnych w Gliwicach” is MZUK."""
    kinds = [kind.kind for kind in record_types() if kind.has_initials]
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [kinds, MOST_NAMES])
        names = [name for (name,) in cursor]
    for name in dict.fromkeys(map(_core, names)):
        words = _WORD.findall(name)
        short = "".join(word[0] for word in words)
        if len(short) >= FEWEST_INITIALS and short[0].isupper():
            yield from _shortened(short, " ".join(words).lower())


def _core(name: str) -> str:
    """Return a name up to where it goes on with a place, a patron or a number."""
    return _END.split(name, maxsplit=1)[0]
