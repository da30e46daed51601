"""What a word may be that stands nowhere: a name in another case, or a word with one letter mistyped."""

from __future__ import annotations

import string

SHORTEST_MISTYPED = 4
"""Letters that a word needs to be taken for another one; „rok” is one letter from a dozen words."""
GUESSES = 3
SHORTEST_STEM = 4
"""Letters that a name needs before its ending."""

ENDINGS = (
    *("", "a", "e", "i", "o", "u", "y", "em", "iem", "ie", "ej", "ego", "emu", "im", "ym", "ich", "ych", "imi", "ymi"),
    *("om", "ow", "owi", "ami", "ach", "owie", "iej", "iego", "iemu"),
)
"""Of nouns and adjectives in any case, as the index keeps them: without diacritics."""
_VOWELS = "aeiouy"


def other_cases(plain: str) -> list[str]:
    """Return how a name may stand in its other cases („mirbudem”: „mirbud”, „mirbudu”…); most of them are no words."""
    stems = {plain.removesuffix(ending) for ending in ENDINGS if plain.endswith(ending)}
    stems = {stem for stem in stems if len(stem) >= SHORTEST_STEM}
    stems |= {_with_e(stem) for stem in stems} | {_without_e(stem) for stem in stems}
    return sorted({stem + ending for stem in stems for ending in ENDINGS} - {plain})


def _with_e(stem: str) -> str:
    """Return „wieczorek” for the stem of „wieczorka”."""
    return f"{stem[:-1]}e{stem[-1]}" if stem[-1] in "kc" and stem[-2] not in _VOWELS else stem


def _without_e(stem: str) -> str:
    return f"{stem[:-2]}{stem[-1]}" if stem[-2:] in ("ek", "ec") else stem


def one_letter_off(word: str) -> list[str]:
    """Return everything that differs from a word by one letter too many, too few, another, or two of them turned."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = string.ascii_lowercase
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    found |= {head + letter + tail for head, tail in cuts for letter in letters}
    return sorted(found - {word})


def likelier(typed: str, meant: str) -> int:
    """Return 0 for two letters turned round, 1 for one too many or too few, 2 for another letter."""
    if sorted(typed) == sorted(meant):
        return 0
    return 1 if len(typed) != len(meant) else 2
