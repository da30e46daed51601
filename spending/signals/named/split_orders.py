"""Several contracts of one unit with one supplier on a like subject, each under the threshold, together over it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass
from spending.signals.rules import rule
from spending.signals.settings import OURS, THRESHOLDS, VAT
from watchdog.search.text import SIGNS

MONTHS = (
    "styczen|stycznia|styczniu|luty|lutego|lutym|marzec|marca|marcu|kwiecien|kwietnia|kwietniu|maj|maja|maju|"
    "czerwiec|czerwca|czerwcu|lipiec|lipca|lipcu|sierpien|sierpnia|sierpniu|wrzesien|wrzesnia|wrzesniu|"
    "pazdziernik|pazdziernika|pazdzierniku|listopad|listopada|listopadzie|grudzien|grudnia|grudniu"
)
"""As ``unaccent`` leaves them: a subject that names another month is the same subject."""

_SIGNS = SIGNS.replace("'", "''").replace("%", "%%")
_PLAIN = f"translate(subject, '{_SIGNS}', '{' ' * len(SIGNS)}')"
_WORDS = f"""array_to_string(ARRAY(
    SELECT word FROM unnest(tsvector_to_array(to_tsvector('portal', {_PLAIN}))) AS word
    WHERE length(word) >= %(letters)s AND word !~ '[0-9]' AND word !~ '^({MONTHS})$'
), ' ')"""

_ASKED = """buyer_id IS NOT NULL AND supplier_id IS NOT NULL AND NOT joint AND NOT tendered AND NOT approximate"""

FINDINGS = f"""
WITH fitting AS (
    SELECT * FROM signal_base
    WHERE {_ASKED} AND signed_first = signed_last AND net > 0 AND net < threshold
), pairs AS (
    SELECT buyer_id, supplier_id, tax FROM fitting
    GROUP BY 1, 2, 3 HAVING count(*) > 1 AND sum(net) >= min(threshold)
), worded AS MATERIALIZED (
    SELECT fitting.*, {_WORDS} AS words FROM fitting JOIN pairs USING (buyer_id, supplier_id, tax)
), framed AS (
    SELECT *, sum(net) OVER ahead AS together, count(*) OVER ahead AS n,
        max(threshold) OVER ahead AS over, max(signed_first) OVER ahead AS until
    FROM worded WHERE words <> ''
    WINDOW ahead AS (PARTITION BY buyer_id, supplier_id, tax, words ORDER BY signed_first
        RANGE BETWEEN CURRENT ROW AND make_interval(days => %(window)s) FOLLOWING)
), reached AS (
    SELECT *, n > 1 AND together >= over AS holds,
        max(until) FILTER (WHERE n > 1 AND together >= over) OVER (PARTITION BY buyer_id, supplier_id, tax, words
            ORDER BY signed_first) AS reach,
        max(until) FILTER (WHERE n > 1 AND together >= over) OVER (PARTITION BY buyer_id, supplier_id, tax, words
            ORDER BY signed_first RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL '1 day' PRECEDING) AS before
    FROM framed
), parted AS (
    SELECT *, count(*) FILTER (WHERE before IS NULL OR signed_first > before) OVER (
        PARTITION BY buyer_id, supplier_id, tax, words ORDER BY signed_first) AS run
    FROM reached WHERE reach >= signed_first
), runs AS (
    SELECT buyer_id, supplier_id, tax, array_agg(id ORDER BY signed_first, id) AS ids, count(*) AS n,
        min(signed_first) AS first, max(signed_first) AS last, sum(net) AS total,
        (array_agg(together ORDER BY together DESC, signed_first, id) FILTER (WHERE holds))[1] AS together,
        (array_agg(over ORDER BY together DESC, signed_first, id) FILTER (WHERE holds))[1] AS over,
        jsonb_agg(net::text ORDER BY signed_first, id) AS amounts,
        jsonb_agg(signed_first ORDER BY signed_first, id) AS days
    FROM parted GROUP BY buyer_id, supplier_id, tax, words, run
)
SELECT 'contract:' || ids[1], ids, buyer_id, supplier_id, extract(year FROM last), last, tax = 'gross', together, over,
    jsonb_build_object('contracts', n, 'together', together::text, 'threshold', over::text, 'total', total::text,
        'first', first, 'last', last, 'currency', 'PLN', 'tax', tax, 'amounts', amounts, 'days', days)
