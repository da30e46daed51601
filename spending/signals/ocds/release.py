"""
A contracting process as an OCDS compiled release tells it, cut down to what the indicators ask.

A value of the wrong type counts as not given, as it does for Cardinal. Its ``prepare`` step always does two things, and
so does this reader: a number as an identifier becomes text, and one object where a list belongs becomes a list of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from spending.signals.ocds.gaps import Gap, Lacking

Json: TypeAlias = Mapping[str, Any]

CANCELLED = "cancelled"
ACTIVE, UNSUCCESSFUL = "active", "unsuccessful"
VALID, DISQUALIFIED = "valid", "disqualified"
NOT_SUBMITTED = {"invited", "withdrawn"}
MOST = 1e300
"""No amount; and what is larger is no number of the machine."""


class Price(NamedTuple):
    """An amount of money; only amounts of one currency may be compared."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Bid:
    """One offer; ``None`` wherever the document says nothing."""

    status: str | None = None
    date: str | None = None
    """When it was received, as written."""
    tenderers: tuple[str | None, ...] | None = None
    """Identifiers of whoever made it together; ``None`` in it for one without an identifier."""
    price: Price | None = None

    @property
    def is_submitted(self) -> bool:
        return self.status is not None and self.status not in NOT_SUBMITTED

    @property
    def tenderer_ids(self) -> tuple[str, ...]:
        return tuple(each for each in self.tenderers or () if each is not None)

    @property
    def sole_tenderer(self) -> str | None:
        """Give the one tenderer; ``None`` of an offer made together, and of one without an identifier."""
        return self.tenderers[0] if self.tenderers and len(self.tenderers) == 1 else None


@dataclass(frozen=True, slots=True)
class Award:
    """One decision to award."""

    status: str | None = None
    suppliers: tuple[str | None, ...] | None = None

    @property
    def is_active(self) -> bool:
        return self.status == ACTIVE

    @property
    def is_final(self) -> bool:
        """Tell whether it will not change; an award without a status is overlooked, as Cardinal overlooks it."""
        return self.status in (None, ACTIVE, CANCELLED, UNSUCCESSFUL)

    @property
    def supplier_ids(self) -> tuple[str, ...]:
        return tuple(each for each in self.suppliers or () if each is not None)


@dataclass(frozen=True, slots=True)
class Release:
    """One contracting process."""

    ocid: str
    status: str | None = None
    """Of the tender."""
    method: str | None = None
    """``open``, ``selective``, ``limited`` or ``direct``."""
    method_details: str | None = None
    starts: str | None = None
    ends: str | None = None
    """The period for offers, as written."""
    tenderers: int | None = None
    """How many made an offer, as the tender says."""
    buyer: str | None = None
    procuring_entity: str | None = None
    bids: tuple[Bid, ...] | None = None
    awards: tuple[Award, ...] | None = None

    @property
    def submitted(self) -> tuple[Bid, ...]:
        return tuple(bid for bid in self.bids or () if bid.is_submitted)

    def settled(self) -> tuple[tuple[Award, ...], tuple[Bid, ...]]:
        """Give the active awards and all bids; raises ``Lacking`` where one is missing or an award may still change."""
        if self.bids is None:
            raise Lacking(Gap.NO_BIDS)
        if self.awards is None:
            raise Lacking(Gap.NO_AWARDS)
        if not all(award.is_final for award in self.awards):
            raise Lacking(Gap.AWARD_PENDING)
        return tuple(award for award in self.awards if award.is_active), self.bids

    def sole_winner(self) -> tuple[str, tuple[Bid, ...]]:
        """Give the one supplier of the one active award, and all bids; raises ``Lacking`` for anything else."""
        awards, bids = self.settled()
        if not awards:
            raise Lacking(Gap.NO_ACTIVE_AWARD)
        if len(awards) > 1:
            raise Lacking(Gap.SEVERAL_AWARDS)
        suppliers = awards[0].suppliers or ()
        if len(suppliers) > 1:
            raise Lacking(Gap.SEVERAL_SUPPLIERS)
        if not suppliers or suppliers[0] is None:
            raise Lacking(Gap.NO_SUPPLIER)
        return suppliers[0], bids


def release_of(data: Json) -> Release:
    """Read a compiled release; raises ``Lacking`` where it has no ``ocid``."""
    ocid = _text(data.get("ocid"))
    if ocid is None:
        raise Lacking(Gap.NO_OCID)
    tender = _object(data.get("tender"))
    period = _object(tender.get("tenderPeriod"))
    number = tender.get("numberOfTenderers")
    bids, awards = _list(_object(data.get("bids")).get("details")), _list(data.get("awards"))
    return Release(
        ocid=ocid,
        status=_text(tender.get("status")),
        method=_text(tender.get("procurementMethod")),
        method_details=_text(tender.get("procurementMethodDetails")),
        starts=_text(period.get("startDate")),
        ends=_text(period.get("endDate")),
        tenderers=number if type(number) is int and number >= 0 else None,
        buyer=_identifier(_object(data.get("buyer"))),
        procuring_entity=_identifier(_object(tender.get("procuringEntity"))),
        bids=None if bids is None else tuple(_bid(_object(each)) for each in bids),
        awards=None if awards is None else tuple(_award(_object(each)) for each in awards),
    )


def _bid(bid: Json) -> Bid:
    tenderers = _organizations(bid.get("tenderers"))
    return Bid(_text(bid.get("status")), _text(bid.get("date")), tenderers, _price(_object(bid.get("value"))))


def _award(award: Json) -> Award:
    return Award(_text(award.get("status")), _organizations(award.get("suppliers")))


def _price(value: Json) -> Price | None:
    amount, currency = value.get("amount"), _text(value.get("currency"))
    if currency is None or isinstance(amount, bool) or not isinstance(amount, int | float):
        return None
    return Price(float(amount), currency) if abs(amount) < MOST else None


def _organizations(listed: Any) -> tuple[str | None, ...] | None:
    rows = [listed] if isinstance(listed, Mapping) else _list(listed)
    return None if rows is None else tuple(_identifiers(rows))


def _identifiers(rows: list[Any]) -> Iterator[str | None]:
    return (_identifier(_object(each)) for each in rows)


def _identifier(organization: Json) -> str | None:
    value = organization.get("id")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else _text(value)


def _object(value: Any) -> Json:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any] | None:
    return value if isinstance(value, list) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
