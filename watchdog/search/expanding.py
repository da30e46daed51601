"""
Asking for a word in every form that stands in some entry.

A word that is typed is looked up as it is spelled; where it has no diacritics, as any word that looks so without them;
where nothing is spelled so, as a word from which it differs by one letter. Then it is asked for in all the forms of
the words that it may be one of. Words that only look alike do not meet: „sąd” is not „sad”, unless somebody types
„sad”, which may be either.

What is in quotation marks is asked for as it stands. The words of the database are read, no dictionary (``learning``).
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from watchdog.core.kept import kept
from watchdog.core.text import fold
from watchdog.search.abbreviations import Abbreviation, abbreviations
from watchdog.search.question import Question, Term

MOST_FORMS = 40
"""Forms of one word: a verb with its participles has more, and each is another list for the index to read."""
SHOWN = 6
"""Forms that the page names."""
SHORTEST_MISTYPED = 4
"""Letters that a word needs to be taken for another one; „rok” is one letter from a dozen words."""
GUESSES = 3

_FORMS = "SELECT form, plain, lemmas, stands FROM search_form WHERE plain = ANY(%s)"
_ONE_OFF = _FORMS + " AND (stands OR lemmas <> '{}') ORDER BY stands DESC, form"
_STANDING = "SELECT form, plain, lemmas, stands FROM search_form WHERE stands AND lemmas && %s ORDER BY form"
_ALIKE = "SELECT plain FROM search_form WHERE stands AND plain = ANY(%s) AND NOT lemmas && %s"
_BEGUN = """
    SELECT said FROM unnest(%s::text[]) AS said
    WHERE EXISTS (SELECT FROM search_word WHERE word >= said COLLATE "C" AND word < (said || chr(1114111)) COLLATE "C")
"""
_NEAREST = """
    SELECT form FROM search_form WHERE stands AND plain %% %s
    ORDER BY similarity(plain, %s) DESC, form LIMIT 1
"""

Row = tuple[str, str, list[str], bool]
"""A form, the same as the index keeps it, the words of which it may be one, and whether it stands in an entry."""


@dataclass
class Known:
    """What the database knows of the words of one question."""

    lemmas: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of each typed word the words of which it may be a form."""
    spelled: set[str] = field(default_factory=set)
    """Typed words that are forms exactly as they were typed."""
    mistyped: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a word that stands nowhere the forms from which it differs by one letter."""
    standing: list[Row] = field(default_factory=list)

    def forms(self, word: str) -> list[Row]:
        """Return the forms that stand in entries, of the words that this one may be; the best known come first."""
        lemmas = self.lemmas.get(word, frozenset())
        return [row for row in self.standing if not lemmas.isdisjoint(row[2])][:MOST_FORMS]


def expanded(question: Question) -> Question:
    """Return the question with every form of its words and the abbreviations that stand for them."""
    return kept(("expanded", question), lambda: _expanded(question))


def nearest(question: Question) -> str:
    """Return the question with other words for those that stand nowhere, most like them; empty if there are none."""
    text = question.text
    for word in _unknown(question):
        with connection.cursor() as cursor:
            cursor.execute(_NEAREST, [fold(word), fold(word)])
            row = cursor.fetchone()
        if row and fold(row[0]) != fold(word):
            text = text.replace(word, row[0])
    return text if text != question.text else ""


def _unknown(question: Question) -> list[str]:
    typed = [term.words[0] for term in question.terms if _has_forms(term) and not term.unwanted]
    known = _known([word.lower() for word in typed])
    return [word for word in typed if not known.lemmas.get(word.lower())]


def _expanded(question: Question) -> Question:
    known_short = abbreviations()
    typed = [term.words[0].lower() for term in question.terms if _has_forms(term)]
    long = [word for each in known_short for word in each.words] if typed else []
    known = _known(typed, long)
    alternatives = (
        tuple(_abbreviated([_with_forms(term, known) for term in terms], known, known_short))
        for terms in question.alternatives
    )
    return replace(question, alternatives=tuple(alternatives), asked=question)


def _has_forms(term: Term) -> bool:
    return len(term.words) == 1 and term.words[0].isalpha() and not (term.exact or term.is_print)


def _known(typed: Sequence[str], others: Sequence[str] = ()) -> Known:
    known = Known()
    if not typed:
        return known
    rows = _rows(_FORMS, [sorted({fold(word) for word in (*typed, *others)})])
    by_plain: dict[str, list[Row]] = {}
    for row in rows:
        by_plain.setdefault(row[1], []).append(row)
    for word in (*typed, *others):
        alike = by_plain.get(fold(word), [])
        exact = [row for row in alike if row[0] == word]
        known.spelled.update(row[0] for row in exact)
        meant = exact if exact and (word != fold(word) or word in others) else alike
        known.lemmas[word] = _lemmas_of(meant)
    _correct(known, [word for word in typed if fold(word) not in by_plain and len(word) >= SHORTEST_MISTYPED])
    lemmas = sorted(frozenset().union(*known.lemmas.values()))
    known.standing = _rows(_STANDING, [lemmas]) if lemmas else []
    standing = _lemmas_of(known.standing)
    for word in known.spelled:
        those = by_plain[fold(word)]
        spelled = _lemmas_of(row for row in those if row[0] == word)
        if not spelled.isdisjoint(standing):
            # „szkole” is a form of „szkoła”; it is „szkolę” too only if somebody wrote that, „uchwala” is „uchwała”.
            known.lemmas[word] &= spelled | _lemmas_of(row for row in those if row[3] or row[0] in row[2])
    return known


def _lemmas_of(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(lemma for row in rows for lemma in row[2])


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
            known.mistyped[word] = tuple(row[0] for row in near)
            known.lemmas[word] = _lemmas_of(near)


def _near(plain: str) -> list[Row]:
    """Return the forms one letter off a word; those of the same first letter, which is seldom mistyped, if any are."""
    rows = _rows(_ONE_OFF, [_one_letter_off(plain)])
    rows = [row for row in rows if row[1][0] == plain[0]] or rows
    kept_plains = list(dict.fromkeys(row[1] for row in rows))[:GUESSES]
    return [row for row in rows if row[1] in kept_plains]


def _one_letter_off(word: str) -> list[str]:
    """Return everything that differs from a word by one letter too many, too few, another, or two of them turned."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = string.ascii_lowercase
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    found |= {head + letter + tail for head, tail in cuts for letter in letters}
    return sorted(found - {word})