FROM runs
"""

GAPS = """
SELECT CASE
        WHEN buyer_id IS NULL THEN 'no_unit'
        WHEN supplier_id IS NULL THEN 'no_supplier'
        WHEN signed_first IS DISTINCT FROM signed_last OR signed_last IS NULL THEN 'no_day'
        WHEN currency <> 'PLN' THEN 'currency'
        WHEN threshold IS NULL THEN 'no_threshold'
        WHEN tax = '' THEN 'tax'
        WHEN subject = '' THEN 'no_subject'
    END AS reason, count(*)
FROM signal_base WHERE NOT tendered AND NOT approximate AND NOT joint AND supplier_hidden <> 'person' GROUP BY 1
"""

SPLIT_ORDERS = rule(
    SignalClass(
        code="podzial-zamowienia",
        title=_("Orders that may have been split"),
        question=_(
            "Did a unit sign several like contracts with one supplier, each under the threshold, together over it?"
        ),
        definition=_(
            "Contracts of one unit with one supplier on a like subject, signed within 90 days, each lower than the "
            "procurement threshold and together not lower than it."
        ),
        formula=_("each net value < threshold; sum of net values within the window ≥ threshold"),
        inputs=(
            _("unit and supplier, under all their spellings"),
            _("subjects of the contracts"),
            _("days of signing"),
            _("values, and whether they are gross or net"),
            _("threshold of the day"),
        ),
        exclusions=(
            _("contracts that a tender or another procedure of the law preceded, as far as the register says so"),
            _("rounded amounts, inferred rows, annexes and parts of contracts, and what the register no longer lists"),
            _("contracts with private persons, with a secret supplier, and with several suppliers together"),
            _(
                "contracts whose subjects are not alike: they are alike only where all their words are the same, apart "
                "from order, inflection marks lost with diacritics, words of up to three letters, numbers and months"
            ),
        ),
        not_meaning=(
            _("It does not mean that an order was split to avoid a tender: needs may come one after another."),
            _("Like words are not the same thing: what was ordered must be read in the contracts."),
            _(
                "Where the register gives gross amounts, the net ones are our assumption; we call it a hint, not "
                "a signal."
            ),
        ),
        settings=(
            *THRESHOLDS,
            Setting("window", _("Days within which contracts are taken together"), 90, OURS),
            Setting("letters", _("Letters of the shortest word that is compared"), 4, OURS),
            VAT,
        ),
        gaps={
            "no_unit": _("the register does not name the unit"),
            "no_supplier": _("the register does not name the supplier, or keeps it secret"),
            "no_day": _("the register gives no exact day of signing"),
            "currency": _("the amount is not in złoty, or the register does not give its currency"),
            "no_threshold": _("we have no threshold in złoty for its day: until the end of 2020 it was set in euro"),
            "tax": _("the register does not say whether the amount is gross or net"),
            "no_subject": _("the register does not say what the contract is for"),
        },
        input_labels={
            "contracts": _("Contracts"),
            "together": _("Largest sum of net values within the window"),
            "threshold": _("Threshold"),
            "total": _("Sum of net values of all contracts listed here"),
            "first": _("First day of signing"),
            "last": _("Last day of signing"),
        },
        kinds={"together": "net", "threshold": "net", "total": "net", "first": "day", "last": "day"},
        value_kind="net",
    ),
    FINDINGS,
    GAPS,
)
