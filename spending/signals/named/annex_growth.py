"""A contract whose value annexes have raised."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass
from spending.signals.rules import rule
from spending.signals.settings import OURS

_CHAINS = """
WITH annexes AS (
    SELECT annex.parent_id AS id, annex.signed_first, annex.signed_last, annex.value, annex.value_effect AS effect,
        annex.value IS NOT NULL AND annex.value_effect <> '' AND annex.certainty <> 'inferred' AND NOT annex.approximate
            AND (annex.currency, annex.tax) = (base.currency, base.tax) AS clear,
        row_number() OVER (PARTITION BY annex.parent_id ORDER BY annex.signed_last, annex.id) AS place
    FROM spending_contract annex JOIN signal_base base ON base.id = annex.parent_id
    WHERE annex.kind = 'amendment' AND annex.withdrawn_at IS NULL AND NOT base.approximate AND base.value > 0
), totals AS (
    SELECT *, max(place) FILTER (WHERE clear AND effect = 'new_total') OVER (PARTITION BY id) AS total_at
    FROM annexes
), chains AS (
    SELECT id, count(*) AS n, max(signed_last) AS day,
        count(*) = 1 OR count(DISTINCT signed_last) FILTER (WHERE signed_first = signed_last) = count(*) AS in_order,
        bool_and(clear) FILTER (WHERE place >= coalesce(total_at, 0)) AS clear,
        sum(value) FILTER (WHERE place = total_at) AS total,
        coalesce(sum(value) FILTER (WHERE place > coalesce(total_at, 0)), 0) AS changes
    FROM totals GROUP BY id
)
"""

FINDINGS = f"""{_CHAINS}, grown AS (
    SELECT base.*, n, day, coalesce(total, value) + changes AS final
    FROM chains JOIN signal_base base USING (id) WHERE in_order AND clear
)
SELECT 'contract:' || id, ARRAY[id], buyer_id, supplier_id, extract(year FROM day), day, false,
    round(final / value - 1, 4), %(growth)s,
    jsonb_build_object('first', value::text, 'final', final::text, 'growth', round(final / value - 1, 4)::text,
        'annexes', n, 'currency', currency, 'tax', tax)
FROM grown WHERE final >= value * (1 + %(growth)s) AND supplier_hidden <> 'person'
"""

GAPS = f"""{_CHAINS}
SELECT CASE WHEN NOT in_order THEN 'order' WHEN NOT clear THEN 'unclear' END AS reason, count(*)
FROM chains GROUP BY 1
"""

ANNEX_GROWTH = rule(
    SignalClass(
        code="wzrost-przez-aneksy",
        title=_("Value raised by annexes"),
        question=_("How much did annexes raise the value of the contract?"),
        definition=_("A contract whose value after its annexes is higher than the first one by at least a fifth."),
        formula=_("value after the last annex ÷ first value − 1 ≥ growth"),
        inputs=(
            _("first value of the contract"),
            _("annexes in their order, and what each says of the value"),
        ),
        exclusions=(
            _("annexes that the register no longer lists"),
            _("rounded amounts, inferred rows, and what the register no longer lists"),
            _("contracts with private persons"),
        ),
        not_meaning=(
            _("It does not mean that the change was not allowed or not needed: the law allows many changes."),
            _("Prices and the scope of works may have changed; the reason stands in the annex, not in the register."),
            _("A contract without this signal may have grown too: not every register lists annexes."),
        ),
        settings=(Setting("growth", _("Growth of the value, as a share of the first one"), Decimal("0.20"), OURS),),
        gaps={
            "order": _("the order of the annexes is not known: some have no exact day, or share it"),
            "unclear": _("an annex does not say what it does to the value, or says it in another kind of amount"),
        },
        input_labels={
            "first": _("First value"),
            "final": _("Value after the last annex"),
            "growth": _("Growth"),
            "annexes": _("Annexes"),
        },
        kinds={"first": "amount", "final": "amount", "growth": "share"},
        value_kind="share",
    ),
    FINDINGS,
    GAPS,
)
