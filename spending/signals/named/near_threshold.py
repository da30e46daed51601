"""A contract whose net value lies just under the procurement threshold of its day."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass
from spending.signals.rules import rule
from spending.signals.settings import OURS, THRESHOLDS, VAT

FINDINGS = """
SELECT 'contract:' || id, ARRAY[id], buyer_id, supplier_id, extract(year FROM signed_last), signed_last,
    tax = 'gross', net, threshold,
    jsonb_build_object('net', net::text, 'value', value::text, 'currency', currency, 'tax', tax,
        'threshold', threshold::text, 'below', round(1 - net / threshold, 4)::text)
FROM signal_base
WHERE net >= threshold * (1 - %(margin)s) AND net < threshold AND NOT tendered AND NOT approximate
    AND supplier_hidden <> 'person'
"""

GAPS = """
SELECT CASE
        WHEN signed_first IS NULL OR signed_last IS NULL THEN 'no_day'
        WHEN currency <> 'PLN' THEN 'currency'
        WHEN threshold IS NULL THEN 'no_threshold'
        WHEN tax = '' THEN 'tax'
    END AS reason, count(*)
FROM signal_base WHERE NOT tendered AND NOT approximate AND supplier_hidden <> 'person' GROUP BY 1
"""

NEAR_THRESHOLD = rule(
    SignalClass(
        code="tuz-pod-progiem",
        title=_("Just under the procurement threshold"),
        question=_("Is the value of the contract just under the amount from which a tender is required?"),
        definition=_(
            "A contract whose net value is lower than the threshold of the Public Procurement Law on the day of "
            "signing, "
            "by at most a tenth of it."
        ),
        formula=_("threshold × (1 − margin) ≤ net value < threshold"),
        inputs=(
            _("value of the contract, as the register gives it"),
            _("whether it is gross or net"),
            _("day of signing"),
            _("threshold of that day"),
        ),
        exclusions=(
            _("contracts that a tender or another procedure of the law preceded, as far as the register says so"),
            _("rounded amounts, inferred rows, annexes and parts of contracts, and what the register no longer lists"),
            _("contracts with private persons"),
        ),
        not_meaning=(
            _("It does not mean that anybody avoided a tender: many things simply cost as much."),
            _(
                "The threshold is compared by law with the value estimated before the order. "
                "Registers give the value of the contract, which may be another one."
            ),
            _(
                "Where the register gives a gross amount, the net one is our assumption; we call it a hint, not "
                "a signal."
            ),
        ),
        settings=(
            *THRESHOLDS,
            Setting("margin", _("Margin under the threshold, as a share of it"), Decimal("0.10"), OURS),
            VAT,
        ),
        gaps={
            "no_day": _("the register gives no day of signing"),
            "no_threshold": _("we have no threshold in złoty for its day: until the end of 2020 it was set in euro"),
            "tax": _("the register does not say whether the amount is gross or net"),
            "currency": _("the amount is not in złoty, or the register does not give its currency"),
        },
        input_labels={
            "value": _("Value of the contract"),
            "net": _("Net value"),
            "threshold": _("Threshold on the day of signing"),
            "below": _("How much lower it is"),
        },
        kinds={"value": "amount", "net": "net", "threshold": "net", "below": "share"},
        value_kind="net",
    ),
    FINDINGS,
    GAPS,
)
