"""R038, excessive disqualified bids: of a buyer, of a procuring entity, of a tenderer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator, MainCurrency
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.quartiles import quartiles
from spending.signals.ocds.release import DISQUALIFIED, Release
from spending.signals.ocds.settings import Settings


class Tally:
    """Submitted and disqualified bids of everybody in one group."""

    def __init__(self) -> None:
        self.submitted: Counter[str] = Counter()
        self.disqualified: Counter[str] = Counter()

    def add(self, key: str | None, disqualified: int, submitted: int) -> None:
        if key is not None:
            self.submitted[key] += submitted
            self.disqualified[key] += disqualified

    def shares(self, least: int) -> dict[str, float]:
        """Give the share of disqualified bids of everybody with at least so many submitted."""
        counted = {key: count for key, count in self.submitted.items() if count >= least}
        return {key: self.disqualified[key] / count for key, count in counted.items()}


class OftenDisqualified(Indicator):
    """
    Flags whoever has a share of disqualified bids at or over the upper fence of its group.

    Cardinal's page asks a buyer for at least two *processes*; its program counts the buyer's submitted *bids*, and so
    does this one.
    """

    code = "R038"

    def __init__(self, settings: Settings, currency: MainCurrency) -> None:
        super().__init__(settings, currency)
        self.buyers, self.entities, self.tenderers = Tally(), Tally(), Tally()

    def read(self, release: Release, outcome: Outcome) -> None:
        if not release.submitted:
            raise Lacking(Gap.NO_BIDS)
        for bid in release.submitted:
            for tenderer in bid.tenderer_ids:
                self.tenderers.add(tenderer, bid.status == DISQUALIFIED, 1)
        disqualified = sum(bid.status == DISQUALIFIED for bid in release.submitted)
        self.buyers.add(release.buyer, disqualified, len(release.submitted))
        self.entities.add(release.procuring_entity, disqualified, len(release.submitted))

    def finish(self, outcome: Outcome) -> None:
        self._hold(outcome, Group.BUYER, self.buyers, self.settings.r038_processes)
        self._hold(outcome, Group.PROCURING_ENTITY, self.entities, self.settings.r038_processes)
        self._hold(outcome, Group.TENDERER, self.tenderers, self.settings.r038_bids)

    def method(self) -> Mapping[str, Any]:
        return {
            "threshold": self.settings.r038_threshold,
            "minimum_submitted_bids": self.settings.r038_bids,
            "minimum_contracting_processes": self.settings.r038_processes,
        }

    def _hold(self, outcome: Outcome, group: Group, tally: Tally, least: int) -> None:
        """Hold a group to its fence; where three quarters have no disqualified bid, there is none above zero."""
        shares = tally.shares(least)
        outcome.lacks(self.code, Gap.TOO_FEW, len(tally.submitted) - len(shares), group)
        if not shares:
            return
        fence = self._fence(shares, group, outcome)
        if fence <= 0:
            outcome.lacks(self.code, Gap.NO_FENCE, len(shares), group)
            return
        for key, share in shares.items():
            if share >= fence:
                outcome.flag(self.code, group, key, share)

    def _fence(self, shares: Mapping[str, float], group: Group, outcome: Outcome) -> float:
        fence = self.settings.r038_threshold
        if fence is None:
            found = quartiles(shares.values())
            outcome.meta[self.code] |= {f"{group}_q1": found.q1, f"{group}_q3": found.q3}
            fence = found.upper_fence
        outcome.meta[self.code][f"{group}_upper_fence"] = fence
        return fence
