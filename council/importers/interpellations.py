"""Storing interpellations and questions: one of them read from two documents is one record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from council.checks import future
from council.drafts import InterpellationDraft
from council.importers.people import Roster
from council.importers.places import refuse_other_city, term_named, term_on
from council.models import Interpellation, InterpellationAuthor, Term
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, correct, upsert
from watchdog.core.dates import WARSAW
from watchdog.core.text import name_key, slugify, subject_key
from watchdog.ingest.source import Finding, Rejection

BETWEEN = "; "
"""What parts the names of those who asked together."""
KEY_LENGTH = 1000
TERM_ASSUMED = "term_assumed"
COMPUTED = {"answer_before_question", "future_date", "not_on_roster"}
"""Findings that are computed anew from the stored record; the others are the document's own and stay."""


def store_interpellation(draft: InterpellationDraft, evidence: Evidence) -> Stored:
    """Store an interpellation or a question with those who asked it, and the doubts that its days and names raise."""
    refuse_other_city(draft.council)
    listed = None if draft.authors else of_letter(draft.question_url)
    term = listed.term if listed and not draft.term else _term(draft, evidence)
    record = (
        listed
        or _known(draft, term)
        or Interpellation(
            term=term, kind=draft.form.value, slug=_free_slug(draft, term), subject_key=_key(draft.subject)
        )
    )
    leads = record.pk is None or evidence.weight >= record.authority
    outcome = upsert(record, _values(draft), evidence, draft.model_dump(mode="json"))
    own = _doubts(draft, record) if leads else record.findings
    if settle(record, own) and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    return Stored(record, outcome, tuple(record.findings))


def correct_interpellation(record: Interpellation, values: Mapping[str, Any], evidence: Evidence) -> Outcome:
    """Correct an interpellation; who asked, and the doubts about it, are found anew."""
    outcome = correct(record, values, evidence)
    settle(record, record.findings)
    return outcome


def settle(record: Interpellation, findings: list[dict[str, str]]) -> bool:
    """Bring what is computed from the record (its key, people, findings) in line with it; tell of new people."""
    roster = Roster(record.term, interpellation=record)
    names = [name.strip() for name in record.authors.split(";") if name.strip()]
    wanted = _each_person_once([(roster.find(name), name) for name in names])
    own = [finding for finding in findings if finding["code"] not in COMPUTED]
    doubts = [finding.model_dump() for finding in (*_of_days(record), *_of_names(record, wanted))]
    computed = {"subject_key": _key(record.subject), "findings": [*own, *doubts]}
    if any(getattr(record, field) != value for field, value in computed.items()):
        for field, value in computed.items():
            setattr(record, field, value)
        record.save(update_fields=[*computed, "updated_at"])
    if list(record.asked_by.values_list("person", "name")) == wanted:
        return False
    record.asked_by.all().delete()
    InterpellationAuthor.objects.bulk_create(
        InterpellationAuthor(interpellation=record, person_id=person, name=name, position=place)
        for place, (person, name) in enumerate(wanted, start=1)
    )
    return True


def _each_person_once(named: list[tuple[int | None, str]]) -> list[tuple[int | None, str]]:
    """Leave out a second spelling of somebody who stands there already."""
    kept: dict[int | str, tuple[int | None, str]] = {}
    for person, name in named:
        kept.setdefault(person or name_key(name), (person, name))
    return list(kept.values())


def _of_days(record: Interpellation) -> list[Finding]:
    days = (record.received_on, record.answered_on, record.answer_as_of)
    doubts = [finding for day in days for finding in future(day, record.place)][:1]
    if record.received_on and record.answered_on and record.answered_on < record.received_on:
        text = (
            f"Odpowiedź z {record.answered_on:%d.%m.%Y} jest starsza niż wpływ pytania {record.received_on:%d.%m.%Y}."
        )
        doubts.append(Finding(code="answer_before_question", text=text, place=record.place))
    return doubts


def _of_names(record: Interpellation, wanted: list[tuple[int | None, str]]) -> list[Finding]:
    return [
        Finding(
            code="not_on_roster",
            text=f"Nazwiska „{name}” nie ma w spisie radnych tej kadencji.",
            place=record.place,
        )
        for person, name in wanted
        if person is None
    ]


