"""The numbers and lists that the rules use; what stands here are Cardinal's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CODES = ("R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R058")
"""In the order in which the rules are asked and told."""
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Settings:
    """Everything that may be set; lists of methods are empty where nothing is chosen or left out."""

    codes: tuple[str, ...] = CODES
    currency: str | None = None
    """The main currency; without it, the first that a comparison meets."""
    excluded_details: frozenset[str] = NONE
    """Kinds of procedures (``procurementMethodDetails``) left out of everything."""
    price_comparison: frozenset[str] = NONE
    no_price_comparison: frozenset[str] = NONE
    """The only kinds whose prices are compared; or, where none are named, the kinds whose prices are not."""
    r003_days: int = 15
    r003_days_by_details: Mapping[str, int] = field(default_factory=dict)
    r003_methods: frozenset[str] = NONE
    r003_days_alone: bool = False
    """Whether days without hours are taken where the hours cannot matter; Cardinal takes moments only."""
    r018_methods: frozenset[str] = frozenset({"open", "selective"})
    r024_threshold: float | None = None
    r025_percentile: int = 75
    r025_threshold: float | None = None
    r035_threshold: int = 1
    r038_threshold: float | None = None
    r038_bids: int = 2
    r038_processes: int = 2
    r058_threshold: float | None = None
    """Where a threshold is not given, it is the fence of the data's own quartiles."""

    def leaves_out(self, details: str | None) -> bool:
        """Tell whether a kind of procedure is left out of everything."""
        return details in self.excluded_details

    def compares_prices(self, details: str | None) -> bool:
        """Tell whether prices may be compared in a kind of procedure."""
        if self.price_comparison:
            return details in self.price_comparison
        return details not in self.no_price_comparison
