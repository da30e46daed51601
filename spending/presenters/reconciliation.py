"""What stands above the list of two registers held against each other: which they are, and how many rows are what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spending.filters.reconciliation import STATE_LABELS, STATES
from spending.reconciling import SINCE, Reconciliation, Sides, State
from spending.registers_shown import register_shown
from watchdog.core.typography import long_date, number


@dataclass(frozen=True)
class Register:
    """A register that is compared, and how many of its contracts."""

    title: str
    publisher: str
    contracts: str


@dataclass(frozen=True)
class StateRow:
    """How many pairs or rows are in one state, what that means, and the list of them."""

    label: str
    count: str
    meaning: str
    url: str


@dataclass(frozen=True)
class Overview:
    """What the page says before its list."""

    here: tuple[Register, ...]
    there: tuple[Register, ...]
    states: tuple[StateRow, ...]
    undated: str
    since: str

    @property
    def is_whole(self) -> bool:
        """Whether there are two registers to compare."""
        return bool(self.here and self.there)

    @property
    def lacks_city(self) -> bool:
        return not self.here

    @property
    def lacks_state(self) -> bool:
        return not self.there


def overview(found: Reconciliation, sides: Sides) -> Overview:
    """Count the entries of each state; the addresses narrow the list beneath."""
    meanings = _meanings()
    states = tuple(
        StateRow(str(STATE_LABELS[state]), number(len(found.of_state(state))), meanings[state], f"?stan={name}")
        for name, state in STATES.items()
    )
    undated = ngettext(
        "%(n)s contract of the city's register has no day of signing: it is compared, but never said to be missing.",
        "%(n)s contracts of the city's register have no day of signing: they are compared, never said to be missing.",
        sides.undated,
    )
    return Overview(
        here=_registers(sides.here),
        there=_registers(sides.there),
        states=states,
        undated=undated % {"n": number(sides.undated)} if sides.undated else "",
        since=long_date(SINCE),
    )


def _registers(known: dict[str, int]) -> tuple[Register, ...]:
    return tuple(
        Register(
            title=register_shown(slug).title,
            publisher=register_shown(slug).publisher,
            contracts=ngettext("%(n)s contract", "%(n)s contracts", count) % {"n": number(count)},
        )
        for slug, count in known.items()
    )


def _meanings() -> dict[State, str]:
    return {
        State.SAME: _("Both registers say the same of everything that we compare."),
        State.DIFFERS: _("One contract, of which the registers say something different."),
        State.ONLY_HERE: _("No row of the state's register fits. It may not be there yet, or be entered otherwise."),
        State.ONLY_THERE: _("No row of the city's register fits. The city's register may not hold such contracts."),
        State.AMBIGUOUS: _("Several rows fit each other; we do not choose between them."),
    }
