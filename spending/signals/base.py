"""
What every class of our own is computed from: the contracts that count, once, in a table of the transaction.

Which rows count is said in one place, ``ContractQuerySet.counted``. Beside each stand the procurement threshold of its
day and its net value: as the register gives it, or by the assumption of ``settings`` where it gives a gross one; both
are empty where they cannot be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from spending.models import Contract, ContractParty
from spending.signals.settings import TENDERED, THRESHOLDS, VAT

FOREVER = date(9999, 12, 31)
_COLUMNS = (
    *("id", "buyer_id", "supplier_id", "supplier_hidden", "subject", "signed_first", "signed_last", "published_on"),
    *("value", "currency", "tax", "approximate", "category", "dzial"),
)
_TABLE = """
CREATE TEMP TABLE signal_base ON COMMIT DROP AS
SELECT counted.*,
    CASE counted.tax WHEN 'net' THEN counted.value WHEN 'gross' THEN round(counted.value / %s, 2) END AS net,
    CASE WHEN counted.currency = 'PLN' THEN term.amount END AS threshold
FROM ({counted}) counted
LEFT JOIN (VALUES {terms}) AS term(amount, first, last)
    ON counted.signed_first >= term.first AND counted.signed_last <= term.last
"""

Units = Sequence[int | None]
"""Keys of units; ``None`` among them stands for the contracts of which nobody names the unit."""


def make_base(cursor: CursorWrapper, units: Units | None) -> None:
    """Make ``signal_base`` of the contracts of these units, of all of them with ``None``; the transaction drops it."""
    sql, params = _counted(units)
    terms: list[Any] = []
    for each in THRESHOLDS:
        terms += [each.value, each.valid_from, each.valid_until or FOREVER]
    values = ", ".join(["(%s::numeric, %s::date, %s::date)"] * len(THRESHOLDS))
    cursor.execute(_TABLE.format(counted=sql, terms=values), [VAT.value, *params, *terms])
    cursor.execute("ANALYZE signal_base")


def _counted(units: Units | None) -> tuple[str, tuple[Any, ...]]:
    rows = Contract.objects.counted().order_by()
    if units is not None:
        nobody = Q(buyer=None) if None in units else Q(pk__in=[])
        rows = rows.filter(Q(buyer__in=[unit for unit in units if unit is not None]) | nobody)
    tendered = ~Q(notice_number="") | Q(procedure__iregex=TENDERED)
    others = ContractParty.objects.filter(contract=OuterRef("pk"), role=ContractParty.Role.SUPPLIER)
    found = rows.values(
        *_COLUMNS, tendered=ExpressionWrapper(tendered, output_field=BooleanField()), joint=Exists(others)
    )
    sql, params = found.query.sql_with_params()
    return sql, params
