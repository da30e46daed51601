"""
What a visitor asks, taken apart.

Words are all wanted; „"kilka słów"” in quotation marks as they stand; ``-słowo`` not; ``lub`` (``albo``, ``OR``, ``|``)
parts alternatives. A number (``XLIV/949/2014``, ``druk 148/2024``) is its figures in that order, whatever stands
between them. The last word may go on („parkowani” finds „parkowanie”). Short words that stand everywhere are passed
over. The page says what became of the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.contrib.postgres.search import SearchQuery
from django.utils.translation import gettext as _

from watchdog.core.ids import resolution_number
from watchdog.core.text import fold, slugify, squash
from watchdog.search.text import CONFIG, plain

LONGEST = 200
"""Characters; the search box takes no more either."""
MOST_WORDS = 20
SHORTEST_BEGINNING = 3
"""Letters that a last word needs to be taken for the beginning of one; ``a`` begins half of all words."""

EVERYWHERE = frozenset(
    (
        *("a", "i", "o", "u", "w", "z", "ze", "we", "na", "do", "od", "po", "za", "dla", "oraz", "przy", "pod", "nad"),
        *("przed", "przez", "bez", "miedzy", "ku", "czy", "sie", "jest", "sa", "to"),
    )
)
ASKING = frozenset(
    (
        *("kto", "co", "ile", "jak", "jaki", "jaka", "jakie", "ktory", "ktora", "ktore", "gdzie", "kiedy", "czemu"),
        *("dlaczego", "ma", "bedzie", "mozna", "trzeba", "brakuje", "szukam", "kosztuje", "kosztowal", "kosztowala"),
        *("kosztowalo", "placi", "placimy", "zaplacil", "zaplacila", "zaplacilo", "dostal", "dostala", "dostaje"),
    )
)
"""Words, folded, with which people ask and which stand in no answer; passed over like the small ones."""
ALTERNATIVE = frozenset({"lub", "albo", "or", "|"})

_QUOTES = dict.fromkeys(map(ord, "\u201e\u201d\u201c\u201f\u00ab\u00bb"), '"')
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PART = re.compile(r'-?"[^"]*"?|[^\s"]+')
_PRINT = re.compile(r"druk\w*")
_IN_ORDER = re.compile(r"<(?:-|\d+)>")
"""What in PostgreSQL's language says that words follow one another."""
_ANNOUNCER = re.compile(r"nr|numer\w*|druk\w*|uchwal\w*|projekt\w*|sesj\w*|poz|pozycj\w*|sygn|sygnatur\w*|znak\w*")
"""Words, folded, that announce a number and need not stand beside it in a document."""
LONGEST_CODE = 4
"""Letters of what stands before a number: „DS”, „XLIV”."""
MOST_CODES = 2
FULL_YEAR = 4
ZEROS = 6
"""Figures to which offices fill a short number up: „RI-IX/000995”."""


class Unclear(ValueError):
    """A question that cannot be asked; the message says why, in the visitor's language."""


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: its words in their order."""

    words: tuple[str, ...]
    exact: bool = False
    """Asked for in quotation marks."""
    unwanted: bool = False
    beginning: bool = False
    """The (only) word may go on."""
    is_print: bool = False
    """The short number of a print („druk 495”): to be found behind that word, because 495 alone says little."""
    endings: tuple[str, ...] = ()
    """Every word that begins so, where they are known (``vocabulary``)."""
    forms: tuple[str, ...] = ()
    """The (only) word and its other forms that stand in entries, as the index keeps them (``expanding``)."""
    shown: tuple[str, ...] = ()
    """What else is asked for, as people spell it."""
    spelled: tuple[str, ...] = ()
    """The forms with their diacritics, where the index takes others for them („sąd”, „sad”)."""
    also: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Rows of words, each with its forms, that mean the same: an abbreviation, or what it stands for."""
    parts: tuple[Term, ...] = ()
    """The terms that together are what an abbreviation stands for."""

    def __str__(self) -> str:
        if self.is_print:
            return f"druk {self.words[0]}"
        return ("/" if self.is_number and not self.exact else " ").join(self.words)

    @property
    def is_number(self) -> bool:
        return any(character.isdigit() for word in self.words for character in word)

    @property
    def key(self) -> str:
        """The words as the address of a record has them: the number of a resolution with the whole year."""
        return " ".join(self._spellings()[0])

    def lexemes(self) -> Iterator[str]:
        """Give every word of the term in every form that is known of it, as the index keeps them."""
        yield from (*map(fold, self.words), *self.endings, *self.forms)
        yield from (form for row in self.also for forms in row for form in forms)
        for part in self.parts:
            yield from part.lexemes()

    def tsquery(self) -> str:
        """Return the term in PostgreSQL's language, every word quoted."""
        rows = "".join(f" | {_row_of_forms(row)}" for row in self.also)
        return f"{'!' if self.unwanted else ''}({self._own()}{rows})"

    def _own(self) -> str:
        if self.parts:
            return "(" + " & ".join(part.tsquery() for part in self.parts) + ")"
        listed = " | ".join(f"'{word}'" for word in dict.fromkeys((*self.endings, *self.forms)))
        if listed and not (self.beginning and not self.endings):
            return listed
        return f"{self._as_typed()} | {listed}" if listed else self._as_typed()

    def _as_typed(self) -> str:
        spellings = " | ".join(_row(words) for words in self._spellings())
        if self.is_print:
            spellings = f"'druk':* <-> {spellings} | 'druk':* <2> {spellings}"
        if self.beginning:
            spellings += ":*"
        return spellings

    def _spellings(self) -> list[tuple[str, ...]]:
        """A resolution's number stands in documents with the year in four figures or in two."""
        number = None if self.exact else resolution_number("/".join(self.words))
        if number is None:
            return [self.words, *self._filled()]
        whole = tuple(str(number).split("/"))
        return [whole, (*whole[:2], whole[2][2:])]

    def _filled(self) -> Iterator[tuple[str, ...]]:
        """Give the number with zeros before it, as registers write it and people do not."""
        *before, last = self.words
        if last.isdecimal() and not (self.exact or self.is_print or last.startswith("0")) and len(last) < FULL_YEAR:
            yield from ((*before, last.zfill(figures)) for figures in range(len(last) + 1, ZEROS + 1))


