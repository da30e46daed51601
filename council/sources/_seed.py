"""Seed tables of the council; how such a table reads is told in ``watchdog.ingest.tables``."""

from watchdog.ingest.tables import Row, SeedTable, attempt, day, filled, raw, roman, yes

__all__ = ["Row", "SeedTable", "attempt", "day", "filled", "raw", "roman", "yes"]
