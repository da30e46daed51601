"""Who orders and who delivers: organizations with their numbers, private people under their masks and no other way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spending.drafts import PERSON_SHOWN, PartyKind
from spending.models import Contract, ContractParty, Organization, Spelling
from spending.models.rows import RegisterRow
from spending.ocds.naming import id_of

Json = dict[str, Any]

BUYER, SUPPLIER = "buyer", "supplier"
SCHEMES = (("PL-KRS", "krs"), ("PL-NIP", "nip"), ("PL-REGON", "regon"))
"""Registers of organizations as org-id.guide names them, the one that tells most first."""


@dataclass(frozen=True)
class Party:
    """Somebody in one role, under the name that the register prints."""

    key: str
    name: str
    role: str
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> Json:
        return {"id": self.key, "name": self.name}


def parties_of(row: RegisterRow) -> list[Party]:
    """Return everybody whom a row names, the first buyer and the first supplier first."""
    found = [_named(row.buyer, row.buyer_as, BUYER), _supplier(row)]
    if isinstance(row, Contract):
        found += [_member(each, row) for each in row.parties.all()]
    return [each for each in found if each is not None]


def written(parties: Iterable[Party]) -> Iterator[Json]:
    """Write each party once, with all its roles."""
    roles: dict[str, list[str]] = {}
    first: dict[str, Party] = {}
    for each in parties:
        first.setdefault(each.key, each)
        roles.setdefault(each.key, []).append(each.role)
    for key, party in first.items():
        numbers = [{"scheme": scheme, "id": number} for scheme, number in party.numbers]
        made: Json = {**party.reference, "roles": list(dict.fromkeys(roles[key]))}
        if numbers:
            made["identifier"] = numbers[0]
        if numbers[1:]:
            made["additionalIdentifiers"] = numbers[1:]
        yield made


def _supplier(row: RegisterRow) -> Party | None:
    if row.supplier_hidden:
        return _masked(row.supplier_hidden, row.supplier_code, row.slug, row.supplier_shown)
    return _named(row.supplier, row.supplier_as, SUPPLIER)


def _member(member: ContractParty, contract: Contract) -> Party | None:
    if not member.hidden:
        return _named(member.organization, member.spelling, member.role)
    name = f"{PERSON_SHOWN} ({member.code})" if member.code else PERSON_SHOWN
    shown = name if member.hidden == PartyKind.PERSON else str(member.get_hidden_display())
    return _masked(member.hidden, member.code, f"{contract.slug}-{member.position}", shown, member.role)


def _masked(hidden: str, code: str, row: str, shown: str, role: str = SUPPLIER) -> Party:
    """Name somebody who has no name: one pseudonym is one person, and without one nobody is the same as anybody."""
    return Party(f"{hidden}-{code}" if code else f"{hidden}-of-{row}", shown, role)


def _named(organization: Organization | None, printed: Spelling | None, role: str) -> Party | None:
    if organization is None:
        return None
    numbers = tuple((scheme, number) for scheme, field in SCHEMES if (number := getattr(organization, field)))
    return Party(id_of(organization), printed.name if printed else organization.name, role, numbers)
