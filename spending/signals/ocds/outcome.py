"""What asking the rules gave: results in Cardinal's shape, the fences used, and what could not be asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum

from spending.signals.ocds.gaps import Gap


class Group(StrEnum):
    """What a result is about; the words are Cardinal's keys."""

    OCID = "OCID"
    BUYER = "Buyer"
    PROCURING_ENTITY = "ProcuringEntity"
    TENDERER = "Tenderer"


class Outcome:
    """Filled by the rules, one process after another."""

    def __init__(self) -> None:
        self.processes = 0
        """How many processes were read, with those that every rule leaves out."""
        self.results: dict[Group, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        self.meta: dict[str, dict[str, float]] = defaultdict(dict)
        self.ties: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        """The flagged organizations of each flagged process, by rule."""
        self.computed: Counter[str] = Counter()
        """Of how many processes each rule was computed."""
        self.lacking: dict[str, dict[Group, Counter[Gap]]] = defaultdict(lambda: defaultdict(Counter))

    def flag(self, code: str, group: Group, key: str, value: float = 1.0) -> None:
        self.results[group][key][code] = value

    def flag_tenderer(self, code: str, ocid: str, tenderer: str, value: float = 1.0) -> None:
        """Flag a tenderer and remember in which process."""
        self.flag(code, Group.TENDERER, tenderer, value)
        self.ties[code][ocid].add(tenderer)

    def lacks(self, code: str, gap: Gap, rows: int = 1, group: Group = Group.OCID) -> None:
        """Count what the rule could not be asked of."""
        if rows:
            self.lacking[code][group][gap] += rows

    def drop(self, code: str, gap: Gap) -> None:
        """Count what was computed as not computable after all: the data gave no fence to hold it to."""
        self.lacks(code, gap, self.computed.pop(code, 0))

    def flagged(self, code: str, group: Group) -> dict[str, float]:
        """Give what a rule flagged in a group."""
        return {key: values[code] for key, values in self.results[group].items() if code in values}
