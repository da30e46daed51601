"""What leaves as data: every kind of record that has introduced itself, and the lists of corrections."""

from __future__ import annotations

from watchdog.errata.records import LISTS
from watchdog.records import RecordType, record_types


def kinds() -> dict[str, RecordType]:
    """Return the kinds by their names, which stand in addresses and last: ``council.vote``."""
    return {each.kind: each for each in (*record_types(), *LISTS)}
