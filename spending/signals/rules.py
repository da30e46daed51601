"""
How a class of our own is asked of the database: one question for what it finds, one for what it cannot compute.

``findings`` gives rows of ``signal_found`` (``recomputing``): subject, contracts, buyer, supplier, year, day, hint,
value, threshold, inputs. ``gaps`` gives a reason and of how many things. Both read ``signal_base`` (``base``); a
setting stands in them as ``%(name)s``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spending.signals.classes import SignalClass, register


@dataclass(frozen=True)
class Rule:
    """A class and its questions."""

    signal: SignalClass
    findings: str
    gaps: str

    def params(self, **others: Any) -> dict[str, Any]:
        """Give the values of the settings by their names; those that change with the day stand in ``signal_base``."""
        return {each.name: each.value for each in self.signal.settings} | others


RULES: list[Rule] = []


def rule(signal: SignalClass, findings: str, gaps: str) -> Rule:
    """Introduce a class of our own with its questions."""
    made = Rule(register(signal), findings, gaps)
    RULES.append(made)
    return made
