"""
Private persons in what a register says besides its list of parties: „umowa zlecenie – Jan Kowalski”.

The row itself tells whom to look for, so nothing is guessed by the look of a name: given and family name in either
order and any case of the declension, an initial with the family name, the family name alone where it has a capital.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from watchdog.core.privacy import NATURAL_PERSON
from watchdog.core.text import fold, split_name

MASK = f"[{NATURAL_PERSON}]"
"""In brackets: it stands in any case of the sentence, and says that something was taken out."""

LEAST_LETTERS = 4
"""A family name as short as „Lis” is a word too often to be looked for alone."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s.,:;()–—-]{0,4}")
_PLACE = re.compile(
    r"(?:\b(?:ul|al|pl|os|im|św)\.|\b(?:ulic|alej|plac|osiedl|imieni)\w*)\s*(?:[^\W\d_]+\s+)?$", re.IGNORECASE
)
"""What stands before the name of a street or of a patron."""
_ENDINGS = "(?:a|ą|e|y|i|u|o|ego|emu|ej|ie|ii|im|ym|ich|ych|imi|ymi|em|iem|owi|owie|ow|owa|owej|owna|ach|ami|om)?"


def without_people(text: str, names: Iterable[str]) -> str:
    """Return the text with a mask in the place of each of these persons; the same text where none of them stands."""
    plain = unicodedata.normalize("NFC", text)
    spans = sorted(span for name in names for span in _found(plain, name))
    if not spans:
        return text
    parts, place = [], 0
    for start, end in spans:
        if start >= place:
            parts += [plain[place:start], MASK]
        place = max(place, end)
    return "".join([*parts, plain[place:]])


def _found(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a person's name begins and ends, each time."""
    given, family = split_name(name)
    firsts = {fold(word)[0]: _pattern(word) for word in given.split()}
    last = _pattern(family)
    words = list(_WORD.finditer(text))
    for index, word in enumerate(words):
        if not last.fullmatch(fold(word[0])):
            continue
        start, end = _with_given(text, words, index, firsts)
        whole = end - start > len(word[0])
        if whole or (word[0][0].isupper() and len(family) >= LEAST_LETTERS and not _PLACE.search(text[: word.start()])):
            yield start, end


def _with_given(
    text: str, words: list[re.Match[str]], index: int, firsts: dict[str, re.Pattern[str]]
) -> tuple[int, int]:
    """Stretch a family name over the given names and initials that stand right before or behind it."""
    first = last = index
    while first > 0 and _joins(text, words[first - 1], words[first]) and _is_given(words[first - 1][0], firsts):
        first -= 1
    while (
        last + 1 < len(words) and _joins(text, words[last], words[last + 1]) and _is_given(words[last + 1][0], firsts)
    ):
        last += 1
    return words[first].start(), words[last].end()


def _joins(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return _BETWEEN.fullmatch(text[left.end() : right.start()]) is not None


def _is_given(word: str, firsts: dict[str, re.Pattern[str]]) -> bool:
    if len(word) == 1:
        return word.isupper() and fold(word) in firsts
    return any(first.fullmatch(fold(word)) for first in firsts.values())


def _pattern(name: str) -> re.Pattern[str]:
    """Give a pattern of a name in every case: its stem, with or without a fleeting „e”, and an ending."""
    whole = fold(name)
    stem = re.sub(r"[aeiouy]$", "", whole) or whole
    stems = {whole, stem, re.sub(r"e([cklnrtw]|sz|ch)$", r"\1", stem), re.sub(r"k$", "c", stem)}
    return re.compile(f"(?:{'|'.join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))}){_ENDINGS}")
