"""The classes of our own, one file each; they introduce themselves in the order in which pages name them."""

from spending.signals.named import (  # isort: skip
    near_threshold,
    split_orders,
    annex_growth,
    late_publication,
    concentration,
    year_end,
    outliers,
    new_supplier,
)

__all__ = [
    "annex_growth",
    "concentration",
    "late_publication",
    "near_threshold",
    "new_supplier",
    "outliers",
    "split_orders",
    "year_end",
]
