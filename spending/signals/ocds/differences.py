"""How far the second-lowest valid bid is from the winning one: what R024 and R058 stand on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import MainCurrency
from spending.signals.ocds.release import VALID, Bid, Release


class Difference(NamedTuple):
    """The winner, the lowest of the others, and by what part of the winner's price the other was dearer."""

    winner: str
    second: str
    ratio: float


def difference_of(release: Release, currency: MainCurrency) -> Difference:
    """
    Compare the two lowest valid bids of a process; raises ``Lacking`` where it cannot be done.

    Only bids of one tenderer each count. Of several bids of one, the lowest is taken. If somebody was cheaper than the
    winner, price was not the only criterion and nothing is said. A winning price of nought allows no ratio; Cardinal
    divides by it, and such a figure is none.
    """
    supplier, bids = release.sole_winner()
    offers = _offers(bids, currency)
    won, others = [each for each in offers if each[1] == supplier], [each for each in offers if each[1] != supplier]
    if not won:
        raise Lacking(Gap.WINNER_DID_NOT_BID)
    if not others:
        raise Lacking(Gap.NO_SECOND_BID)
    (price, winner), (other, second) = _lowest(won), _lowest(others)
    if other < price:
        raise Lacking(Gap.NOT_LOWEST)
    if price == 0:
        raise Lacking(Gap.ZERO_PRICE)
    return Difference(winner, second, (other - price) / price)


def _offers(bids: Iterable[Bid], currency: MainCurrency) -> list[tuple[float, str]]:
    """Give the price and the tenderer of each valid bid that can be compared."""
    priced = [(bid.price, bid.sole_tenderer) for bid in bids if bid.status == VALID]
    told = [(price, tenderer) for price, tenderer in priced if price is not None and tenderer is not None]
    if not told:
        raise Lacking(Gap.NO_PRICES)
    comparable = [(price.amount, tenderer) for price, tenderer in told if currency.is_main(price.currency)]
    if not comparable:
        raise Lacking(Gap.OTHER_CURRENCY)
    return comparable


def _lowest(offers: list[tuple[float, str]]) -> tuple[float, str]:
    """Give the lowest; of equal ones, the first."""
    return min(offers, key=lambda offer: offer[0])
