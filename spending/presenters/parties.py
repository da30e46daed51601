"""Who orders and who delivers, as pages name them: as printed, with the way to everything of theirs, or a mask."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spending.drafts import PERSON_SHOWN, PartyKind
from spending.models import Contract, ContractParty, Organization
from spending.models.rows import RegisterRow
from watchdog.core.addresses import address_of

PAGES = {"wykonawca": "spending:supplier", "jednostka": "spending:unit"}
"""The pages of organizations by the filter of a list that names them."""


@dataclass(frozen=True)
class Named:
    """A party: its name as printed, or its mask, which leads nowhere."""

    name: str
    url: str = ""
    """Its page."""
    rows: str = ""
    """The list of what names it."""
    also: str = ""
    """Its own name today, where the document prints another."""
    numbers: tuple[str, ...] = ()
    masked: bool = False


def supplier_of(row: RegisterRow, list_url: str = "") -> Named | None:
    """
    Give the first supplier of a row; nothing where nobody names one.

    ``list_url`` is the list of such rows; without it, as in a list, a party has its name and its page and no more.
    """
    if row.supplier_hidden:
        return Named(row.supplier_shown, masked=True)
    return _named(row.supplier_as.name, row.supplier, list_url, "wykonawca") if row.supplier_as else None


def buyer_of(row: RegisterRow, list_url: str = "") -> Named | None:
    """Give the unit of a row; nothing where nobody names one."""
    return _named(row.buyer_as.name, row.buyer, list_url, "jednostka") if row.buyer_as else None


def others_of(contract: Contract, role: ContractParty.Role, list_url: str) -> list[Named]:
    """Give those named besides the first one, in their order; the parties are fetched with the contract."""
    name = "wykonawca" if role is ContractParty.Role.SUPPLIER else "jednostka"
    members = [each for each in contract.parties.all() if each.role == role]
    return [_member(each, list_url, name) for each in members]


def in_a_line(contract: Contract) -> str:
    """Name all suppliers in one text, for a file; a private person stands under the mask."""
    others = (
        _member(each, "", "wykonawca").name
        for each in contract.parties.all()
        if each.role == ContractParty.Role.SUPPLIER
    )
    return "; ".join(filter(None, (contract.supplier_shown, *others)))


def and_others(count: int) -> str:
    """Say that a consortium has more members than the one named."""
    return _("and %(n)s more") % {"n": count} if count else ""


def _member(member: ContractParty, list_url: str, name: str) -> Named:
    if member.hidden == PartyKind.PERSON:
        return Named(f"{PERSON_SHOWN} ({member.code})" if member.code else PERSON_SHOWN, masked=True)
    if member.spelling is None:
        return Named(str(member.get_hidden_display()), masked=True)
    return _named(member.spelling.name, member.organization, list_url, name)


def _named(printed: str, organization: Organization | None, list_url: str, name: str) -> Named:
    if organization is None:
        return Named(printed)
    url = address_of(PAGES[name], organization.slug)
    if not list_url:
        return Named(printed, url)
    numbers = (("NIP", organization.nip), ("REGON", organization.regon), ("KRS", organization.krs))
    return Named(
        name=printed,
        url=url,
        rows=f"{reverse(list_url)}?{name}={organization.slug}",
        also=organization.name if organization.name != printed else "",
        numbers=tuple(f"{label} {number}" for label, number in numbers if number),
    )
