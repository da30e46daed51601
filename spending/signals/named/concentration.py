"""A year in which one supplier has half of the value of a unit's contracts."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass
from spending.signals.rules import rule
from spending.signals.settings import OURS

_YEARS = """
WITH dated AS (
    SELECT *, extract(year FROM signed_last)::int AS year FROM signal_base
    WHERE buyer_id IS NOT NULL AND extract(year FROM signed_first) = extract(year FROM signed_last)
), years AS (
    SELECT buyer_id, year, currency, tax, count(*) AS n, sum(value) AS total,
        count(*) FILTER (WHERE approximate) AS rounded
    FROM dated GROUP BY 1, 2, 3, 4
)
"""

FINDINGS = f"""{_YEARS}, shares AS (
    SELECT buyer_id, supplier_id, year, currency, tax, count(*) AS of_supplier, sum(value) AS part
    FROM dated WHERE supplier_id IS NOT NULL AND NOT joint GROUP BY 1, 2, 3, 4, 5
)
SELECT concat_ws(':', 'year', buyer_id, supplier_id, year, currency, tax), ARRAY[]::bigint[], buyer_id, supplier_id,
    year, make_date(year, 12, 31), false, round(part / total, 4), %(share)s,
    jsonb_build_object('part', part::text, 'total', total::text, 'share', round(part / total, 4)::text,
        'of_supplier', of_supplier, 'of_unit', n, 'rounded', rounded, 'currency', currency, 'tax', tax)
FROM shares JOIN years USING (buyer_id, year, currency, tax)
WHERE n >= %(sample)s AND of_supplier >= %(least)s AND total > 0 AND part >= total * %(share)s
"""

GAPS = f"""{_YEARS}
SELECT 'few', count(*) FROM years WHERE n < %(sample)s
UNION ALL
SELECT 'no_unit', count(*) FROM signal_base WHERE buyer_id IS NULL
UNION ALL
SELECT 'no_year', count(*) FROM signal_base
WHERE buyer_id IS NOT NULL AND extract(year FROM signed_first) IS DISTINCT FROM extract(year FROM signed_last)
"""

CONCENTRATION = rule(
    SignalClass(
        code="koncentracja",
        title=_("Half of a unit's contracts with one supplier"),
        question=_("Does one supplier have at least half of the value of a unit's contracts of a year?"),
        definition=_(
            "A supplier whose contracts make at least half of the value of all contracts of a unit in a year, "
            "where the "
            "unit has at least 20 contracts in that year and the supplier at least two of them."
        ),
        formula=_("value of the supplier's contracts ÷ value of the unit's contracts of the year ≥ share"),
        inputs=(
            _("contracts of the unit signed in the year, by currency and by gross or net, never added together"),
            _("those of them in which the supplier delivers alone"),
        ),
        exclusions=(
            _(
                "contracts without a value, inferred rows, annexes and parts of contracts, and what the register "
                "no longer lists"
            ),
            _(
                "contracts with private persons and with several suppliers together: in the unit's sum, never a "
                "supplier's"
            ),
            _("units and years with fewer contracts than the least sample"),
        ),
        not_meaning=(
            _(
                "It does not mean that the supplier was favoured: there may be one supplier of water, heat or a "
                "large building."
            ),
            _("Registers may not list every contract of a unit; the share is that of the contracts listed."),
        ),
        settings=(
            Setting("share", _("Share of the unit's value"), Decimal("0.50"), OURS),
            Setting("sample", _("Least number of the unit's contracts in the year"), 20, OURS),
            Setting("least", _("Least number of the supplier's contracts in the year"), 2, OURS),
        ),
        gaps={
            "few": _("years of units with too few contracts (counted: a unit's year and kind of amount)"),
            "no_unit": _("the register does not name the unit"),
            "no_year": _("the register does not say in which year the contract was signed"),
        },
        input_labels={
            "part": _("Value of the supplier's contracts"),
            "total": _("Value of all contracts of the unit"),
            "share": _("Share"),
            "of_supplier": _("The supplier's contracts"),
            "of_unit": _("All contracts of the unit"),
            "rounded": _("Of them with a rounded amount"),
        },
        kinds={"part": "amount", "total": "amount", "share": "share"},
        value_kind="share",
    ),
    FINDINGS,
    GAPS,
)
