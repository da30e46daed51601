"""Small contracting processes to ask the indicators of."""

from __future__ import annotations

from typing import Any

from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.running import study
from spending.signals.ocds.settings import Settings

Json = dict[str, Any]


def bid(
    tenderers: str = "", amount: float | None = None, status: str = "valid", *, currency: str = "PLN", **more: Any
) -> Json:
    """Make an offer; every letter of ``tenderers`` is a firm."""
    told: Json = {"status": status, **more}
    if tenderers:
        told["tenderers"] = [{"id": each} for each in tenderers]
    if amount is not None:
        told["value"] = {"amount": amount, "currency": currency}
    return told


def award(suppliers: str = "", status: str = "active") -> Json:
    return {"status": status, "suppliers": [{"id": each} for each in suppliers]}


def process(ocid: str, bids: list[Json] | None = None, awards: list[Json] | None = None, **tender: Any) -> Json:
    """Make a compiled release; what is not given does not stand in it."""
    told: Json = {"ocid": ocid}
    if bids is not None:
        told["bids"] = {"details": bids}
    if awards is not None:
        told["awards"] = awards
    return told | ({"tender": tender} if tender else {})


def period(starts: str, ends: str) -> Json:
    return {"startDate": starts, "endDate": ends}


def asked(code: str, *processes: Json, **settings: Any) -> Outcome:
    """Ask one indicator of processes."""
    return study(processes, Settings(codes=(code,), **settings)).outcome


def flagged(code: str, *processes: Json, **settings: Any) -> dict[str, float]:
    """Give the processes that one indicator flags."""
    return asked(code, *processes, **settings).flagged(code, Group.OCID)


def gaps(code: str, *processes: Json, **settings: Any) -> list[str]:
    """Name why one indicator could not be asked of processes, one after another."""
    return [gap.value for gap in asked(code, *processes, **settings).lacking[code][Group.OCID].elements()]
