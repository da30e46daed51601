"""
What the database knows of the words of a question: of which words they are forms, and which forms stand in entries.

A word is looked up as it is spelled; where it has no diacritics, as any word that looks so without them; where nothing
is spelled so, as a name that no dictionary has in another case, and last as a word from which it differs by one letter
(``guessing``). The words of the database are read, no dictionary (``learning``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from watchdog.core.text import fold
from watchdog.search.guessing import GUESSES, SHORTEST_MISTYPED, likelier, one_letter_off, other_cases

MOST_FORMS = 40
"""Forms of one word: a verb with its participles has more, and each is another list for the index to read."""

_FORMS = "SELECT form, plain, lemmas, stands FROM search_form WHERE plain = ANY(%s)"
_NAMED = _FORMS + " AND stands AND lemmas = '{}' ORDER BY form"
_ONE_OFF = _FORMS + " AND (stands OR lemmas <> '{}') ORDER BY stands DESC, form"
_STANDING = "SELECT form, plain, lemmas, stands FROM search_form WHERE stands AND lemmas && %s ORDER BY form"
_ALIKE = "SELECT plain FROM search_form WHERE stands AND plain = ANY(%s) AND NOT lemmas && %s"
_BEGUN = """
    SELECT said FROM unnest(%s::text[]) AS said
    WHERE EXISTS (SELECT FROM search_word WHERE word >= said COLLATE "C" AND word < (said || chr(1114111)) COLLATE "C")
"""

Row = tuple[str, str, list[str], bool]
"""A form, the same as the index keeps it, the words of which it may be one, and whether it stands in an entry."""


@dataclass
class Known:
    """What the database knows of the words of one question."""

    lemmas: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of each word the words of which it may be a form."""
    spelled: set[str] = field(default_factory=set)
    """Typed words that are forms exactly as they were typed."""
    near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a word that stands nowhere the forms that are meant: the same name in other cases, or one letter off."""
    standing: list[Row] = field(default_factory=list)
    alike: dict[str, list[Row]] = field(default_factory=dict)
    """The forms that look like a typed word, by what the index keeps of them."""

    def forms(self, word: str) -> list[Row]:
        """Return the forms that stand in entries, of the words that this one may be; the best known come first."""
        lemmas = self.lemmas.get(word, frozenset())
        return [row for row in self.standing if not lemmas.isdisjoint(row[2])][:MOST_FORMS]

    def alternatives(self, word: str) -> tuple[str, ...]:
        """Return the word and its forms that stand in entries, as the index keeps them."""
        plains = (fold(word), *map(fold, self.near.get(word, ())), *(row[1] for row in self.forms(word)))
        return tuple(plain for plain in dict.fromkeys(plains) if plain.isalnum() and plain.isascii())

    def stand(self, others: Mapping[str, frozenset[str]]) -> None:
        """Read the forms that stand in entries, of the typed words and of others, whose words are given."""
        typed = list(self.lemmas)
        self.lemmas |= {word: lemmas for word, lemmas in others.items() if word not in self.lemmas}
        lemmas = sorted(frozenset().union(*self.lemmas.values()))
        self.standing = _rows(_STANDING, [lemmas]) if lemmas else []
        self._settle(typed)

    def _settle(self, typed: Iterable[str]) -> None:
        """Take „szkole” for „szkoła”; for „szkolę” too only if somebody wrote that, „uchwala” is „uchwała”."""
        standing = lemmas_of(self.standing)
        for word in typed:
            if word not in self.spelled:
                continue
            those = self.alike.get(fold(word), [])
            spelled = lemmas_of(row for row in those if row[0] == word)
            if not spelled.isdisjoint(standing):
                self.lemmas[word] &= spelled | lemmas_of(row for row in those if row[3] or row[0] in row[2])


def look_up(typed: Sequence[str]) -> Known:
    """Return what is known of typed words, in lower case; which forms stand is read by ``Known.stand``."""
    known = Known()
    typed = list(dict.fromkeys(typed))
    for row in _rows(_FORMS, [sorted(map(fold, typed))]) if typed else ():
        known.alike.setdefault(row[1], []).append(row)
    for word in typed:
        alike = known.alike.get(fold(word), [])
        exact = [row for row in alike if row[0] == word]
        known.spelled.update(row[0] for row in exact)
        known.lemmas[word] = lemmas_of(exact if exact and word != fold(word) else alike)
    _decline(known, [word for word in typed if not known.lemmas[word]])
    unknown = [word for word in typed if not (known.alike.get(fold(word)) or known.near.get(word))]
    _correct(known, [word for word in unknown if len(word) >= SHORTEST_MISTYPED])
    return known


def lemmas_of_words(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return of each word, spelled as it should be, the words of which it may be a form."""
    wanted = set(words)
    found: dict[str, set[str]] = {}
    for form, _plain, lemmas, _stands in _rows(_FORMS, [sorted(map(fold, wanted))]) if wanted else ():
        if form in wanted:
            found.setdefault(form, set()).update(lemmas)
    return {word: frozenset(lemmas) for word, lemmas in found.items()}


def told_apart(word: str, rows: list[Row], known: Known) -> tuple[str, ...]:
    """Return the forms as they are spelled where the index, which knows no diacritics, takes others for them."""
    if word == fold(word) or word not in known.spelled or not rows:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [[row[1] for row in rows], sorted(known.lemmas[word])])
        is_alike = cursor.fetchone() is not None
    return tuple(row[0] for row in rows) if is_alike else ()


def lemmas_of(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(lemma for row in rows for lemma in row[2])


def _decline(known: Known, names: list[str]) -> None:
    """Take a word that no dictionary has for a name, and find what stands in entries of it in other cases."""
    for word in names:
        if others := other_cases(fold(word)):
            known.near[word] = tuple(row[0] for row in _rows(_NAMED, [others]) if row[0] != word)


def _correct(known: Known, unknown: list[str]) -> None:
    """Take words that stand nowhere, not even as the beginning of one, for those that differ by one letter."""
    if not unknown:
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGUN, [[fold(word) for word in unknown]])
        begun = {word for (word,) in cursor}
    for word in unknown:
        if fold(word) not in begun:
            near = _near(fold(word))
            known.near[word] = tuple(row[0] for row in near)
            known.lemmas[word] = lemmas_of(near)


def _near(plain: str) -> list[Row]:
    """Return the forms one letter off a word; those of the same first letter, which is seldom mistyped, if any are."""
    rows = _rows(_ONE_OFF, [one_letter_off(plain)])
    rows = [row for row in rows if row[1][0] == plain[0]] or rows
    rows.sort(key=lambda row: likelier(plain, row[1]))
    kept_plains = list(dict.fromkeys(row[1] for row in rows))[:GUESSES]
    return [row for row in rows if row[1] in kept_plains]


def _rows(sql: str, values: list[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
