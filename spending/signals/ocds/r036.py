"""R036, the lowest bid disqualified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.release import DISQUALIFIED, VALID, Bid, Release


class LowestDisqualified(Indicator):
    """Flags an awarded process whose lowest submitted bid is disqualified; of equal bids, the first one counts."""

    code = "R036"

    def read(self, release: Release, outcome: Outcome) -> None:
        self.compare_prices_of(release)
        if release.awards is None:
            raise Lacking(Gap.NO_AWARDS)
        if not any(award.is_active for award in release.awards):
            raise Lacking(Gap.NO_ACTIVE_AWARD)
        offers = self._offers(release)
        if not any(bid.status == VALID for _amount, bid in offers):
            raise Lacking(Gap.NO_VALID_BIDS)
        _amount, lowest = min(offers, key=lambda offer: offer[0])
        if lowest.status == DISQUALIFIED:
            outcome.flag(self.code, Group.OCID, release.ocid)

    def method(self) -> Mapping[str, Any]:
        return {}

    def _offers(self, release: Release) -> list[tuple[float, Bid]]:
        """Give submitted bids with their amounts in the main currency."""
        if not release.submitted:
            raise Lacking(Gap.NO_BIDS)
        priced = [(bid.price, bid) for bid in release.submitted if bid.price is not None]
        if not priced:
            raise Lacking(Gap.NO_PRICES)
        offers = [(price.amount, bid) for price, bid in priced if self.currency.is_main(price.currency)]
        if not offers:
            raise Lacking(Gap.OTHER_CURRENCY)
        return offers