@dataclass(frozen=True)
class Question:
    """A question that can be asked: alternatives, each of terms that must all hold."""

    text: str
    alternatives: tuple[tuple[Term, ...], ...]
    passed_over: tuple[str, ...] = ()
    is_exact: bool = False
    """Asked for exactly as it was typed: no other forms, no beginnings, no corrections."""
    asked: Question | None = None
    """The same without other forms, where there are some."""
    lifts: tuple[tuple[str, float], ...] = ()
    """Narrower questions, in PostgreSQL's language, with what a hit of each weighs more (``widening``)."""

    def __str__(self) -> str:
        return self.text

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for terms in self.alternatives for term in terms)

    def tsquery(self) -> str:
        """Return the question for ``to_tsquery('portal', …)``."""
        return " | ".join("(" + " & ".join(term.tsquery() for term in terms) + ")" for terms in self.alternatives)

    @property
    def is_ordered(self) -> bool:
        """Whether words must follow one another: the index knows who holds them, their order only the entry itself."""
        return _IN_ORDER.search(self.tsquery()) is not None

    def as_typed(self) -> Question:
        """Return the question with beginnings as such: what is weighed and marked needs no list of them."""
        typed = tuple(tuple(replace(term, endings=()) for term in terms) for terms in self.alternatives)
        return replace(self, alternatives=typed)

    @property
    def exactly(self) -> Question:
        """The question without other forms: what it finds stands before what they find."""
        return (self.asked or self).as_typed()

    @property
    def spelled(self) -> tuple[tuple[str, ...], ...]:
        """Forms one of which a hit must hold with its diacritics, for each word that the index takes for another."""
        wanted = [set(terms) for terms in self.alternatives]
        always = [term for term in self.alternatives[0] if all(term in terms for terms in wanted)]
        return tuple(term.spelled for term in always if term.spelled and not (term.unwanted or term.also))

    @property
    def lexemes(self) -> tuple[str, ...]:
        """Every word that is wanted, in every form that is known of it, as the index keeps them."""
        wanted = (term for term in self.terms if not term.unwanted)
        return tuple(dict.fromkeys(lexeme for term in wanted for lexeme in term.lexemes()))

    @property
    def keys(self) -> tuple[str, ...]:
        """How the address of a record would end whose own number or name was asked for."""
        typed = self.asked or self
        if len(typed.alternatives) > 1 or any(term.unwanted for term in typed.terms):
            return ()
        return (slugify(" ".join(term.key for term in typed.terms)),)

    def query(self) -> SearchQuery:
        """Return the question for ``vector @@ …``."""
        return SearchQuery(self.tsquery(), config=CONFIG, search_type="raw")

    def in_any_order(self) -> SearchQuery:
        """Return for ``vector @@ …`` what every hit holds, the order of words and the unwanted ones left aside."""
        wanted = ([term.tsquery() for term in terms if not term.unwanted] for terms in self.alternatives)
        words = " | ".join("(" + _IN_ORDER.sub("&", " & ".join(terms)) + ")" for terms in wanted)
        return SearchQuery(words, config=CONFIG, search_type="raw")


