"""What search keeps of contracts; of a private person the mask alone, without the pseudonym."""

from __future__ import annotations

from spending.drafts import PERSON_SHOWN, PartyKind
from spending.models import Contract, Organization, Spelling
from spending.searching.organizations import nip_spelled
from watchdog.records import SearchText


def contract_text(contract: Contract) -> SearchText:
    """Keep the subject, the numbers, every party as printed with its numbers, and the register's own words."""
    kind = str(contract.get_kind_display())
    members = [party_words(each.spelling, each.organization, each.hidden) for each in contract.parties.all()]
    numbers = f"{kind} {contract.number}".strip()
    return SearchText(
        title=contract.subject or f"{numbers} {contract.key}",
        url=contract.get_absolute_url(),
        body=" ".join(filter(None, (contract.procedure, contract.category, contract.value_words, contract.term))),
        keywords=" ".join(
            filter(
                None,
                (
                    numbers,
                    party_words(contract.supplier_as, contract.supplier, contract.supplier_hidden),
                    party_words(contract.buyer_as, contract.buyer, ""),
                    *members,
                    contract.notice_number,
                    contract.parent_number,
                ),
            )
        ),
        day=contract.signed_last if contract.signed_first == contract.signed_last else None,
        year=contract.signed_last.year if contract.signed_last else None,
    )


def party_words(spelling: Spelling | None, organization: Organization | None, hidden: str) -> str:
    """Name a party as printed, with its numbers; a hidden one by its mask."""
    if hidden == PartyKind.PERSON:
        return PERSON_SHOWN
    if spelling is None:
        return ""
    told: list[Spelling | Organization] = [spelling, organization] if organization else [spelling]
    numbers = [f"NIP {nip}" for each in told for nip in nip_spelled(each.nip)]
    numbers += [f"REGON {each.regon}" for each in told if each.regon]
    numbers += [f"KRS {each.krs}" for each in told if each.krs]
    return " ".join([spelling.name, *dict.fromkeys(numbers)])
