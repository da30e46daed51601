"""
Learning the forms of the words that entries hold: which they are, of which words, and the other forms of those.

The index keeps words as they stand, without diacritics; a question is asked for in every form (``expanding``). That
„umów” and „umowie” are forms of „umowa” the dictionary says where texts are taken in, once for each new word; the web
only reads what is written here. Forms of words that have left every entry stay, and find nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connection, transaction

from watchdog.search.lemmas import beginnings, forms, lemmas
from watchdog.search.meanings import words_of_meanings
from watchdog.search.text import SIGNS

PIECE = 20_000
"""Entries whose texts are read together."""

# The parser of the index, without what takes diacritics off. Numbers and codes have no forms.
_NEW = """
    SELECT word FROM (
        SELECT DISTINCT unnest(tsvector_to_array(to_tsvector(
            'simple', translate(concat_ws(' ', title, keywords, body), %s, %s)
        ))) AS word FROM search_entry WHERE {which} OFFSET 0
    ) AS said
    WHERE word ~ '^[[:alpha:]]{{2,40}}$'
        AND (%s OR NOT EXISTS (SELECT FROM search_form AS known WHERE known.form = said.word AND known.stands))
"""
_UNKNOWN = """
    SELECT said FROM unnest(%s::text[]) AS said WHERE NOT EXISTS (SELECT FROM search_form WHERE form = said)
"""
_KEEP = """
    INSERT INTO search_form AS kept (form, plain, lemmas, stands)
    SELECT form, unaccent(form), string_to_array(lemmas, ' '), stands
    FROM unnest(%s::text[], %s::text[], %s::boolean[]) AS told (form, lemmas, stands)
    ON CONFLICT (form) DO UPDATE SET
        lemmas = ARRAY(SELECT DISTINCT unnest(kept.lemmas || EXCLUDED.lemmas)), stands = kept.stands OR EXCLUDED.stands
"""


def learn_entries(kind: str, pks: Collection[int]) -> None:
    """Learn the forms in these entries of a kind."""
    _learn(_new_words("kind = %s AND object_id = ANY(%s)", [kind, list(pks)]))


def learn_every_form() -> bool:
    """
    Learn the forms in all entries if some were written without being read; tell whether there were any.

    A minute for a million entries. What is written meanwhile is read the next time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT writes, read FROM search_vocabulary WHERE writes <> read")
        behind = cursor.fetchone()
    if behind is None:
        return False
    writes, read = behind
    learn_what_is_asked()
    for first, last in _pieces():
        with transaction.atomic():
            _learn(_new_words("id BETWEEN %s AND %s", [first, last], anew=read == 0))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_vocabulary SET read = greatest(read, %s)", [writes])
        cursor.execute("ANALYZE search_form")
    return True


def learn_what_is_asked() -> None:
    """Learn the words that others stand for (``meanings``) where they are unknown: no entry may hold „śmieci”."""
    with connection.cursor() as cursor:
        cursor.execute(_UNKNOWN, [sorted(words_of_meanings())])
        unknown = [word for (word,) in cursor]
    _learn([], also=unknown)


def _pieces() -> Iterator[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM search_entry")
        first, last = cursor.fetchone()
    if first is not None:
        yield from ((start, start + PIECE - 1) for start in range(first, last + 1, PIECE))


def _new_words(which: str, values: list[Any], *, anew: bool = False) -> list[str]:
    """Return the words of some entries that are not known yet; all of them where everything is to be read anew."""
    with connection.cursor() as cursor:
        cursor.execute(_NEW.format(which=which), [SIGNS, " " * len(SIGNS), *values, anew])
        return [word for (word,) in cursor]


def _learn(words: Iterable[str], also: Iterable[str] = ()) -> None:
    """
    Keep words that stand in entries, others that are asked about (``also``), and the other forms of both.

    And the words with which those in entries begin: who asks for „komis” does not mean the „komisja” that stands there.
    """
    standing = set(words)
    told: dict[str, set[str]] = {word: set(lemmas(word)) for word in (*standing, *also)}
    for lemma in set().union(*told.values()):
        for form in forms(lemma):
            told.setdefault(form, set()).add(lemma)
    for beginning, of in beginnings(standing):
        told.setdefault(beginning, set()).update(of)
    if told:
        ordered = sorted(told)  # always in one order, so that two workers do not wait for each other
        rows = [" ".join(sorted(each.replace(" ", "_") for each in told[form])) for form in ordered]
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, [ordered, rows, [form in standing for form in ordered]])
