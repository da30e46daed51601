"""On whose pages the money's records are shown that have none of their own."""

from __future__ import annotations

from spending.models import BoardMember, Holding
from watchdog.errata.shown import hangs_on


def introduce() -> None:
    """Introduce these records to the room of corrections; called once, when the app is ready."""
    hangs_on(Holding, "company")
    hangs_on(BoardMember, "company")
