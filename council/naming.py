"""
How like a person a written name is: whom of those we know a list, a minute or a volunteer may have meant.

A name comes in either order, in an oblique case („Nowaka Jana”), with an initial, with one half of a double family
name, without diacritics or with a slip of one letter. Every answer says why it was given; nothing here decides, a
person does. Neither Django nor models are known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from watchdog.core.text import DASHES, fold, name_key, untitled

ENDINGS = {
    "a": "y i e ie ej",
    "ka": "ki ce ke kiej",
    "ga": "gi dze ge giej",
    "cha": "chy sze che",
    "ra": "ry rze re rej",
    "ta": "ty cie te tej",
    "da": "dy dzie de dej",
    "la": "ly li le lej",
    "na": "ny nie ne nej",
    "ia": "ii i ie iej",
    "ja": "ji i je",
    "i": "iego iemu im",
    "y": "ego emu ym",
    "e": "ego emu em",
}
"""How a folded name that ends in a vowel ends in the other cases; a name is matched by every ending that it has."""
AFTER_CONSONANT = "a owi em u e ie ia iowi iem iu"
"""What a folded name that ends in a consonant takes; with ``i`` after a soft one, whose mark folding has removed."""
SOFTENED = {"r": "rze", "t": "cie", "d": "dzie", "st": "scie"}
"""The locative of some last consonants."""
FLEETING = {
    "ek": "k",
    "iek": "k",
    "ec": "c",
    "iec": "c",
    "el": "l",
    "iel": "l",
    "iol": "l",
    "er": "r",
    "en": "n",
    "ew": "w",
    "ab": "eb",
}
"""Stems that change before an ending: „Marek”, „Marka”; „Wróbel”, „Wróbla”; „Gołąb”, „Gołębia”."""
VOWELS = "aeiouy"
SHORTEST_SLIP = 4
"""How many letters a word must have before one wrong letter may be taken for a slip; „Lis” and „Lus” are two names."""


class Why(StrEnum):
    """Why a person may be meant, from the surest."""

    SAME = "same"
    FEWER_GIVEN = "fewer_given"
    INFLECTED = "inflected"
    INITIAL = "initial"
    HALF = "half"
    SLIP = "slip"
    FAMILY_ONLY = "family_only"


CLOSENESS = {
    Why.SAME: 1.0,
    Why.FEWER_GIVEN: 0.97,
    Why.INFLECTED: 0.95,
    Why.INITIAL: 0.87,
    Why.HALF: 0.85,
    Why.SLIP: 0.75,
    Why.FAMILY_ONLY: 0.65,
}
"""How close each reason is to certainty (0..1). The scale orders candidates; it is no probability."""


@dataclass(frozen=True)
class Known:
    """Someone we know: ``key`` is whatever the caller knows the person by, ``spellings`` other names in documents."""

    key: int
    given: str
    family: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A person who may be meant, how close the name is (0..1), and the least sure of the reasons."""

    key: int
    score: float
    why: Why


def candidates(name: str, people: Iterable[Known]) -> list[Match]:
    """Give the people whom a written name may mean, the closest first; nobody for a name like no one's."""
    matches = (match for person in people if (match := _match(name, person)) is not None)
    return sorted(matches, key=lambda match: (-match.score, match.key))


def _match(name: str, person: Known) -> Match | None:
    keys = {name_key(f"{person.given} {person.family}"), *map(name_key, person.spellings)}
    if name_key(name) in keys or name_key(untitled(name)) in keys:
        return Match(person.key, 1.0, Why.SAME)
    found = [
        found for words in _readings(name) for family in _families(person) for found in _fits(words, family, person)
    ]
    if not found:
        return None
    score, why = max(found)
    return Match(person.key, round(score, 3), why)


def _words(name: str) -> list[str]:
    return DASHES.sub("-", fold(untitled(name))).replace(",", " ").replace(".", " ").split()


def _readings(name: str) -> Iterator[list[str]]:
    """Give the words of a name, and again with two neighbours as one double name („Nowak Kowalska Anna”)."""
    words = _words(name)
    yield words
    for first in range(len(words) - 1) if len(words) > 2 else ():
        yield [*words[:first], "-".join(words[first : first + 2]), *words[first + 2 :]]


