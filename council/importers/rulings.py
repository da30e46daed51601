"""Storing rulings on resolutions, and what one resolution does to another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from council.amending import Reference, references
from council.checks import future
from council.drafts import RelationKind, ResolutionRelationDraft, RulingDraft
from council.importers.places import refuse_other_city
from council.models import Resolution, ResolutionRelation, Ruling
from watchdog.archive.models import Sourced
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, correct, upsert
from watchdog.core.ids import resolution_number
from watchdog.core.text import slugify
from watchdog.ingest.source import Finding, Rejection

KEY_LENGTH = 200
COMPUTED = {"days_out_of_order", "future_date"}
"""Findings that are computed anew from the stored record; the others are the document's own and stay."""


def store_ruling(draft: RulingDraft, evidence: Evidence) -> Stored:
    """
    Store a ruling, found by its signature, else by authority, day and resolution.

    A resolution that is not known yet is kept by its number, or by the subject alone, and joined when it comes.
    """
    refuse_other_city(draft.council)
    if draft.ruled_on and draft.ruled_on.year != draft.year:
        raise Rejection(f"Rok {draft.year} nie jest rokiem rozstrzygnięcia z {draft.ruled_on:%d.%m.%Y}.")
    number = _normal(draft.resolution)
    resolution = _resolution(number, draft)
    values: dict[str, Any] = {
        "resolution": resolution,
        "resolution_number": number,
        "subject": draft.subject,
        "authority_name": draft.authority_name,
        "ruled_on": draft.ruled_on,
        "year": draft.year,
        "effect": draft.effect.value,
        "final": draft.final,
        "words": draft.words,
        "journal_year": draft.journal_year,
        "journal_position": draft.journal_position,
        "note": draft.note,
    }
    key = slugify(number or draft.subject, KEY_LENGTH)
    ruling = _found(draft, key) or Ruling(number=draft.number, key=key)
    leads = ruling.pk is None or evidence.weight >= ruling.authority
    outcome = upsert(ruling, values, evidence, draft.model_dump(mode="json"))
    _doubt(ruling, (*draft.findings, *ruling_doubts(ruling)), leads=leads)
    return Stored(ruling, outcome, tuple(ruling.findings))


def correct_ruling(ruling: Ruling, values: dict[str, Any], evidence: Evidence) -> Outcome:
    """Correct a ruling; its resolution, its key and the doubts about its day are found anew."""
    values = dict(values)
    if "resolution_number" in values:
        values["resolution_number"] = _normal(values["resolution_number"])
        values.setdefault("resolution", Resolution.objects.filter(number=values["resolution_number"] or None).first())
    outcome = correct(ruling, values, evidence)
    key = slugify(ruling.resolution_number or ruling.subject, KEY_LENGTH)
    if ruling.key != key:
        ruling.key = key
        ruling.save(update_fields=["key", "updated_at"])
    _doubt(ruling, (*_own(ruling), *ruling_doubts(ruling)), leads=True)
    return outcome


def correct_relation(relation: ResolutionRelation, values: dict[str, Any], evidence: Evidence) -> Outcome:
    """Correct a relation; the other act is found anew by its number, and so is the doubt about the days."""
    values = dict(values)
    if "target_number" in values:
        values["target_number"] = _normal(values["target_number"])
        values["target"] = Resolution.objects.filter(number=values["target_number"]).first()
    outcome = correct(relation, values, evidence)
    _doubt(relation, (*_own(relation), *relation_doubts(relation)), leads=True)
    return outcome


def _own(record: Sourced) -> list[Finding]:
    """Give the findings that are the document's own, not computed from the record."""
    return [Finding.model_validate(each) for each in record.findings if each["code"] not in COMPUTED]


def ruling_doubts(ruling: Ruling) -> list[Finding]:
    """Give the doubts that a ruling's day raises: in the future, or before the resolution was adopted."""
    doubts = list(future(ruling.ruled_on, ruling.place))
    adopted = ruling.resolution.adopted_on if ruling.resolution else None
    if ruling.ruled_on and adopted and ruling.ruled_on < adopted:
        text = f"Rozstrzygnięcie z {ruling.ruled_on:%d.%m.%Y} jest starsze niż uchwała z {adopted:%d.%m.%Y}."
        doubts.append(Finding(code="days_out_of_order", text=text, place=ruling.place))
    return doubts


