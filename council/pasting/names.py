"""
What minutes and tables say of a vote by name, pasted as text, becomes a choice a person.

Lists („Przeciw: Nowak Jan, Annie Lis oraz radnych Kota i Żaka”), sentences („radny Kot wstrzymał się”), rows („1. Nowak
Jan ZA”) and tables copied from PDF or Excel, in either order of names and any case. What fits two people is never
guessed, and what is no name is given back. Free of Django.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from council.drafts import Choice
from council.labels import USUAL
from council.naming import Known
from council.pasting.choices import COUNTERS
from council.pasting.reading import SENTENCE, Reader, Unread

__all__ = ["PastedRoll", "Unread", "read_names"]


@dataclass(frozen=True)
class PastedRoll:
    """What a paste says of a vote; people are named by the keys of ``Known``."""

    choices: dict[int, Choice]
    counters: dict[str, int]
    """The numbers that the text prints, by the names of ``Official``."""
    implied: frozenset[int]
    """Of those in ``choices``: whom no name but „pozostali za” or „jednogłośnie” tells of."""
    unmentioned: tuple[int, ...]
    conflicts: dict[int, tuple[Choice, ...]]
    """Who is named with different choices; they have none in ``choices``."""
    unread: tuple[Unread, ...]
    leftover: tuple[str, ...]
    """Words that are neither names nor choices, as pasted."""
    doubts: tuple[str, ...]
    """What a person should look at, in sentences."""


def read_names(text: str, people: Sequence[Known], absent: Collection[int] = ()) -> PastedRoll:
    """Read a pasted list; ``people`` held a mandate that day, ``absent`` are those of them known not to be there."""
    reader = Reader(people)
    for line in re.split(r"\r\n|[\n\r\v\f\u2028]", text):
        if not reader.row(line):
            for sentence in SENTENCE.split(line):
                reader.sentence(sentence)
    reader.close()
    return _answer(reader, people, absent)


def _answer(reader: Reader, people: Sequence[Known], absent: Collection[int]) -> PastedRoll:
    said = {key: tuple(dict.fromkeys(choices)) for key, choices in reader.said.items()}
    conflicts = {key: choices for key, choices in said.items() if len(choices) > 1}
    choices = {key: only[0] for key, only in said.items() if len(only) == 1}
    others = [person.key for person in people if person.key not in said and person.key not in absent]
    doubts = [*reader.doubts, *_contradictions(people, conflicts), *_uncounted(choices, reader)]
    implied: list[int] = []
    if reader.rest:
        implied, doubt = _implied(reader, choices, others)
        doubts += doubt
        choices |= dict.fromkeys(implied, reader.rest)
    unmentioned = tuple(each.key for each in people if each.key not in choices and each.key not in conflicts)
    return PastedRoll(
        choices,
        reader.counters,
        frozenset(implied),
        unmentioned,
        conflicts,
        tuple(reader.unread),
        tuple(reader.leftover),
        tuple(doubts),
    )


def _implied(reader: Reader, choices: dict[int, Choice], others: list[int]) -> tuple[list[int], list[str]]:
    """Give those whom „pozostali” means; nobody while a name is unclear or the printed number is another."""
    rest = reader.rest
    if rest is None:
        return [], []
    printed = reader.counters.get(COUNTERS.get(rest, ""))
    number = sum(choice is rest for choice in choices.values()) + len(others)
    words = USUAL[rest]
    if reader.unread:
        return [], [f"Nie wiadomo, kto należy do „pozostałych” ({words}), dopóki są nazwiska nierozpoznane."]
    if printed is not None and printed != number:
        text = (
            f"Tekst podaje liczbę {printed} przy „{words}”, a „pozostałych” byłoby razem {number}: zaznacz ich osobno."
        )
        return [], [text]
    return others, []


def _contradictions(people: Sequence[Known], conflicts: dict[int, tuple[Choice, ...]]) -> list[str]:
    named = {person.key: f"{person.given} {person.family}" for person in people}
    return [
        f"{named[key]}: tekst podaje dwa różne głosy ({', '.join(USUAL[choice] for choice in choices)})."
        for key, choices in conflicts.items()
    ]


def _uncounted(choices: dict[int, Choice], reader: Reader) -> list[str]:
    """Hold the printed numbers against the names, where any are given under that choice."""
    found = []
    for choice in dict.fromkeys(choices.values()):
        printed = reader.counters.get(COUNTERS.get(choice, ""))
        names = sum(each is choice for each in choices.values())
        if printed is not None and printed != names and choice is not reader.rest:
            found.append(f"Tekst podaje liczbę {printed} przy „{USUAL[choice]}”, a rozpoznanych nazwisk jest {names}.")
    return found