def _families(person: Known) -> set[str]:
    """Give the family names of a person, former ones too: what a spelling has beside the given names."""
    given = set(_words(person.given))
    others = ("-".join(word for word in _words(spelling) if word not in given) for spelling in person.spellings)
    return {"-".join(_words(person.family)), *filter(None, others)}


def _fits(words: list[str], family: str, person: Known) -> Iterator[tuple[float, Why]]:
    """Read each of the words as the family name in turn and the others as given names."""
    for place, word in enumerate(words):
        surname = _family_like(word, family)
        given = _given_like([*words[:place], *words[place + 1 :]], _words(person.given))
        if surname and given:
            yield CLOSENESS[surname] * CLOSENESS[given], min(surname, given, key=lambda why: CLOSENESS[why])


def _family_like(written: str, known: str) -> Why | None:
    parts, halves = written.split("-"), known.split("-")
    if len(parts) == len(halves):
        return _least(_word_like(part, half) for part, half in zip(parts, halves, strict=True))
    shared = (_word_like(part, half) for part in parts for half in halves)
    return Why.HALF if any(why in (Why.SAME, Why.INFLECTED) for why in shared) else None


def _given_like(written: list[str], known: list[str]) -> Why | None:
    """Compare given names; any of several may be left out, and one more may be written than we know."""
    if not written:
        return Why.FAMILY_ONLY
    found = [_best(_first_name_like(word, name) for name in known) for word in written]
    said = [why for why in found if why]
    complete = len(said) == len(found) == len(known)
    return _least([*said, Why.SAME if complete else Why.FEWER_GIVEN]) if said and found.count(None) <= 1 else None


def _first_name_like(written: str, known: str) -> Why | None:
    return Why.INITIAL if len(written) == 1 and known.startswith(written) else _word_like(written, known)


def _word_like(written: str, known: str) -> Why | None:
    if written == known:
        return Why.SAME
    if written in oblique(known):
        return Why.INFLECTED
    return Why.SLIP if min(len(written), len(known)) >= SHORTEST_SLIP and one_slip(written, known) else None


def _least(reasons: Iterable[Why | None]) -> Why | None:
    """Give the least sure of the reasons; none where one is missing."""
    given = list(reasons)
    sure = [why for why in given if why]
    return min(sure, key=lambda why: CLOSENESS[why]) if len(sure) == len(given) else None


def _best(reasons: Iterable[Why | None]) -> Why | None:
    return max((why for why in reasons if why), key=lambda why: CLOSENESS[why], default=None)


@lru_cache(maxsize=4096)
def oblique(word: str) -> frozenset[str]:
    """Give the folded forms of one folded word of a name in every case, the nominative with them.

    Rather too many than too few: whoever is no candidate is not offered, and no form decides alone.
    """
    forms = {word}
    for ending, cases in ENDINGS.items():
        if word.endswith(ending):
            forms.update(word.removesuffix(ending) + case for case in cases.split())
    if word.endswith("o"):  # „Fredro”, „Fredry”; „Bruno”, „Brunona”
        forms |= oblique(word[:-1] + "a") | oblique(word + "n")
    elif word and word[-1] not in VOWELS:
        stems = [word, *(word.removesuffix(end) + stem for end, stem in FLEETING.items() if word.endswith(end))]
        forms.update(stem + case for stem in stems for case in AFTER_CONSONANT.split())
        forms.update(word.removesuffix(end) + case for end, case in SOFTENED.items() if word.endswith(end))
    return frozenset(forms)


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter (another, missing, added, swapped with its neighbour) or by ``rn``
    read as ``m``, which scans confuse."""
    if one == other or abs(len(one) - len(other)) > 1:
        return one != other and one.replace("rn", "m") == other.replace("rn", "m")
    if len(one) == len(other):
        differ = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            return one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        return len(differ) == 1
    longer, shorter = sorted((one, other), key=len, reverse=True)
    cut = any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
    return cut or one.replace("rn", "m") == other.replace("rn", "m")
