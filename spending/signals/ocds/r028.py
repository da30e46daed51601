"""R028, identical bid prices of different tenderers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.release import Price, Release


class SamePrice(Indicator):
    """
    Flags a process in which different tenderers asked the same price, and these tenderers.

    A tenderer may ask the same price twice, alone or with the same partners. Prices are compared within any currency.
    """

    code = "R028"

    def read(self, release: Release, outcome: Outcome) -> None:
        self.compare_prices_of(release)
        if not release.submitted:
            raise Lacking(Gap.NO_BIDS)
        priced = [(bid.price, set(bid.tenderer_ids)) for bid in release.submitted if bid.price and bid.tenderer_ids]
        if not priced:
            raise Lacking(Gap.NO_PRICES)
        asked: dict[Price | None, set[str]] = {}
        for price, tenderers in priced:
            if asked.get(price, tenderers) != tenderers:
                outcome.flag(self.code, Group.OCID, release.ocid)
                for tenderer in sorted(tenderers | asked[price]):
                    outcome.flag_tenderer(self.code, release.ocid, tenderer)
            asked[price] = tenderers

    def method(self) -> Mapping[str, Any]:
        return {}
