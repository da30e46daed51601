"""
The words for what a person did when a question was put.

A choice is one of the six values that documents are read into (``za``, ``przeciw``, ``wstrzymal_sie``, ``nieobecny``,
``nie_glosowal``, ``wylaczony``); the same value names its sign, its CSS class and its colour. One person's choice has a
noun that fits every gender, a number of people has a label that fits every number.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language, pgettext_lazy

CHOICES = ("za", "przeciw", "wstrzymal_sie", "nieobecny", "nie_glosowal", "wylaczony")
"""In the order in which they are drawn, listed and read out."""

CHOICE_WORDS = {
    "za": pgettext_lazy("choice of one person", "for"),
    "przeciw": pgettext_lazy("choice of one person", "against"),
    "wstrzymal_sie": pgettext_lazy("choice of one person", "abstention"),
    "nieobecny": pgettext_lazy("choice of one person", "absence"),
    "nie_glosowal": pgettext_lazy("choice of one person", "no vote cast"),
    "wylaczony": pgettext_lazy("choice of one person", "excluded from voting"),
}
COUNT_WORDS = {
    "za": pgettext_lazy("label before a number of people", "for"),
    "przeciw": pgettext_lazy("label before a number of people", "against"),
    "wstrzymal_sie": pgettext_lazy("label before a number of people", "abstained"),
    "nieobecny": pgettext_lazy("label before a number of people", "absent"),
    "nie_glosowal": pgettext_lazy("label before a number of people", "did not vote"),
    "wylaczony": pgettext_lazy("label before a number of people", "excluded"),
}


def choice_words() -> dict[str, str]:
    """Return the words for one person's choice in the language of the page; pages ask for them by the hundred."""
    return _words(get_language())[0]


def count_words() -> dict[str, str]:
    """Return the labels of numbers of people in the language of the page."""
    return _words(get_language())[1]


@lru_cache(maxsize=8)
def _words(language: str | None) -> tuple[dict[str, str], dict[str, str]]:
    one, many = ({choice: str(word) for choice, word in words.items()} for words in (CHOICE_WORDS, COUNT_WORDS))
    return one, many
