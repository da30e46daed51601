"""Contracts and annexes as releases of their contracting processes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spending.drafts import ContractKind, ValueEffect
from spending.models import Contract
from spending.models.contracts import PARTIES
from spending.ocds.naming import ocid_of_contract
from spending.ocds.parties import SUPPLIER, parties_of
from spending.ocds.parts import Json, amount, day, known, published, release, taxed
from watchdog.archive.models import Certainty

TOLD = Q(
    kind__in=(ContractKind.CONTRACT.value, ContractKind.AMENDMENT.value),
    withdrawn_at__isnull=True,
    certainty=Certainty.STATED.value,
)
"""Rows that are contracts or annexes, stated in a register that still lists them. Offers, grants, leases and sums of
several orders are none, whatever list they stand in."""


def with_everything(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """Fetch what releases say beyond the list: the notices of the contract, and the contract that an annex changes."""
    return rows.select_related("parent").prefetch_related("notices", "parent__notices")


def in_sets(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """
    Fetch the same for all contracts, chunk after chunk, everybody whom a chunk names once.

    Of thousands of contracts a joined query would make every party anew for every row: a third of all the time.
    """
    return rows.prefetch_related(*PARTIES, "parties__spelling", "parties__organization", "notices", "parent__notices")


def contract_release(contract: Contract, base: str) -> Json:
    """Write one row; of an annex what it does to the contract, which is named but not told again."""
    if contract.kind == ContractKind.AMENDMENT:
        return _annex(contract, base)
    parties = parties_of(contract)
    made = release(contract, ocid_of_contract(contract), ["award", "contract"], parties)
    if contract.procedure:
        made["tender"] = {"id": f"tender-{contract.slug}", "procurementMethodDetails": contract.procedure}
    made["awards"] = [
        known(
            {
                "id": _award(contract),
                "title": contract.subject,
                "suppliers": _once([each.reference for each in parties if each.role == SUPPLIER]),
                "value": amount(contract.value, contract.currency),
            }
        )
    ]
    made["contracts"] = [_contract(contract, base)]
    return made


def _contract(contract: Contract, base: str) -> Json:
    exactly = contract.signed_first if contract.signed_first == contract.signed_last else None
    return known(
        {
            "id": contract.slug,
            "awardID": _award(contract),
            "title": contract.number or contract.subject,
            "description": _described(contract),
            "period": known({"startDate": day(contract.valid_from), "endDate": day(contract.valid_until)}),
            "value": amount(contract.value, contract.currency),
            "dateSigned": day(exactly),
            "documents": published(contract, base),
        }
    )


def _described(contract: Contract) -> str:
    """Say the subject, and in words what OCDS has no field for."""
    parts = [contract.subject, taxed(contract)]
    if contract.approximate:
        parts.append(_("The amount is rounded."))
    if contract.value is None and contract.value_words:
        parts.append(contract.value_words)
    if contract.signed_first != contract.signed_last:
        days = {"first": contract.signed_first, "last": contract.signed_last}
        parts.append(_("Signed between %(first)s and %(last)s.") % days)
    if contract.open_ended:
        parts.append(_("Signed for an indefinite time."))
    return "\n".join(filter(None, parts))


def _annex(annex: Contract, base: str) -> Json:
    """Write an annex; where its contract is not known, it stands alone under its own name."""
    main = annex.parent or annex
    parties = parties_of(annex)
    made = release(annex, ocid_of_contract(annex), ["contractAmendment"], parties, main)
    told = known({"id": annex.slug, "date": day(annex.signed_last), "description": _changes(annex)})
    changed: Json = {"id": main.slug, "awardID": _award(main), "amendments": [told]}
    if annex.value_effect == ValueEffect.NEW_TOTAL and annex.value is not None:
        changed["value"] = amount(annex.value, annex.currency)
    documents = [{**each, "id": f"{annex.slug}-{each['id']}"} for each in published(annex, base)]
    return {**made, "awards": [{"id": _award(main)}], "contracts": [{**changed, "documents": documents}]}


def _changes(annex: Contract) -> str:
    """Say what an annex is about, and its amount as a change, which is never added up here."""
    parts = [annex.number, annex.subject]
    if annex.value_effect == ValueEffect.CHANGE and annex.value is not None:
        amount_said = f"{annex.value} {annex.currency}".strip()
        parts.append(_("It changes the value by %(amount)s.") % {"amount": amount_said})
    return "\n".join(filter(None, [*parts, taxed(annex) if annex.value is not None else ""]))


def _award(contract: Contract) -> str:
    return f"award-{contract.slug}"


def _once(references: Sequence[Json]) -> list[Json]:
    return list({each["id"]: each for each in references}.values())