def _rows(sql: str, values: list[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _with_forms(term: Term, known: Known) -> Term:
    word = term.words[0].lower()
    if not _has_forms(term):
        return term
    rows = known.forms(word)
    near = known.mistyped.get(word, ())
    plains = dict.fromkeys([fold(word), *map(fold, near), *(row[1] for row in rows)])
    if len(plains) == 1 and not rows:
        return term
    whole = word in known.spelled and bool(rows)
    return replace(
        term,
        forms=tuple(plain for plain in plains if plain.isalnum() and plain.isascii()),
        shown=tuple(form for form in dict.fromkeys([*near, *(row[0] for row in rows)]) if form != word)[:SHOWN],
        beginning=term.beginning and not (whole or near),
        spelled=_told_apart(word, rows, known),
    )


def _told_apart(word: str, rows: list[Row], known: Known) -> tuple[str, ...]:
    """Return the forms as they are spelled where the index, which knows no diacritics, takes others for them."""
    if word == fold(word) or word not in known.spelled or not rows:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [[row[1] for row in rows], sorted(known.lemmas[word])])
        is_alike = cursor.fetchone() is not None
    return tuple(row[0] for row in rows) if is_alike else ()


def _abbreviated(terms: list[Term], known: Known, those: Iterable[Abbreviation]) -> Iterator[Term]:
    """Let an abbreviation meet what it stands for, in any form, and the other way round."""
    those = tuple(those)
    while terms:
        term, *rest = terms
        short = next((each for each in those if _has_forms(term) and fold(term.words[0]) == fold(each.short)), None)
        long = next((each for each in those if _begins_with(terms, each, known)), None)
        if short and not term.unwanted:
            row = tuple(_alternatives(word, known) for word in short.words)
            yield replace(term, also=(row,), shown=(short.long,), beginning=False)
        elif long:
            run, rest = tuple(terms[: len(long.words)]), terms[len(long.words) :]
            words = tuple(word for each in run for word in each.words)
            shown = (long.short, *(form for each in run for form in each.shown[:2]))
            yield Term(words, parts=run, also=(((fold(long.short),),),), shown=shown)
        else:
            yield term
        terms = rest


def _begins_with(terms: Sequence[Term], each: Abbreviation, known: Known) -> bool:
    run = terms[: len(each.words)]
    return len(run) == len(each.words) > 1 and all(
        _has_forms(term)
        and not term.unwanted
        and not known.lemmas.get(term.words[0].lower(), frozenset()).isdisjoint(known.lemmas.get(word, frozenset()))
        for term, word in zip(run, each.words, strict=True)
    )


def _alternatives(word: str, known: Known) -> tuple[str, ...]:
    plains = (fold(word), *(row[1] for row in known.forms(word)))
    return tuple(plain for plain in dict.fromkeys(plains) if plain.isalnum() and plain.isascii())
