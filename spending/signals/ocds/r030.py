"""R030, a late bid won: received after the end of the period for offers, and awarded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.release import VALID, Release


class LateBid(Indicator):
    """
    Flags a process in which a supplier of an active award made a valid bid after the deadline, and this supplier.

    The two moments are compared as texts, as Cardinal compares them: right where both are written with one offset.
    """

    code = "R030"

    def read(self, release: Release, outcome: Outcome) -> None:
        if release.ends is None:
            raise Lacking(Gap.NO_PERIOD)
        if release.bids is None:
            raise Lacking(Gap.NO_BIDS)
        winners = _winners(release)
        dated = [bid for bid in release.bids if bid.status == VALID and bid.date is not None and bid.tenderer_ids]
        if not dated:
            raise Lacking(Gap.NO_BID_DATES)
        for bid in dated:
            for tenderer in sorted(winners.intersection(bid.tenderer_ids)):
                if bid.date is not None and bid.date > release.ends:
                    outcome.flag(self.code, Group.OCID, release.ocid)
                    outcome.flag_tenderer(self.code, release.ocid, tenderer)

    def method(self) -> Mapping[str, Any]:
        return {}


def _winners(release: Release) -> set[str]:
    """Give the suppliers of active awards; others may still be pending. Raises ``Lacking`` where there is none."""
    if release.awards is None:
        raise Lacking(Gap.NO_AWARDS)
    active = [award for award in release.awards if award.is_active]
    if not active:
        raise Lacking(Gap.NO_ACTIVE_AWARD)
    winners = {supplier for award in active for supplier in award.supplier_ids}
    if not winners:
        raise Lacking(Gap.NO_SUPPLIER)
    return winners
