"""Who stands on the other side of an organization's contracts, and which share of them is whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from spending.presenters.budget_words import share_words
from spending.presenters.turnover import SumRow, sum_row
from spending.turnover import Amount, Partner, Role


@dataclass(frozen=True)
class PartnerRow:
    """One organization, or those that no register names, with its share of the whole."""

    name: str
    url: str
    row: SumRow
    value: Decimal
    largest: Decimal
    share: str
    """Empty where a share makes no sense: of a whole that is not above nought, or of a part below it."""


def partner_rows(found: Sequence[Partner], whole: Amount, role: Role) -> tuple[PartnerRow, ...]:
    """Show partners; ``whole`` is the sum that their shares are of, ``role`` the side on which they stand."""
    largest = max((each.amount.total for each in found), default=Decimal(0))
    return tuple(_row(each, whole, largest, role) for each in found)


def _row(partner: Partner, whole: Amount, largest: Decimal, role: Role) -> PartnerRow:
    organization = partner.organization
    page = "spending:unit" if role is Role.BUYER else "spending:supplier"
    return PartnerRow(
        name=organization.name if organization else _("not named in the register"),
        url=reverse(page, args=[organization.slug]) if organization else "",
        row=sum_row(partner.amount),
        value=partner.amount.total,
        largest=largest,
        share=_share(partner.amount.total, whole.total),
    )


def _share(part: Decimal, whole: Decimal) -> str:
    if whole <= 0 or part < 0 or part > whole:
        return ""
    return share_words(part, whole)
