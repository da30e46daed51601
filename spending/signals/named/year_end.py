"""A year in which a unit signed far more in December than an even year would have it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass
from spending.signals.rules import rule
from spending.signals.settings import OURS

_YEARS = """
WITH dated AS (
    SELECT *, extract(year FROM signed_last)::int AS year FROM signal_base
    WHERE buyer_id IS NOT NULL AND date_trunc('month', signed_first) = date_trunc('month', signed_last)
), years AS (
    SELECT buyer_id, year, currency, tax, count(*) AS n, sum(value) AS total,
        count(*) FILTER (WHERE extract(month FROM signed_last) = 12) AS in_december,
        coalesce(sum(value) FILTER (WHERE extract(month FROM signed_last) = 12), 0) AS december,
        count(DISTINCT extract(month FROM signed_last)) AS months
    FROM dated WHERE year < extract(year FROM %(today)s::date) GROUP BY 1, 2, 3, 4
), sampled AS (
    SELECT *, december / total AS share FROM years
    WHERE n >= %(sample)s AND months >= %(months)s AND total > 0
)
"""

FINDINGS = f"""{_YEARS}, compared AS (
    SELECT this.*, before.share AS usual, coalesce(before.n, 0) AS earlier
    FROM sampled this LEFT JOIN LATERAL (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY share::float8)::numeric AS share, count(*) AS n
        FROM sampled past
        WHERE past.year < this.year AND past.year >= this.year - %(back)s
            AND (past.buyer_id, past.currency, past.tax) = (this.buyer_id, this.currency, this.tax)
    ) before ON true
)
SELECT concat_ws(':', 'year', buyer_id, year, currency, tax), ARRAY[]::bigint[], buyer_id, NULL::bigint, year,
    make_date(year, 12, 31), false, round(share, 4), %(share)s,
    jsonb_build_object('december', december::text, 'total', total::text, 'share', round(share, 4)::text,
        'even', round(1 / 12.0, 4)::text, 'in_december', in_december, 'of_unit', n, 'earlier', earlier,
        'usual', round(usual, 4)::text, 'currency', currency, 'tax', tax)
FROM compared WHERE share >= %(share)s AND (earlier < %(years)s OR share >= usual * %(times)s)
"""

GAPS = f"""{_YEARS}
SELECT 'few', count(*) FROM years WHERE n < %(sample)s OR months < %(months)s
UNION ALL
SELECT 'no_unit', count(*) FROM signal_base WHERE buyer_id IS NULL
UNION ALL
SELECT 'no_month', count(*) FROM signal_base WHERE buyer_id IS NOT NULL
    AND date_trunc('month', signed_first) IS DISTINCT FROM date_trunc('month', signed_last)
"""

YEAR_END = rule(
    SignalClass(
        code="koniec-roku",
        title=_("Year-end rush"),
        question=_("Did a unit sign a far larger part of the year's value in December than usual?"),
        definition=_(
            "A unit whose contracts signed in December make at least a quarter of the value of the year (an even year "
            "would give a twelfth) and, where at least two earlier years are known, at least one and a half of the "
            "median share of its own last five years."
        ),
        formula=_("value of December ÷ value of the year ≥ share, and ≥ times × median share of earlier years"),
        inputs=(
            _("contracts of the unit by month of signing, by currency and by gross or net, never added together"),
            _("shares of December in the unit's earlier years"),
        ),
        exclusions=(
            _("the year that has not ended"),
            _("units and years with fewer contracts or months than the least sample"),
            _(
                "contracts without a value, inferred rows, annexes and parts of contracts, and what the register "
                "no longer lists"
            ),
        ),
        not_meaning=(
            _(
                "It does not mean that money was spent in haste: contracts for the next year are often signed in "
                "December."
            ),
            _("One large contract may make the whole share; look at the contracts."),
        ),
        settings=(
            Setting("share", _("Share of December in the value of the year"), Decimal("0.25"), OURS),
            Setting("times", _("How many times the unit's own usual share"), Decimal("1.5"), OURS),
            Setting("years", _("Earlier years from which the usual share is known"), 2, OURS),
            Setting("back", _("How many years back are looked at"), 5, OURS),
            Setting("sample", _("Least number of the unit's contracts in the year"), 20, OURS),
            Setting("months", _("Least number of months with a contract"), 6, OURS),
        ),
        gaps={
            "few": _("years of units with too few contracts or months (counted: a unit's year and kind of amount)"),
            "no_unit": _("the register does not name the unit"),
            "no_month": _("the register does not say in which month the contract was signed"),
        },
        input_labels={
            "december": _("Value of contracts signed in December"),
            "total": _("Value of contracts of the year"),
            "share": _("Share of December"),
            "even": _("Share in an even year"),
            "usual": _("Median share of the unit's earlier years"),
            "earlier": _("Earlier years known"),
            "in_december": _("Contracts signed in December"),
            "of_unit": _("Contracts of the year"),
        },
        kinds={"december": "amount", "total": "amount", "share": "share", "even": "share", "usual": "share"},
        value_kind="share",
    ),
    FINDINGS,
    GAPS,
)
