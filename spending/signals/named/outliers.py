"""A contract whose value lies far from those of like contracts of the same unit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass
from spending.signals.rules import rule
from spending.signals.settings import OURS

_GROUPS = """
WITH asked AS (
    SELECT * FROM signal_base
    WHERE buyer_id IS NOT NULL AND value > 0 AND NOT approximate AND (category <> '' OR dzial <> '')
), logs AS (
    SELECT buyer_id, category, dzial, currency, tax, count(*) AS n,
        percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY ln(value::float8)) AS q
    FROM asked GROUP BY 1, 2, 3, 4, 5
)
"""

FINDINGS = f"""{_GROUPS}, fences AS (
    SELECT *, round(exp(q[1])::numeric, 2) AS lower, round(exp(q[2])::numeric, 2) AS median,
        round(exp(q[3])::numeric, 2) AS upper, round(exp(q[3] + %(reach)s * (q[3] - q[1]))::numeric, 2) AS fence
    FROM logs WHERE n >= %(sample)s AND q[3] > q[1]
)
SELECT 'contract:' || id, ARRAY[id], buyer_id, supplier_id, extract(year FROM signed_last), signed_last, false,
    value, fence,
    jsonb_build_object('value', value::text, 'fence', fence::text, 'median', median::text, 'lower', lower::text,
        'upper', upper::text, 'sample', n, 'dzial', dzial, 'currency', currency, 'tax', tax)
FROM asked JOIN fences USING (buyer_id, category, dzial, currency, tax)
WHERE value > fence AND supplier_hidden <> 'person'
"""

GAPS = f"""{_GROUPS}
SELECT 'few', coalesce(sum(n), 0)::bigint FROM logs WHERE n < %(sample)s
UNION ALL
SELECT 'even', coalesce(sum(n), 0)::bigint FROM logs WHERE n >= %(sample)s AND q[3] = q[1]
UNION ALL
SELECT 'no_group', count(*) FROM signal_base WHERE value > 0 AND NOT approximate
    AND (buyer_id IS NULL OR (category = '' AND dzial = ''))
"""

OUTLIERS = rule(
    SignalClass(
        code="kwota-odstajaca",
        title=_("Amount far above like ones"),
        question=_("Is the value far above those of like contracts of the same unit?"),
        definition=_(
            "A contract whose value is above a fence computed from at least 30 contracts of the same unit, of the same "
            "kind in the register, the same dział of the budget and the same kind of amount."
        ),
        formula=_("value > Q3 × (Q3 ÷ Q1) to the power of reach; quartiles of the logarithms of the values"),
        inputs=(
            _("values of the unit's contracts of the same kind and dział, in one currency, gross or net"),
            _("their quartiles and median"),
        ),
        exclusions=(
            _("rounded amounts, and values of zero or less"),
            _("contracts with private persons are in the sample and are never found"),
            _("groups of fewer contracts than the least sample"),
            _("inferred rows, annexes and parts of contracts, and what the register no longer lists"),
        ),
        not_meaning=(
            _("It does not mean that the price is too high: the contract may be for much more, or for several years."),
            _("It may be a slip of the register, such as a shifted decimal comma; the document tells."),
            _("Registers of contracts give no CPV code, so the groups are as wide as the kind and the dział."),
        ),
        settings=(
            Setting("reach", _("How many spreads between the quartiles the fence lies above the upper one"), 2, OURS),
            Setting("sample", _("Least number of contracts in a group"), 30, OURS),
        ),
        gaps={
            "few": _("there are too few like contracts"),
            "even": _("like contracts are nearly all of one amount"),
            "no_group": _("the register gives neither the kind nor the dział, or does not name the unit"),
        },
        input_labels={
            "value": _("Value of the contract"),
            "fence": _("Fence"),
            "median": _("Median of like contracts"),
            "lower": _("Lower quartile (Q1)"),
            "upper": _("Upper quartile (Q3)"),
            "sample": _("Like contracts, with this one"),
            "dzial": _("Dział"),
        },
        kinds={"value": "amount", "fence": "amount", "median": "amount", "lower": "amount", "upper": "amount"},
        value_kind="amount",
    ),
    FINDINGS,
    GAPS,
)
