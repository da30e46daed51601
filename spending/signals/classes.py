"""
What a class of signals says of itself, and what computing it answers.

A class is registered once, by the file that knows its rule::

    LATE = register(SignalClass(code="pozna-publikacja", title=_("…"), …))

A computation answers ``Finding`` where the rule holds, ``NotComputable`` where an input is missing, and nothing where
the rule was computed and does not hold: „cannot be computed” is a result of its own and never zero. Nothing here knows
the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words: TypeAlias = str | _StrPromise
else:
    Words: TypeAlias = str | Promise

Plain: TypeAlias = str | int | bool | None
"""What inputs are kept as: an amount as text („129999.00”), a day as ISO text, a count as a number."""
Inputs: TypeAlias = Mapping[str, Plain | list[Plain]]


@dataclass(frozen=True)
class Setting:
    """
    A number that a rule uses, with the days for which it holds (both inclusive, ``None``: open) and where it is from.

    A number of our own choice says so in ``source``; a number of the law names the act.
    """

    name: str
    label: Words
    value: Decimal | int | str
    source: Words
    unit: Words = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the number holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True)
class SignalClass:
    """One named rule: the question it asks, how it answers, and what its answer does not mean."""

    code: str
    """The end of its address and its name in files, for good: ``podzial-zamowienia``, ``r018``."""
    title: Words
    question: Words
    definition: Words
    formula: Words
    inputs: tuple[Words, ...]
    exclusions: tuple[Words, ...]
    not_meaning: tuple[Words, ...]
    """„Czego to nie znaczy”."""
    settings: tuple[Setting, ...] = ()
    gaps: Mapping[str, Words] = field(default_factory=dict)
    """Why it cannot be computed of some rows: a code for each reason, and the reason in words."""
    input_labels: Mapping[str, Words] = field(default_factory=dict)
    """What each key of a finding's inputs is called on its page, in the order in which they are shown."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """How an input is written: ``amount`` (in the ``currency`` and ``tax`` of the inputs), ``share`` (0.25 is 25%),
    ``days``, ``day``; a key that is not here is a count or a word and is written as it is."""
    value_kind: str = ""
    """The same of a finding's value and threshold."""
    hint: bool = False
    """It rests on an assumption that documents do not confirm: called „wskazówka”, not „sygnał”."""
    computable: bool = True
    """``False`` where no document that we read gives an input, so that nothing can be said of anything."""
    source: Words = ""
    """Who defined it, where it is not ours: the name and version of the definition."""
    example: Words = ""
    """One case in numbers, where the rule needs it to be understood."""
    why: Words = ""
    """Why it is a reason to look."""

    def setting(self, name: str, day: date) -> Setting | None:
        """Give the number of this name that holds on a day, or ``None`` where none is known for it."""
        return next((each for each in self.settings if each.name == name and each.holds_on(day)), None)


@dataclass(frozen=True)
class Finding:
    """
    The rule of a class holds for something.

    ``subject`` is the same text each time the same thing is found (``umowa:17``, ``jednostka:3:2025``): it holds no
    name of anybody. Keys of records are those of the database, or empty where a file and no database was read.
    """

    code: str
    subject: str
    inputs: Inputs
    value: Decimal | None = None
    threshold: Decimal | None = None
    contracts: tuple[int, ...] = ()
    buyer: int | None = None
    supplier: int | None = None
    year: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class NotComputable:
    """„Nie do policzenia”: a rule could not be asked of ``rows`` things, for a reason that the class names."""

    code: str
    reason: str
    """A key of the class's ``gaps``."""
    rows: int
    """Of how many things; at least one."""
    subject: str = ""
    """Of which, where it is one."""


Result: TypeAlias = Finding | NotComputable

REGISTRY: dict[str, SignalClass] = {}
"""Every class by its code, in the order in which pages name them."""


def register(signal: SignalClass) -> SignalClass:
    """Introduce a class; raises ``ValueError`` where another one has its code."""
    if REGISTRY.setdefault(signal.code, signal) is not signal:
        raise ValueError(f"two classes of signals are called {signal.code}")
    return signal


def known(code: str) -> SignalClass | None:
    """Give the class of a code."""
    return REGISTRY.get(code)
