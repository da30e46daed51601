"""Why a rule could not be asked: „nie do policzenia” always has one of these reasons."""

from __future__ import annotations

from enum import StrEnum


class Gap(StrEnum):
    """A reason; its words stand in ``spending.signals.open_contracting.words``."""

    NO_OCID = "no_ocid"
    CANCELLED = "cancelled"
    EXCLUDED_METHOD = "excluded_method"
    """Somebody's settings leave procedures of this kind out."""
    OTHER_METHOD = "other_method"
    """The rule is about other kinds of procedures."""
    NO_METHOD = "no_method"
    NO_PERIOD = "no_period"
    NOT_A_MOMENT = "not_a_moment"
    """A day without its hour and offset, or no date at all."""
    EDGE_OF_DAYS = "edge_of_days"
    """Days alone, so near to the threshold that the missing hours decide."""
    NO_NUMBER = "no_number"
    NO_BIDS = "no_bids"
    NO_VALID_BIDS = "no_valid_bids"
    NO_SECOND_BID = "no_second_bid"
    NO_BID_DATES = "no_bid_dates"
    NO_PRICES = "no_prices"
    OTHER_CURRENCY = "other_currency"
    ZERO_PRICE = "zero_price"
    NO_AWARDS = "no_awards"
    NO_ACTIVE_AWARD = "no_active_award"
    AWARD_PENDING = "award_pending"
    SEVERAL_AWARDS = "several_awards"
    SEVERAL_SUPPLIERS = "several_suppliers"
    NO_SUPPLIER = "no_supplier"
    WINNER_DID_NOT_BID = "winner_did_not_bid"
    NOT_LOWEST = "not_lowest"
    TOO_FEW = "too_few"
    """Fewer cases than the settings ask for."""
    NO_FENCE = "no_fence"
    """The quartiles of all cases give no fence above zero."""


class Lacking(Exception):
    """A rule cannot be asked of a process, for a reason."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap.value)
        self.gap = gap
