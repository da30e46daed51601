"""What the grid of a roll call or of an attendance list shows: one row a person, the keys, the numbers so far."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from council.majority import Rule
from council.models.vote_choices import Majority
from council.tallying import Tally
from watchdog.core.text import fold

if TYPE_CHECKING:
    from django.forms import BoundField


@dataclass(frozen=True)
class GridRow:
    """One person: the control that is typed into, and what each start would put there."""

    field: BoundField
    name: str
    starts: Mapping[str, str]

    @property
    def folded(self) -> str:
        """The name as it is looked for."""
        return fold(self.name)


@dataclass(frozen=True)
class Key:
    """One key and what it chooses."""

    key: str
    value: str
    label: str


@dataclass(frozen=True)
class Grid:
    """The rows and the keys by which they are filled."""

    rows: Sequence[GridRow]
    keys: Sequence[Key]

    @property
    def keys_json(self) -> str:
        return json.dumps({key.key: key.value for key in self.keys})

    @property
    def uses_u(self) -> bool:
        """Whether U chooses; where it does not, it undoes."""
        return any(key.key == "u" for key in self.keys)

    @property
    def shown_keys(self) -> list[Key]:
        """Give each choice once, with its first key."""
        first: dict[str, Key] = {}
        for key in self.keys:
            first.setdefault(key.value, key)
        return list(first.values())


@dataclass(frozen=True)
class RollGrid(Grid):
    """A roll call, with the law that its numbers are held against."""

    seats: int
    committee: bool
    tally: Tally
    rules: str
    counters: Sequence[tuple[str, str, str]] = ()
    """The printed counters: their field, the choice that each counts, and its words."""

    @property
    def numbers(self) -> list[tuple[str, str, int]]:
        """Give each choice with its words and its number."""
        return [(key.value, key.label, self.tally.number(key.value)) for key in self.shown_keys]

    @property
    def nobody(self) -> int:
        """How many people have no choice yet."""
        return self.tally.number("")

    @property
    def majorities(self) -> list[tuple[str, str, bool]]:
        """Give each majority with its words, and whether it is the one needed."""
        needed = self.tally.found.basis.rule.value if self.tally.found else ""
        return [(rule.value, str(Majority(rule.value).label), rule.value == needed) for rule in Rule]
