"""
Hiding an organization that is a private person: its rows get a mask, its name leaves the database.

Of the name only a keyed hash stays, by which documents to come are masked; so it cannot be put back. The documents
themselves are kept as they are, as evidence that pages do not show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from spending.drafts import PERSON_SHOWN, PartyKind
from spending.importers.contracts import ContractBatches
from spending.importers.notices import NoticeBatches
from spending.importers.payments import PaymentBatches
from spending.importers.persons import hidden_code, pseudonym
from spending.importers.rows import RowBatches, unit_of
from spending.models import ContractParty, HiddenName, Organization, OrganizationDecision, Spelling
from watchdog.archive.models import Change
from watchdog.backroom.models import Submission
from watchdog.core.forgetting import forget_files
from watchdog.core.people import without_person
from watchdog.ingest.source import Rejection
from watchdog.records import record_types_of
from watchdog.search import indexing

ROWS: tuple[type[RowBatches[Any]], ...] = (ContractBatches, PaymentBatches, NoticeBatches)
CHUNK = 500
NAMING = ("supplier", "supplier_as", "subject", "parties", "note")
"""Fields of rows whose history may name a supplier."""


@transaction.atomic
def mask(organization: Organization, user: User, reason: str) -> OrganizationDecision:
    """
    Say that an organization is a private person: hide every row, forget the name, keep who said so and why.

    Raises ``Rejection`` for an organization that orders, is a municipal company or a public body, and for a reason
    that repeats the name.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    spellings = list(organization.spellings.select_for_update())
    _refuse(organization, spellings, reason)
    word = OrganizationDecision.objects.create(kind=OrganizationDecision.Kind.MASK, user=user, reason=reason)
    codes = {hidden_code(each.name, each.nip, each.regon, each.krs) for each in spellings}
    HiddenName.objects.bulk_create([HiddenName(code=code, decision=word) for code in codes], ignore_conflicts=True)
    for batches in ROWS:
        _hide_rows(batches(), spellings)
    _hide_parties(spellings)
    _forget(organization, [each.name for each in spellings])
    forget_files()  # those that were made of it; the others are kept by version of the data
    return word


def _refuse(organization: Organization, spellings: Collection[Spelling], reason: str) -> None:
    if organization.buys or organization.company_id or organization.kind == PartyKind.PUBLIC:
        raise Rejection(_("A public body or a municipal company is no private person."))
    if any(without_person(reason, each.name) != reason or each.name in reason for each in spellings):
        raise Rejection(_("The reason repeats the name that is to be hidden. Say it without the name."))


def _hide_rows(batches: RowBatches[Any], spellings: Collection[Spelling]) -> None:
    """Put the mask on the rows that name one of these spellings first, and take the name out of what they are about."""
    rows: Any = batches.model._default_manager.filter(supplier_as__in=spellings).select_related(
        "supplier_as", "buyer_as"
    )
    changed = []
    for row in rows.iterator(chunk_size=CHUNK):
        name = row.supplier_as.name
        row.supplier_code = _code(row, name, batches)
        row.supplier_hidden, row.supplier, row.supplier_as = PartyKind.PERSON.value, None, None
        row.subject, row.note = without_person(row.subject, name), without_person(row.note, name)
        row.findings = _cleaned(row.findings, [name])
        changed.append(row)
    fields = ["supplier", "supplier_as", "supplier_hidden", "supplier_code", "subject", "note", "findings"]
    batches.model._default_manager.bulk_update(changed, fields, batch_size=CHUNK)
    _clean_history(batches.model, [row.pk for row in changed], [each.name for each in spellings])
    _index(batches.model, [row.pk for row in changed])


