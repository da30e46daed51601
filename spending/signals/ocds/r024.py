"""R024, a price close to the winning bid: the difference of the two lowest is a low outlier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.differences import Difference, difference_of
from spending.signals.ocds.gaps import Gap
from spending.signals.ocds.indicator import Indicator, MainCurrency
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.quartiles import quartiles
from spending.signals.ocds.release import Release
from spending.signals.ocds.settings import Settings


class ClosePrice(Indicator):
    """Flags processes at or under the lower fence of all differences, with the winner and the second."""

    code = "R024"

    def __init__(self, settings: Settings, currency: MainCurrency) -> None:
        super().__init__(settings, currency)
        self.differences: dict[str, Difference] = {}

    def read(self, release: Release, outcome: Outcome) -> None:
        self.compare_prices_of(release)
        self.differences[release.ocid] = difference_of(release, self.currency)

    def finish(self, outcome: Outcome) -> None:
        """Hold every difference to the fence; where a quarter of them is nought, there is no fence above zero."""
        if not self.differences:
            return
        fence = self._fence(outcome)
        if fence is None:
            outcome.drop(self.code, Gap.NO_FENCE)
            return
        for ocid, difference in self.differences.items():
            if difference.ratio <= fence:
                outcome.flag(self.code, Group.OCID, ocid, difference.ratio)
                for tenderer in (difference.winner, difference.second):
                    outcome.flag_tenderer(self.code, ocid, tenderer, 0.0)

    def method(self) -> Mapping[str, Any]:
        return {"threshold": self.settings.r024_threshold}

    def _fence(self, outcome: Outcome) -> float | None:
        fence = self.settings.r024_threshold
        if fence is None:
            found = quartiles([each.ratio for each in self.differences.values()])
            outcome.meta[self.code] |= {"q1": found.q1, "q3": found.q3}
            fence = found.lower_fence
        outcome.meta[self.code]["lower_fence"] = fence
        return fence if fence > 0 else None
