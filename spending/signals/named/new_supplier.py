"""A supplier registered shortly before its contract: what would be asked, and why nobody can compute it yet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spending.signals.classes import SignalClass
from spending.signals.rules import rule

NOTHING = """
SELECT '', ARRAY[]::bigint[], NULL::bigint, NULL::bigint, NULL::int, NULL::date, false, NULL::numeric, NULL::numeric,
    '{}'::jsonb WHERE false
"""

GAPS = "SELECT 'no_registration', count(*) FROM signal_base WHERE supplier_id IS NOT NULL"

NEW_SUPPLIER = rule(
    SignalClass(
        code="nowy-wykonawca",
        computable=False,
        title=_("Supplier registered shortly before the contract"),
        question=_("Was the supplier registered, or registered anew, shortly before it got the contract?"),
        definition=_("A supplier whose entry in a public register of firms is younger than its contract by little."),
        formula=_("day of signing − day of registration < days"),
        inputs=(
            _("day of registration of the firm; no document that we read gives it"),
            _("day of signing"),
        ),
        exclusions=(_("private persons, and firms that one person runs"),),
        not_meaning=(
            _("That a supplier first appears in our registers does not mean that it is new, and we do not claim it."),
            _("Nothing is known here of any supplier: neither that one is new nor that one is not."),
        ),
        gaps={
            "no_registration": _(
                "no register that we read gives the day on which a firm was registered; the court register (KRS) "
                "or the "
                "register of businesses (CEIDG) would be needed"
            ),
        },
    ),
    NOTHING,
    GAPS,
)