def of_letter(question_url: str) -> Interpellation | None:
    """Find the interpellation that a list has made known by the address of its question's letter."""
    known = Interpellation.objects.select_related("term").filter(question_url=question_url)
    return known.order_by("pk").first() if question_url else None


def is_of_letter(finding: dict[str, str]) -> bool:
    """Tell whether a doubt is a letter's own; the list that points to the letter neither brings nor settles it."""
    return finding["place"].endswith(".pdf")


def _term(draft: InterpellationDraft, evidence: Evidence) -> Term:
    """Give the term that a draft names or its day tells; else that of the day on which its document was kept."""
    if draft.term:
        return term_named(draft.term)
    if draft.received_on:
        return term_on(draft.received_on)
    if evidence.snapshot is None:
        raise Rejection("Nie wiadomo, z której kadencji jest to pismo: brak daty i kadencji.")
    return term_on(evidence.snapshot.kept_at.astimezone(WARSAW).date())


def _doubts(draft: InterpellationDraft, record: Interpellation) -> list[dict[str, str]]:
    """Give the document's own doubts, those of the letters that a list points to, and that of an assumed term."""
    own = [finding.model_dump() for finding in draft.findings]
    if not draft.term and record.received_on is None:
        text = f"Lista nie podaje dnia ani kadencji; wpisano kadencję {record.term.slug} z dnia, w którym ją pobrano."
        own.append(Finding(code=TERM_ASSUMED, text=text, place=draft.place).model_dump())
    if not draft.authors:
        own += [finding for finding in record.findings if is_of_letter(finding)]
    return own


def _known(draft: InterpellationDraft, term: Term) -> Interpellation | None:
    """Find what a draft speaks of: by its case number, else by the same words from the same people, on no other day."""
    ours = Interpellation.objects.filter(term=term, kind=draft.form.value)
    if draft.number:
        found = ours.filter(number=draft.number).first() or once(ours, number=draft.number)
        if found is not None:
            return found
    worded = ours.filter(subject_key=_key(draft.subject))
    alike = worded | ours.filter(pk__in=_worded_so_once(ours, draft))
    if draft.number:
        alike = alike.filter(number="")
    if draft.received_on:
        alike = alike.filter(Q(received_on=draft.received_on) | Q(received_on=None))
    who = {name_key(name) for name in draft.authors}
    return next((each for each in alike.order_by("pk") if who & _asked(each)), None)


def _worded_so_once(ours: QuerySet[Interpellation], draft: InterpellationDraft) -> list[int]:
    found = once(ours, subject=draft.subject)
    return [found.pk] if found else []


def _asked(record: Interpellation) -> set[str]:
    """Give the keys of those who asked: as printed, and under every spelling of the people they are."""
    known = record.asked_by.filter(person__isnull=False).values_list("person__names__key", flat=True)
    return {name_key(name) for name in record.authors.split(";")} | {key for key in known if key}


def _values(draft: InterpellationDraft) -> dict[str, Any]:
    """Give what the draft says; a list that leaves those who asked to the letters takes nothing back by silence."""
    values = {
        "number": draft.number,
        "subject": draft.subject,
        "authors": BETWEEN.join(draft.authors),
        "received_on": draft.received_on,
        "answer": draft.answer.value,
        "answered_on": draft.answered_on,
        "answer_as_of": draft.answer_as_of,
        "question_url": draft.question_url,
        "answer_url": draft.answer_url,
        "note": draft.note,
    }
    return values if draft.authors else {field: value for field, value in values.items() if value}


def _key(subject: str) -> str:
    return subject_key(subject)[:KEY_LENGTH]


def _free_slug(draft: InterpellationDraft, term: Term) -> str:
    """Give the address: the day, or the term where no day is known, and the words; a second one gets ``-2``."""
    slug = f"{draft.received_on or term.slug}-{slugify(draft.subject, 100)}"
    taken = set(Interpellation.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(each for each in [slug, *(f"{slug}-{n}" for n in range(2, 1000))] if each not in taken)
