"""
The words of which a form may be a form, and the forms of a word.

Morfeusz knows both by the grammatical dictionary of Polish (SGJP). It has no wheel for Linux on other machines than
x86-64; there ``simplemma`` guesses the word of a form and gives no forms, so that of a word only those forms meet that
stand in some text, and „drogi” does not meet „dróg”.

For the worker and for commands: the dictionary takes some 100 MB, which no process of the web loads.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

OLD = "daw."
"""The dictionary's mark of what nobody writes any more: „umów” as many of a certain measure „um”."""
SHORTENED = "brev"
"""The dictionary's mark of abbreviations: „r” is no form of „rok” that anybody means."""


def lemmas(form: str) -> frozenset[str]:
    """Return the words of which this may be a form, as the dictionary names them; none for a word it does not know."""
    dictionary = _morfeusz()
    if dictionary is None:
        return _guessed(form)
    read = [found[2] for found in dictionary.analyse(form)]
    if len({(found[0], found[1]) for found in dictionary.analyse(form)}) != 1:
        return frozenset()  # taken for several words written as one
    named = [(lemma, labels) for _, lemma, tag, _, labels in read if not tag.startswith((SHORTENED, "ign"))]
    present = [lemma for lemma, labels in named if not _is_old(labels)]
    return frozenset(present or (lemma for lemma, _ in named))


def forms(lemma: str) -> frozenset[str]:
    """Return the forms of a word in lower case; none where the dictionary is not there."""
    dictionary = _morfeusz()
    if dictionary is None:
        return frozenset()
    made = dictionary.generate(lemma)
    whole = (form for form, of, tag, *_ in made if of == lemma and not tag.startswith(SHORTENED))
    return frozenset(form.lower() for form in whole if " " not in form)


def _is_old(labels: Iterable[str]) -> bool:
    return any(OLD in label for label in labels)


def _guessed(form: str) -> frozenset[str]:
    import simplemma

    known = simplemma.is_known(form, lang="pl")
    return frozenset([simplemma.lemmatize(form, lang="pl").lower()]) if known else frozenset()


@cache
def _morfeusz() -> Any:
    """Load the dictionary, in a tenth of a second; ``None`` where there is none for this machine."""
    try:
        import morfeusz2
    except ImportError:
        return None
    return morfeusz2.Morfeusz(expand_tags=False)
