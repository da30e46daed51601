"""
Words made of others: the adjective of a noun, the noun of an adjective or a verb.

„Przedszkolny” says what belongs to a „przedszkole”, „kanalizacyjny” to „kanalizacja”; „budowa” is what „budować” means.
The rules make more words than there are; only those count that stand in some entry as words of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

_OF_NOUNS = ("ny", "owy", "ski", "cki", "owski")
_ENDS = ("", "a", "o", "e")
"""Of nouns in their first case."""
_SOFTER = (("k", "cz"), ("g", "ż"), ("ch", "sz"), ("c", "cz"), ("c", ""), ("ł", "l"))
"""What becomes of the last letter of a noun before the ending of its adjective."""
_SHORTEST = 4
"""Letters before the ending: „radny” is not made of „rada”."""


def relatives(lemma: str) -> frozenset[str]:
    """Return what may be made of a word, or of what it may be made; most of it are no words."""
    word, _, _ = lemma.partition(":")
    found = {*_adjectives(word), *_nouns(word), *_acts(word)}
    return frozenset(found - {word, lemma})


def _adjectives(noun: str) -> Iterator[str]:
    stem = noun[:-1] if noun[-1:] in "aoeiy" else noun
    if len(stem) < _SHORTEST:
        return
    stem = stem.lower()  # „murckowski” of „Murcki”
    if stem.endswith("j"):
        yield from (f"{stem[:-1]}yjny", f"{stem[:-1]}ijny")
    for end in _OF_NOUNS:
        yield stem + end
        yield from (stem.removesuffix(hard) + soft + end for hard, soft in _SOFTER if stem.endswith(hard))


def _nouns(adjective: str) -> Iterator[str]:
    if adjective.endswith("yjny"):
        yield f"{adjective[:-4]}ja"
    for end in _OF_NOUNS:
        stem = adjective.removesuffix(end)
        if stem == adjective or len(stem) < _SHORTEST:
            continue
        stems = [stem, *(stem.removesuffix(soft) + hard for hard, soft in _SOFTER if soft and stem.endswith(soft))]
        yield from (each + last for each in stems for last in _ENDS)


def _acts(word: str) -> Iterator[str]:
    """Give „budowa” for „budować”, „modernizacja” for „modernizować”, and the other way round."""
    if word.endswith("ować"):
        yield from (word[:-1], f"{word[:-4]}acja")
    elif word.endswith("acja"):
        yield f"{word[:-4]}ować"
    elif word.endswith("owa"):
        yield f"{word}ć"
