"""A list of names as pasted or read from a file, laid over the grid of a vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from council.forms.roll_call import ROW
from council.forms.votes import OFFICIAL
from council.labels import USUAL
from council.models import Person
from council.naming import Known
from council.pasting.names import PastedRoll, read_names


@dataclass(frozen=True)
class Doubt:
    """Words of a paste that a person has to look at, and whom they may mean."""

    text: str
    choice: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """What a paste puts into the form, and what it leaves to a person."""

    values: dict[str, str]
    doubts: tuple[Doubt, ...]
    sentences: tuple[str, ...]
    leftover: tuple[str, ...]
    understood: int
    """How many people it gave a choice."""


def people_of(keys: Sequence[int]) -> list[Known]:
    """Give the people of a roll call with every spelling of their names."""
    found = Person.objects.filter(pk__in=keys).prefetch_related("names")
    return [
        Known(each.pk, each.given_name, each.family_name, tuple(name.name for name in each.names.all()))
        for each in found
    ]


def filled_from(text: str, people: Sequence[Known], absent: frozenset[int]) -> Filled:
    """Read a list of names and numbers; whoever it does not mention keeps what the grid has."""
    read = read_names(text, people, absent & {person.key for person in people})
    values = {f"{ROW}{key}": choice.value for key, choice in read.choices.items()}
    values |= {OFFICIAL[name]: str(count) for name, count in read.counters.items()}
    values |= {f"{ROW}{key}": "" for key in read.conflicts}
    return Filled(values, tuple(_doubts(read, people)), read.doubts, read.leftover, len(read.choices))


def unsettled(text: str, people: Sequence[Known], absent: frozenset[int], rows: Mapping[str, str]) -> list[str]:
    """Give the names of a paste that the grid does not have as the paste says them; nobody in it is lost unseen."""
    read = read_names(text, people, absent & {person.key for person in people})
    named = {person.key: f"{person.given} {person.family}" for person in people}
    other = [named[key] for key, choice in read.choices.items() if rows.get(f"{ROW}{key}") != choice.value]
    both = [named[key] for key in read.conflicts if not rows.get(f"{ROW}{key}")]
    return [*(each.text for each in read.unread), *both, *other]


def _doubts(read: PastedRoll, people: Sequence[Known]) -> list[Doubt]:
    named = {person.key: f"{person.given} {person.family}" for person in people}
    return [Doubt(each.text, USUAL[each.choice], tuple(named[key] for key in each.candidates)) for each in read.unread]
