"""Storing petitions: one of them read from two documents is one record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from council.checks import future
from council.drafts import MeetingRef, PetitionDraft
from council.importers.places import city, meeting_of, refuse_other_city, term_on
from council.importers.resolutions import resolution_numbered
from council.models import Petition, Term
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, correct, upsert
from watchdog.core.text import fold, slugify, subject_key

KEY_LENGTH = 1000
COMPUTED = {"future_date"}
"""Findings that are computed anew from the stored record; the others are the document's own and stay."""


def store_petition(draft: PetitionDraft, evidence: Evidence) -> Stored:
    """Store a petition with its outcome; the resolution and the session are linked where the portal knows them."""
    refuse_other_city(draft.council)
    record = _known(draft) or Petition(slug=_free_slug(draft), subject_key=_key(draft.subject), year=draft.year)
    leads = record.pk is None or evidence.weight >= record.authority
    outcome = upsert(record, _values(record, draft, evidence), evidence, draft.model_dump(mode="json"))
    own = [finding.model_dump() for finding in draft.findings] if leads else record.findings
    settle(record, own)
    return Stored(record, outcome, tuple(record.findings))


def correct_petition(
    record: Petition, draft: PetitionDraft, evidence: Evidence, *, fields: Collection[str], values: Mapping[str, Any]
) -> Outcome:
    """Bring the named fields of a petition to what a person says; its term and its doubts are found anew.

    ``values`` are corrections of where it was read, of which a draft knows nothing.
    """
    said = {"year": draft.year, **_values(record, draft, evidence), "month": draft.month}
    return correct_plainly(record, {**values, **{name: said[name] for name in fields if name in said}}, evidence)


def correct_plainly(record: Petition, values: Mapping[str, Any], evidence: Evidence) -> Outcome:
    """Correct fields of a petition to values that need no reading; its term and its doubts are found anew."""
    outcome = correct(record, values, evidence)
    settle(record, record.findings)
    return outcome


def settle(record: Petition, findings: list[dict[str, str]]) -> None:
    """Bring what is computed from the record (its key, its term, its findings) in line with it."""
    own = [finding for finding in findings if finding["code"] not in COMPUTED]
    days = (record.received_on, record.decided_on)
    doubts = [finding.model_dump() for day in days for finding in future(day, record.place)][:1]
    computed: dict[str, Any] = {
        "subject_key": _key(record.subject),
        "term": _term(record),
        "findings": [*own, *doubts],
    }
    if any(getattr(record, field) != value for field, value in computed.items()):
        for field, value in computed.items():
            setattr(record, field, value)
        record.save(update_fields=[*computed, "updated_at"])


def _term(record: Petition) -> Term | None:
    """Give the term of its day, month or year; none where a new term began within what is known."""
    if record.received_on:
        first = last = record.received_on
    else:
        first = date(record.year, record.month or 1, 1)
        last = date(record.year, record.month or 12, 28)
    known = city().term_on(first)
    return term_on(first) if known is not None and known == city().term_on(last) else None


def _known(draft: PetitionDraft) -> Petition | None:
    """Find what a draft speaks of: the same words to the same address, of the same day as far as both know it.

    Two petitioners may ask for the same; a document that does not say who asked speaks of either.
    """
    key = _key(draft.subject)
    renamed = once(Petition.objects.all(), subject=draft.subject)
    worded = Q(subject_key=key) | Q(pk=renamed.pk if renamed else None)
    alike = Petition.objects.filter(worded, year=draft.year)
    if draft.month:
        alike = alike.filter(Q(month=draft.month) | Q(month=None))
    if draft.received_on:
        alike = alike.filter(Q(received_on=draft.received_on) | Q(received_on=None))
    who = fold(draft.petitioner)
    return next((each for each in alike.order_by("pk") if not who or fold(each.petitioner) in ("", who)), None)


def _values(record: Petition, draft: PetitionDraft, evidence: Evidence) -> dict[str, Any]:
    ref = MeetingRef(number=draft.session, day=draft.decided_on) if draft.session else None
    return {
        "month": draft.month or record.month,
        "received_on": draft.received_on,
        "petitioner_kind": draft.petitioner_kind.value,
        "petitioner": draft.petitioner,
        "to_council": draft.to_council,
        "to_mayor": draft.to_mayor,
        "subject": draft.subject,
        "outcome": draft.outcome.value,
        "outcome_words": draft.outcome_words,
        "decided_on": draft.decided_on,
        "committee": draft.committee,
        "committee_opinion": draft.committee_opinion,
        "resolution": resolution_numbered(draft.resolution),
        "meeting": meeting_of(ref, evidence) if ref else None,
        "reasons": draft.reasons,
        "note": draft.note,
    }


def _key(subject: str) -> str:
    return subject_key(subject)[:KEY_LENGTH]


def _free_slug(draft: PetitionDraft) -> str:
    """Give the address: the day, month or year, and the words; a second one gets ``-2``."""
    when = draft.received_on or (f"{draft.year}-{draft.month:02}" if draft.month else draft.year)
    slug = f"{when}-{slugify(draft.subject, 100)}"
    taken = set(Petition.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(each for each in [slug, *(f"{slug}-{n}" for n in range(2, 1000))] if each not in taken)
