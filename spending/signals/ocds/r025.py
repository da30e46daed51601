"""R025, excessive unsuccessful bids: who bids most and wins far more rarely than the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator, MainCurrency
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.quartiles import quantile, quartiles
from spending.signals.ocds.release import VALID, Release
from spending.signals.ocds.settings import Settings


class RareWins(Indicator):
    """Flags tenderers with many processes and a share of wins at or under the lower fence."""

    code = "R025"

    def __init__(self, settings: Settings, currency: MainCurrency) -> None:
        super().__init__(settings, currency)
        self.took_part: Counter[str] = Counter()
        self.won: Counter[str] = Counter()

    def read(self, release: Release, outcome: Outcome) -> None:
        """Count each tenderer once in a process, however many bids it made there."""
        supplier, bids = release.sole_winner()
        told = (bid.sole_tenderer for bid in bids if bid.status == VALID)
        tenderers = {tenderer for tenderer in told if tenderer is not None}
        if not tenderers:
            raise Lacking(Gap.NO_VALID_BIDS)
        for tenderer in sorted(tenderers):
            self.took_part[tenderer] += 1
            self.won[tenderer] += tenderer == supplier

    def finish(self, outcome: Outcome) -> None:
        """Hold every tenderer to both fences; where a quarter never won, there is no lower fence above zero."""
        if not self.took_part:
            return
        shares = {tenderer: self.won[tenderer] / count for tenderer, count in self.took_part.items()}
        many = quantile(sorted(map(float, self.took_part.values())), self.settings.r025_percentile / 100)
        outcome.meta[self.code]["upper_fence"] = many
        fence = self._fence(shares, outcome)
        if fence is None:
            outcome.lacks(self.code, Gap.NO_FENCE, len(shares), Group.TENDERER)
            return
        for tenderer, share in shares.items():
            if self.took_part[tenderer] >= many and share <= fence:
                outcome.flag(self.code, Group.TENDERER, tenderer, share)

    def method(self) -> Mapping[str, Any]:
        return {"percentile": self.settings.r025_percentile, "threshold": self.settings.r025_threshold}

    def _fence(self, shares: Mapping[str, float], outcome: Outcome) -> float | None:
        fence = self.settings.r025_threshold
        if fence is None:
            found = quartiles(shares.values())
            outcome.meta[self.code] |= {"q1": found.q1, "q3": found.q3}
            fence = found.lower_fence
        outcome.meta[self.code]["lower_fence"] = fence
        return fence if fence > 0 else None
