"""
Asking for most of the words where hardly an entry holds them all.

A question with few hits is asked once more. Its words then meet the words made of them too (``kin``), and of three or
more any that are most of them are enough, one that tells most among them; of two the one may be missing that stands in
many entries and in many more than the other. Where a word stands nowhere, the right answer is an empty one. Numbers,
words in quotation marks and unwanted ones stay as they are.

Hits of the question itself come first, then those with more of its words; the page says where the one ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from django.db import connection

from watchdog.core.kept import kept
from watchdog.core.text import fold
from watchdog.search.expecting import estimated, everything, expected
from watchdog.search.finding import MOST_COUNTED
from watchdog.search.kin import relatives
from watchdog.search.knowing import Known, look_up
from watchdog.search.question import Question, Term

FEW = 10
"""Hits of a question below which it is asked more widely: less than half a page."""
MOST_TERMS = 6
"""Words that are left out in turn; more of them would make too many alternatives."""
MORE_FREQUENT = 3
"""How many times more entries must hold the one of two words that may be missing."""
OF_ALL = 0.01
"""What part of all entries must hold it: words that few hold tell something, however the other compares."""
MOST_EXPECTED = 5 * MOST_COUNTED
"""Entries that may be expected to hold what is asked more widely; more could not be held against each other."""
MOST_OF_ALL = 0.1
"""What part of all entries they may be: a tenth of everything tells nothing, and would be read from end to end."""
FEW_OF_ALL = 100
"""Entries that are never too many, however few there are in all."""
MOST_READ = 100_000
"""Places of words that the index may have to read: all but those of the most frequent word, which it skips through."""
FIRST = 100.0
"""What a hit of the question itself weighs more than any other."""

_STANDS = "SELECT EXISTS (SELECT FROM search_word WHERE word = ANY(%s))"


@dataclass(frozen=True)
class _Word:
    """A term that may be missing, with how many entries are expected to hold it."""

    term: Term
    entries: float


def widened(question: Question) -> list[Question]:
    """Return wider questions than this one, the widest first; none where nothing may be missing or added."""
    return kept(("widened", question), lambda: list(_widened(question)))


def _widened(question: Question) -> Iterable[Question]:
    if question.is_exact or len(question.alternatives) != 1:
        return
    [terms] = question.alternatives
    if not 0 < sum(map(_is_free, terms)) <= MOST_TERMS or not all(map(_stands, filter(_is_free, terms))):
        return
    related = _with_kin(terms)
    kin = [new for old, new in zip(terms, related, strict=True) if new is not old]
    free = [term for term in related if _is_free(term)]
    fixed = tuple(term for term in related if not _is_free(term))
    words = sorted((_Word(term, expected(term.tsquery())) for term in free), key=lambda word: word.entries)
    kept_together = [(*each, *fixed) for each in _subsets(words)]
    wider = _wider(question, kept_together, words)
    if len(kept_together[0]) < len(terms) and _is_bounded(wider, words):
        yield wider
    if kin and estimated((made := _wider(question, [related], words)).tsquery()) <= MOST_EXPECTED:
        yield made


def _is_bounded(wider: Question, words: Sequence[_Word]) -> bool:
    """Tell, before it is asked, whether a question of most of these words would read and find few entries."""
    if sum(word.entries for word in words[:-1]) > MOST_READ:
        return False
    most = max(FEW_OF_ALL, MOST_OF_ALL * everything())
    return estimated(wider.tsquery()) <= min(MOST_EXPECTED, most)


def _subsets(words: Sequence[_Word]) -> list[tuple[Term, ...]]:
    """Return which terms must stand together: so many that they are most, one that tells most among them."""
    first, *others = words
    if len(words) == 2:
        frequent = others[0].entries >= max(MORE_FREQUENT * first.entries, OF_ALL * everything())
        return [(first.term,)] if frequent else [tuple(word.term for word in words)]
    telling = [word for word in words if word.entries <= MORE_FREQUENT * first.entries]
    most = combinations(words, len(words) // 2 + 1)
    return [tuple(word.term for word in each) for each in most if any(word in telling for word in each)]


def _wider(question: Question, alternatives: Sequence[tuple[Term, ...]], words: Sequence[_Word]) -> Question:
    lifts = [(question.tsquery(), FIRST)]
    if len(words) > 1:
        rarest = max(words[0].entries, 1.0)
        lifts += [(word.term.tsquery(), 1.0 + rarest / max(word.entries, 1.0)) for word in words]
    return replace(question, alternatives=tuple(alternatives), asked=question.asked or question, lifts=tuple(lifts))


def _is_free(term: Term) -> bool:
    return not (term.exact or term.unwanted or term.is_number or term.is_print)


def _stands(term: Term) -> bool:
    """Tell whether any form of a term stands in some entry."""
    if term.beginning:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, [list(term.lexemes())])
        return bool(cursor.fetchone()[0])


def _with_kin(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Let words meet those that are made of them, where some stand in entries."""
    single = [term.words[0].lower() for term in terms if _is_single(term)]
    known = look_up(single)
    others = {
        f"{word} {made}": frozenset([made]) for word in single for of in known.lemmas[word] for made in relatives(of)
    }
    known.stand(others)
    return tuple(_related(term, others, known) if _is_single(term) else term for term in terms)


def _is_single(term: Term) -> bool:
    return _is_free(term) and len(term.words) == 1 and not term.parts and term.words[0].isalpha()


def _related(term: Term, others: Iterable[str], known: Known) -> Term:
    word = term.words[0].lower()
    rows = [row for other in others if other.startswith(f"{word} ") for row in known.forms(other)]
    new = [row for row in rows if row[1] not in term.forms]
    if not new:
        return term
    plains = (fold(word), *term.forms, *(row[1] for row in new))
    shown = (*term.shown, *(row[0] for row in new[:2]))
    return replace(term, forms=tuple(dict.fromkeys(plains)), shown=tuple(dict.fromkeys(shown)), beginning=False)
