"""
Asking for a word in every form that stands in some entry, and for what it is called otherwise.

Each word is looked up (``knowing``) and asked for in all the forms of the words that it may be one of; words joined by
a hyphen in their order, each in every form. Words that only look alike do not meet: „sąd” is not „sad”, unless somebody
types „sad”, which may be either. Words that have others of the same meaning (``meanings``) meet those.

What is in quotation marks is asked for as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db import connection

from watchdog.core.kept import kept
from watchdog.core.text import fold
from watchdog.search.knowing import Known, look_up, told_apart
from watchdog.search.meanings import FEWEST_INITIALS, Expression, Meaning, Meanings, meanings
from watchdog.search.question import Question, Term

SHOWN = 6
"""Forms that the page names."""

_NEAREST = """
    SELECT form FROM search_form WHERE stands AND plain %% %s
    ORDER BY similarity(plain, %s) DESC, form LIMIT 1
"""


def expanded(question: Question) -> Question:
    """Return the question with every form of its words and with what they are called otherwise."""
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
    known = look_up([word.lower() for word in typed])
    return [word for word in typed if not known.lemmas.get(word.lower())]


def _expanded(question: Question) -> Question:
    typed = [word.lower() for term in question.terms if _is_inflected(term) for word in term.words]
    known = look_up(typed)
    is_name = len(typed) >= FEWEST_INITIALS or not all(known.lemmas.values())
    others = meanings(typed, offices=is_name)
    meant = [_Run(others, known, terms) for terms in question.alternatives]
    known.stand({word: others.lemmas.get(word, frozenset()) for run in meant for word in run.words})
    return replace(question, alternatives=tuple(tuple(run.expanded()) for run in meant), asked=question)


def _is_inflected(term: Term) -> bool:
    return not (term.exact or term.is_print) and all(word.isalpha() for word in term.words)


def _has_forms(term: Term) -> bool:
    return _is_inflected(term) and len(term.words) == 1


class _Run:
    """Terms that must all hold, with the meanings that some of them have in a row."""

    def __init__(self, others: Meanings, known: Known, terms: Sequence[Term]) -> None:
        self.others = others
        self.known = known
        self.parts = list(self._parted(terms))

    @property
    def words(self) -> set[str]:
        """The words whose forms are asked for beside the typed ones."""
        return {
            word for _, found in self.parts for each in found if each.called.inflected for word in each.called.words
        }

    def expanded(self) -> Iterator[Term]:
        for terms, found in self.parts:
            inflected = [_with_forms(term, self.known) for term in terms]
            yield self._called(inflected, found) if found else inflected[0]

    def _parted(self, terms: Sequence[Term]) -> Iterator[tuple[tuple[Term, ...], list[Meaning]]]:
        """Yield the terms, those together that mean something together, with the meanings; the longest run wins."""
        rest = tuple(terms)
        while rest:
            found = [each for each in self.others.all if self._begins(rest, each)]
            length = max((len(each.key) for each in found), default=1)
            yield rest[:length], [each for each in found if len(each.key) == length]
            rest = rest[length:]

    def _begins(self, terms: Sequence[Term], meaning: Meaning) -> bool:
        key = meaning.key
        run = terms[: len(key)]
        return len(run) == len(key) and all(
            _has_forms(term) and not term.unwanted and self._is_one(term.words[0].lower(), word, meaning.asked)
            for term, word in zip(run, key, strict=True)
        )

    def _is_one(self, typed: str, word: str, of: Expression) -> bool:
        if not of.inflected or typed == word:
            return fold(typed) == fold(word)
        return not self.known.lemmas[typed].isdisjoint(self.others.lemmas.get(word, frozenset()))

    def _called(self, terms: Sequence[Term], found: Iterable[Meaning]) -> Term:
        """Let words meet what they are called otherwise, in any form."""
        found = [each for each in found if all(fold(str(each.called)) != fold(str(term)) for term in terms)]
        rows = tuple(dict.fromkeys(self._row(each.called) for each in found))
        names = dict.fromkeys(each.shown for each in found)
        instead = next((each.instead for each in found if each.instead), ())
        if len(terms) == 1:
            [term] = terms
            shown = dict.fromkeys((*names, *term.shown))
            return replace(term, words=instead or term.words, also=rows, shown=tuple(shown), beginning=False)
        forms = (form for term in terms for form in term.shown[:2])
        words = tuple(word for term in terms for word in term.words)
        return Term(words, parts=tuple(terms), also=rows, shown=(*names, *forms))

    def _row(self, called: Expression) -> tuple[tuple[str, ...], ...]:
        if not called.inflected:
            return tuple((fold(word),) for word in called.words)
        return tuple(self.known.alternatives(word) for word in called.words)


def _with_forms(term: Term, known: Known) -> Term:
    if not _is_inflected(term):
        return term
    if len(term.words) > 1:
        return _joined(term, known)
    word = term.words[0].lower()
    rows = known.forms(word)
    near = known.near.get(word, ())
    plains = known.alternatives(word)
    is_whole = word in known.spelled and bool(known.lemmas[word])
    if len(plains) < 2 and not rows:
        return replace(term, beginning=term.beginning and not is_whole)
    return replace(
        term,
        forms=plains,
        shown=tuple(form for form in dict.fromkeys([*near, *(row[0] for row in rows)]) if form != word)[:SHOWN],
        beginning=term.beginning and not (is_whole or near),
        spelled=told_apart(word, rows, known),
    )


def _joined(term: Term, known: Known) -> Term:
    """Ask for „Kuczyńskiej-Budki” in any case, each of the words behind the other."""
    words = [word.lower() for word in term.words]
    shown = (row[0] for word in words for row in known.forms(word)[:2] if row[0] != word)
    return replace(term, also=(tuple(map(known.alternatives, words)),), shown=tuple(dict.fromkeys(shown)))