def parse(text: str, *, exactly: bool = False) -> Question:
    """
    Take a question apart; raise ``Unclear`` for one that is endless or asks for nothing.

    With ``exactly`` every word is asked for as if it stood in quotation marks.
    """
    if _CONTROL.search(text):
        raise Unclear(_("The question holds a character that no text has. Write it anew."))
    if len(text) > LONGEST:
        raise Unclear(
            _("The question is longer than %(most)d characters. Leave the words that matter.") % {"most": LONGEST}
        )
    text = squash(text)
    asked = [_with_numbers(terms) for terms in _split(text) if terms]
    alternatives = [_without_small_words(terms) for terms in asked]
    _check(alternatives)
    passed_over = [str(term) for terms in asked for term in terms if term not in _without_small_words(terms)]
    if exactly:
        alternatives = [[replace(term, exact=True) for term in terms] for terms in alternatives]
    alternatives[-1][-1] = _going_on(alternatives[-1][-1])
    return Question(text, tuple(map(tuple, alternatives)), tuple(passed_over), is_exact=exactly)


def _row(words: Sequence[str]) -> str:
    row = " <-> ".join(f"'{word}'" for word in words)
    return f"({row})" if len(words) > 1 else row


def _row_of_forms(row: Sequence[Sequence[str]]) -> str:
    words = " <-> ".join("(" + " | ".join(f"'{form}'" for form in forms) + ")" for forms in row)
    return f"({words})"


def _split(text: str) -> list[list[Term]]:
    """Return the alternatives with the terms of each, as they were typed."""
    alternatives: list[list[Term]] = [[]]
    for part in _PART.findall(text.translate(_QUOTES)):
        if fold(part) in ALTERNATIVE:
            alternatives.append([])
        elif words := tuple(_words(part)):
            alternatives[-1].append(Term(words, exact='"' in part, unwanted=part.startswith("-")))
    return alternatives


def _words(part: str) -> Iterator[str]:
    return (word for word in plain(part).split() if any(character.isalnum() for character in word))


def _with_numbers(terms: list[Term]) -> list[Term]:
    """Drop the words that only announce a number: „uchwała nr XLIV/949/2014” is the number, „druk DS 395/25” two."""
    kept: list[Term] = []
    announced: list[Term] = []
    for place, term in enumerate(terms):
        if _announces(term):
            announced.append(term)
            continue
        if announced and _is_code(term) and any(each.is_number for each in terms[place : place + MOST_CODES + 1]):
            kept.append(term)
        elif announced and term.is_number:
            is_print = len(term.words) == 1 and any(_PRINT.fullmatch(fold(each.words[0])) for each in announced)
            kept.append(replace(term, is_print=is_print and not term.exact))
        else:
            kept += [*announced, term]
        announced = []
    return kept + announced


def _is_code(term: Term) -> bool:
    """Tell whether these are the letters before a number: „DS”, „III”, „SA/Gl”."""
    short = all(len(word) <= LONGEST_CODE for word in term.words)
    return short and not (term.exact or term.unwanted or term.is_number or is_small(fold(term.words[0])))


def _announces(term: Term) -> bool:
    plain_word = len(term.words) == 1 and not term.exact and not term.unwanted
    return plain_word and _ANNOUNCER.fullmatch(fold(term.words[0])) is not None


def _without_small_words(terms: list[Term]) -> list[Term]:
    kept = [term for term in terms if term.exact or len(term.words) > 1 or not is_small(fold(term.words[0]))]
    return kept if any(not term.unwanted for term in kept) else terms


def is_small(word: str) -> bool:
    """Tell whether a word, folded, is passed over."""
    return word in EVERYWHERE or word in ASKING


def _check(alternatives: list[list[Term]]) -> None:
    if not alternatives:
        raise Unclear(_("There is no word in the question. Write a word, a name or a number."))
    if any(all(term.unwanted for term in terms) for terms in alternatives):
        raise Unclear(_("The question says only what you do not want. Add a word that you look for."))
    if sum(len(term.words) for terms in alternatives for term in terms) > MOST_WORDS:
        raise Unclear(_("The question has more than %(most)d words. Leave those that matter.") % {"most": MOST_WORDS})


def _going_on(term: Term) -> Term:
    word = term.words[0]
    goes_on = len(term.words) == 1 and word.isalpha() and len(word) >= SHORTEST_BEGINNING
    return replace(term, beginning=goes_on and not (term.exact or term.unwanted))