def _hide_parties(spellings: Collection[Spelling]) -> None:
    """Put the mask on further members of consortia, and take the name out of what their contracts are about."""
    batches = ContractBatches()
    parties = ContractParty.objects.filter(spelling__in=spellings).select_related("spelling", "contract__buyer_as")
    contracts = []
    for party in list(parties):
        contract, name = party.contract, party.spelling.name if party.spelling else ""
        contract.subject = without_person(contract.subject, name)
        contract.save(update_fields=["subject", "updated_at"])
        party.code = _code(contract, name, batches)
        party.hidden, party.organization, party.spelling = PartyKind.PERSON.value, None, None
        party.save()
        contracts.append(contract.pk)
    _clean_history(batches.model, contracts, [each.name for each in spellings])
    _index(batches.model, contracts)


def _code(row: Any, name: str, batches: RowBatches[Any]) -> str:
    """Give the pseudonym that a document read again would give."""
    return pseudonym(name, unit_of(row.buyer_as) if row.buyer_as else "", batches.year(row))


def _forget(organization: Organization, names: list[str]) -> None:
    """Take an organization out of search, of the record, of its history, and of what was decided and typed of it."""
    kind = ContentType.objects.get_for_model(Organization)
    husks = [each for each in Organization.objects.filter(_merged_into(organization)) if not each.spellings.exists()]
    gone = [organization, *husks]
    keys = [each.pk for each in gone]
    OrganizationDecision.objects.about(*gone).delete()
    Spelling.objects.filter(organization__in=gone).delete()
    Change.objects.filter(content_type=kind, object_id__in=keys).delete()
    log = LogEntry.objects.filter(content_type__model__in=["organization", "supplier", "unit"])
    log.filter(object_id__in=map(str, keys)).update(object_repr=PERSON_SHOWN, change_message="")
    said = {*names, *(each.name for each in gone)}
    for name in said:
        log.filter(change_message__contains=name).update(change_message="")
    Change.objects.filter(content_type=kind, before__in=said).update(before=PERSON_SHOWN)
    Change.objects.filter(content_type=kind, after__in=said).update(after=PERSON_SHOWN)
    for each in gone:
        indexing.remove(each)
        each.delete()
    _clean_submissions(said)


def _merged_into(organization: Organization) -> Q:
    return Q(decisions__other=organization) | Q(
        pk__in=OrganizationDecision.objects.filter(organization=organization).values("other")
    )


def _clean_submissions(names: Collection[str]) -> None:
    """Take the names out of what was typed: the pieces that name one of them lose it."""
    for submission in Submission.objects.filter(kind__in=["ContractDraft", "PaymentDraft"]):
        draft, typed = _cleaned(submission.draft, names), _cleaned(submission.typed, names)
        title = _cleaned(submission.title, names)
        if (draft, typed, title) != (submission.draft, submission.typed, submission.title):
            Submission.objects.filter(pk=submission.pk).update(draft=draft, typed=typed, title=title)


def _clean_history(model: type[Model], keys: Collection[int], names: Collection[str]) -> None:
    """Put the mask in the place of these names in what rows once were."""
    kind = ContentType.objects.get_for_model(model)
    changes = Change.objects.filter(content_type=kind, object_id__in=keys, field__in=NAMING)
    cleaned = list(changes)
    for change in cleaned:
        change.before, change.after = _cleaned(change.before, names), _cleaned(change.after, names)
        change.reason = _cleaned(change.reason, names)
    Change.objects.bulk_update(cleaned, ["before", "after", "reason"], batch_size=CHUNK)


def _cleaned(value: Any, names: Iterable[str]) -> Any:
    """Return a kept value, of whatever shape, with the mask in the place of each name."""
    if isinstance(value, dict):
        return {key: _cleaned(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, names) for each in value]
    if isinstance(value, str):
        for name in names:
            value = without_person(value.replace(name, PERSON_SHOWN), name)
    return value


def _index(model: type[Model], keys: Collection[int]) -> None:
    """Bring search up to date at once: a name that is hidden is found no more."""
    for kind in record_types_of(model):
        indexing.index_records(kind, keys)
