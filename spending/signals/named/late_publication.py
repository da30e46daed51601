"""A contract that its register published long after it was signed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import Setting, SignalClass
from spending.signals.rules import rule
from spending.signals.settings import OURS

FINDINGS = """
SELECT 'contract:' || id, ARRAY[id], buyer_id, supplier_id, extract(year FROM published_on), published_on, false,
    published_on - signed_last, %(days)s,
    jsonb_build_object('signed', signed_last, 'published', published_on, 'days', published_on - signed_last)
FROM signal_base WHERE published_on - signed_last > %(days)s AND supplier_hidden <> 'person'
"""

GAPS = """
SELECT CASE WHEN published_on IS NULL THEN 'not_published' WHEN signed_last IS NULL THEN 'no_day' END AS reason,
    count(*)
FROM signal_base WHERE supplier_hidden <> 'person' GROUP BY 1
"""

LATE_PUBLICATION = rule(
    SignalClass(
        code="pozna-publikacja",
        title=_("Published late"),
        question=_("How many days passed from the signing of the contract to its publication in the register?"),
        definition=_(
            "A contract that its register published more than 90 days after the last day on which it may have "
            "been signed."
        ),
        formula=_("day of publication − day of signing > days"),
        inputs=(_("day of signing"), _("day of publication, as the register gives it")),
        exclusions=(
            _("inferred rows, annexes and parts of contracts, and what the register no longer lists"),
            _("contracts with private persons"),
        ),
        not_meaning=(
            _(
                "It does not mean that a term of the law was missed. We use no such term: our sources do not "
                "agree on how "
                "long it is, so we wait for the act itself."
            ),
            _("The day of publication may be that of a later correction, where the register gives no other."),
        ),
        settings=(Setting("days", _("Days from signing to publication"), 90, OURS),),
        gaps={
            "not_published": _("the register does not give the day of publication"),
            "no_day": _("the register gives no day of signing"),
        },
        input_labels={
            "signed": _("Signed, at the latest"),
            "published": _("Published"),
            "days": _("Days between"),
        },
        kinds={"signed": "day", "published": "day", "days": "days"},
        value_kind="days",
    ),
    FINDINGS,
    GAPS,
)
