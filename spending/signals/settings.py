"""Numbers that several classes use: the procurement thresholds by their days, and what we assume of VAT."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting

OURS = _("our own choice, not a rule of law")

THRESHOLDS = (
    Setting(
        "threshold",
        _("Threshold of the Public Procurement Law, net"),
        Decimal("130000"),
        _("Public Procurement Law (Prawo zamówień publicznych), in force from 2021"),
        "PLN",
        date(2021, 1, 1),
        date(2025, 12, 31),
    ),
    Setting(
        "threshold",
        _("Threshold of the Public Procurement Law, net"),
        Decimal("170000"),
        _("Public Procurement Law (Prawo zamówień publicznych), as amended from 2026"),
        "PLN",
        date(2026, 1, 1),
    ),
)
"""
Until the end of 2020 thresholds were in euro (14 000, then 30 000), at a rate set by regulation that we do not have;
contracts of those years cannot be compared with them.
"""

VAT = Setting(
    "vat",
    _("VAT assumed where a register gives a gross amount: the net one is the amount divided by this"),
    Decimal("1.23"),
    _("our own assumption; documents do not give the rate, and with a lower one the net amount is higher"),
)

TENDERED = "przetarg|tryb podstawowy|konkurencyjn|partnerstwo innowacyjne"
"""What a register writes of a contract that a procedure of the Public Procurement Law preceded."""
