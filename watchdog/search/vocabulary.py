"""
The words of search that begin with some letters.

„szkoł” is the beginning of 300 000 postings. The index answers the beginning of a word by collecting every one of them;
asked for the words themselves it skips what the other words of the question rule out. So the words that entries hold
are kept in a table, and a beginning is asked for as the alternatives it has there.

The table may know too many words, never too few: a trigger counts the writes to entries, ``learned`` says up to which
of them the words are known, and where the two differ a beginning is asked for as one. A word that is left out of every
entry stays, and finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection

from watchdog.core.kept import kept
from watchdog.search.expanding import expanded
from watchdog.search.learning import learn_entries
from watchdog.search.question import Question, Term

MOST_ENDINGS = 64
"""Alternatives that still cost less than the beginning: the index holds each of them against each posting."""

_PLAIN = re.compile(r"[a-z0-9]+")
"""Words that the parser certainly reads again as they stand."""

_ENDINGS = """
    SELECT (SELECT writes = learned FROM search_vocabulary),
           ARRAY(SELECT word FROM search_word WHERE word >= said[1] AND word < said[1] || chr(1114111) LIMIT %s)
    FROM (SELECT tsvector_to_array(to_tsvector('portal', %s)) AS said) AS beginning
    WHERE cardinality(said) = 1
"""
"""The last of all characters stands behind every ending: the words are kept in the order of their bytes."""
_LEARN = """
    INSERT INTO search_word (word)
    SELECT DISTINCT word FROM (SELECT unnest(tsvector_to_array(vector)) AS word FROM search_entry {which}) AS said
    WHERE word COLLATE "C" > '9'
    ON CONFLICT DO NOTHING
"""
"""
A word that begins with a figure has no beginning that is asked for.

Known words are found by the key of their table: a join could be planned as a walk through it for every word there is.
"""
_LEARNED = """
    INSERT INTO search_vocabulary AS kept (id, writes, learned) VALUES (1, 0, 0)
    ON CONFLICT (id) DO UPDATE SET learned = kept.writes
"""


def spelled_out(question: Question) -> Question:
    """Return the question in every form of its words, with the words that its beginnings have, where they are known."""
    return kept(("spelled out", question), lambda: _with_endings(expanded(question)))


def _with_endings(question: Question) -> Question:
    alternatives = tuple(tuple(map(_spelled_out, terms)) for terms in question.alternatives)
    return replace(question, alternatives=alternatives)


def is_complete() -> bool:
    """Tell whether the words of every entry are known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT writes = learned FROM search_vocabulary")
        row = cursor.fetchone()
    return bool(row and row[0])


@contextmanager
def learning(kind: str, pks: Collection[int]) -> Iterator[None]:
    """
    Learn the words of these entries of a kind, which are written inside.

    To be entered in a transaction. Whoever else writes entries waits for its end, so that only what is learned counts
    as learned; what somebody wrote before without learning it stays unknown until ``catch_up``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT writes = learned, writes = read FROM search_vocabulary FOR UPDATE")
        row = cursor.fetchone()
    yield
    learn_entries(kind, pks)
    with connection.cursor() as cursor:
        cursor.execute(_LEARN.format(which="WHERE kind = %s AND object_id = ANY(%s)"), [kind, list(pks)])
        if row and row[0]:
            cursor.execute("UPDATE search_vocabulary SET learned = writes")
        if row and row[1]:
            cursor.execute("UPDATE search_vocabulary SET read = writes")


def catch_up() -> None:
    """Learn the words of every entry if some are not known, in a transaction. Ten seconds for a million entries."""
    if is_complete():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM search_vocabulary FOR UPDATE")  # nobody writes entries meanwhile
        cursor.execute(_LEARN.format(which=""))
        cursor.execute(_LEARNED)


def _spelled_out(term: Term) -> Term:
    if term.parts:
        return replace(term, parts=tuple(map(_spelled_out, term.parts)))
    return replace(term, endings=_endings(term.words[0])) if term.beginning else term


def _endings(beginning: str) -> tuple[str, ...]:
    """Return the words that begin so; none where some are not known, are very many, or there are none."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDINGS, [MOST_ENDINGS + 1, beginning])
        complete, words = cursor.fetchone() or (False, ())
    plain = all(_PLAIN.fullmatch(word) for word in words)
    return tuple(sorted(words)) if complete and plain and len(words) <= MOST_ENDINGS else ()