def store_relation(draft: ResolutionRelationDraft, evidence: Evidence) -> Stored:
    """Store what one resolution does to another, which may be known by its number alone."""
    refuse_other_city(draft.council)
    number = _normal(draft.resolution)
    resolution = Resolution.objects.filter(number=number).first() or once(Resolution.objects.all(), number=number)
    if resolution is None:
        raise Rejection(f"Nie mamy uchwały nr {draft.resolution}, która miałaby zmieniać inną.")
    found = Reference(draft.kind, _normal(draft.target))
    values = {"words": draft.words, "note": draft.note}
    return _relate(resolution, found, values, evidence, draft.model_dump(mode="json"))


def relate_by_title(resolution: Resolution, evidence: Evidence) -> bool:
    """Bring the relations that the official title states in line with it; tell whether any is new or gone."""
    named = [each for each in references(resolution.title) if each.number != resolution.number]
    read = ResolutionRelation.objects.filter(resolution=resolution, from_title=True)
    gone = [each for each in read if (each.kind, each.target_number) not in _plain(named)]
    for each in gone:
        each.delete()
    stored = [_relate(resolution, each, {"from_title": True}, evidence, {}).outcome for each in named]
    return bool(gone) or Outcome.STORED in stored


def join(resolution: Resolution) -> None:
    """Join what was known of a resolution by its number alone."""
    if resolution.number:
        waiting = Q(resolution=None, resolution_number=resolution.number)
        Ruling.objects.filter(waiting).update(resolution=resolution)
        ResolutionRelation.objects.filter(target=None, target_number=resolution.number).exclude(
            resolution=resolution
        ).update(target=resolution)


def _relate(
    resolution: Resolution, reference: Reference, values: dict[str, Any], evidence: Evidence, data: dict[str, Any]
) -> Stored:
    if reference.number == resolution.number:
        raise Rejection(f"Uchwała {resolution.number} nie może zmieniać samej siebie.")
    kind, number = RelationKind(reference.kind).value, reference.number
    target = Resolution.objects.filter(number=number).first()
    known = ResolutionRelation.objects.filter(resolution=resolution, kind=kind, target_number=number).first()
    relation = known or ResolutionRelation(resolution=resolution, kind=kind, target_number=number)
    if known and "from_title" in values and not known.from_title:
        return Stored(known, Outcome.UNCHANGED)  # another document said so first; it does not follow the title
    outcome = upsert(relation, {**values, "target": target}, evidence, data)
    _doubt(relation, relation_doubts(relation), leads=True)
    return Stored(relation, outcome, tuple(relation.findings))


def relation_doubts(relation: ResolutionRelation) -> list[Finding]:
    """Give the doubt that days raise: an act cannot change one that was adopted later."""
    acting, target = relation.resolution.adopted_on, relation.target.adopted_on if relation.target else None
    if not acting or not target or target <= acting:
        return []
    text = f"Uchwała z {acting:%d.%m.%Y} ma dotyczyć uchwały {relation.target_number}, a ta jest z {target:%d.%m.%Y}."
    return [Finding(code="days_out_of_order", text=text, place=relation.place)]


def _doubt(record: Sourced, findings: Iterable[Finding], *, leads: bool) -> None:
    found = [each.model_dump() for each in findings]
    if leads and record.findings != found:
        record.findings = found
        record.save(update_fields=["findings", "updated_at"])


def _plain(named: Iterable[Reference]) -> set[tuple[str, str]]:
    return {(each.kind.value, each.number) for each in named}


def _normal(text: str) -> str:
    known = resolution_number(text) if text else None
    return str(known) if known else text


def _resolution(number: str, draft: RulingDraft) -> Resolution | None:
    """Give the resolution of this number; without one, that of the same words and year which has no number either."""
    if number:
        return Resolution.objects.filter(number=number).first() or once(Resolution.objects.all(), number=number)
    return Resolution.objects.filter(number="", year=draft.year, slug=slugify(draft.subject, 100)).first()


def _found(draft: RulingDraft, key: str) -> Ruling | None:
    """Give the ruling of this signature; one that was known without it takes it on."""
    if draft.number:
        signed = Ruling.objects.filter(number=draft.number).first() or once(Ruling.objects.all(), number=draft.number)
        if signed:
            return signed
    same = Ruling.objects.filter(
        number="", authority_name=draft.authority_name, year=draft.year, ruled_on=draft.ruled_on, key=key
    )
    unsigned = same.first()
    if unsigned and draft.number:
        unsigned.number = draft.number
    return unsigned
