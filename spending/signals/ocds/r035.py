"""R035, all except the winning bid disqualified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.release import DISQUALIFIED, VALID, Bid, Release


class OthersDisqualified(Indicator):
    """Flags a process whose one valid tenderer won it while others were disqualified, and this winner."""

    code = "R035"

    def read(self, release: Release, outcome: Outcome) -> None:
        awards, bids = release.settled()
        if not awards:
            raise Lacking(Gap.NO_ACTIVE_AWARD)
        if not bids:
            raise Lacking(Gap.NO_BIDS)
        suppliers = {supplier for award in awards for supplier in award.supplier_ids}
        valid, others = _tenderers(bids, VALID), _tenderers(bids, DISQUALIFIED)
        others -= valid
        if len(valid) == 1 and valid == suppliers and len(others) >= max(self.settings.r035_threshold, 1):
            outcome.flag(self.code, Group.OCID, release.ocid, float(len(others)))
            for winner in valid:
                outcome.flag_tenderer(self.code, release.ocid, winner, 0.0)

    def method(self) -> Mapping[str, Any]:
        return {"threshold": self.settings.r035_threshold}


def _tenderers(bids: tuple[Bid, ...], status: str) -> set[str]:
    return {tenderer for bid in bids if bid.status == status for tenderer in bid.tenderer_ids}
