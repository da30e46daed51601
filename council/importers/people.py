"""Storing people: only rosters and the admin make them; a name on a roll call never does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import cast

from council.drafts import PersonDraft
from council.importers.places import refuse_other_city, term_named
from council.models import (
    Club,
    ClubMembership,
    Interpellation,
    Mandate,
    Meeting,
    NameTie,
    Person,
    PersonName,
    PersonRedirect,
    Term,
)
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, upsert
from watchdog.core.text import name_key, slugify, split_name, squash, untitled
from watchdog.ingest.source import Rejection


def store_person(draft: PersonDraft, evidence: Evidence, person: Person | None = None) -> Stored:
    """Store a line of a roster: the person, the mandate in its term, the club. The mandate is the answer's record.

    ``person`` is who a volunteer has pointed at; a document knows the name alone.
    """
    refuse_other_city(draft.council)
    term = term_named(draft.term)
    data = draft.model_dump(mode="json")
    person = person or _told_before(draft, term, evidence) or person_named(draft.name, term)
    made = upsert(person, {}, evidence, data)
    if made is Outcome.STORED:
        PersonName.objects.create(person=person, name=draft.name)
    mandate = _held(Mandate.objects.filter(person=person, term=term), draft) or Mandate(
        person=person, term=term, since=draft.since
    )
    outcome = upsert(mandate, _mandate_values(draft), evidence, data)
    if draft.club and _join(person, term, draft, evidence) and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    return Stored(mandate, outcome)


def _told_before(draft: PersonDraft, term: Term, evidence: Evidence) -> Person | None:
    """Give the one of two namesakes of a term of whom this place of this document has told before."""
    shared = Person.objects.in_term(term).filter(names__key=name_key(draft.name))
    if evidence.snapshot is None or shared.count() < 2:
        return None
    here = {"readings__snapshot": evidence.snapshot, "readings__place": evidence.place}
    told = Mandate.objects.filter(person__in=shared, term=term, **here).select_related("person").first()
    return told.person if told else None


def person_named(name: str, term: Term) -> Person:
    """Give the person known under a name, or a new unsaved one; raise ``Rejection`` where two people share the name.

    Of namesakes it is the one who alone held a mandate in the term.
    """
    known = list(Person.objects.filter(names__key=name_key(name)).distinct())
    if len(known) > 1:
        known = list(Person.objects.in_term(term).filter(pk__in=[each.pk for each in known])) or known
    if len(known) > 1:
        raise Rejection(f"Dwie osoby noszą nazwisko „{name}”; przypisz je ręcznie.")
    if known:
        return known[0]
    given, family = split_name(squash(name))
    return Person(given_name=given, family_name=family, slug=free_slug(name))


def free_slug(name: str) -> str:
    """Give an address that nobody has, nor had before being merged."""
    slug = slugify(name, 70)
    taken = {
        *Person.objects.filter(slug__startswith=slug).values_list("slug", flat=True),
        *PersonRedirect.objects.filter(slug__startswith=slug).values_list("slug", flat=True),
    }
    return next(each for each in [slug, *(f"{slug}-{n}" for n in range(2, 100))] if each not in taken)


def _held(mandates: object, draft: PersonDraft) -> Mandate | None:
    rows: list[Mandate] = list(mandates)  # type: ignore[call-overload]  # any iterable of mandates of one person
    exact = next((row for row in rows if row.since == draft.since), None)
    return exact or next((row for row in rows if row.since is None or draft.since is None), None) or _moved(rows, draft)


def _moved(rows: list[Mandate], draft: PersonDraft) -> Mandate | None:
    """Give the mandate whose first day a person has corrected from the one in the document."""
    return once(Mandate.objects.filter(pk__in=[row.pk for row in rows]), since=draft.since)


def _mandate_values(draft: PersonDraft) -> dict[str, object]:
    return {
        "since": draft.since,
        "until": draft.until,
        "start_reason": draft.start_reason,
        "end_reason": draft.end_reason,
        "committee": draft.committee,
        "district": draft.district,
        "votes_received": draft.votes,
        "function": draft.function,
        "note": draft.note,
    }


def _join(person: Person, term: Term, draft: PersonDraft, evidence: Evidence) -> bool:
    """Store the club membership and tell whether it is new or changed."""
    club = club_named(draft.club, term)
    membership = ClubMembership.objects.filter(person=person, club=club).first() or ClubMembership(
        person=person, club=club
    )
    return upsert(membership, {}, evidence, draft.model_dump(mode="json")) is not Outcome.UNCHANGED


def club_named(name: str, term: Term) -> Club:
    """Give the club of this name, now or when it was first read; a name unknown in the term makes a club."""
    known = Club.objects.filter(term=term, name=name).first()
    return known or Club.objects.get_or_create(term=term, slug=slugify(name), defaults={"name": name})[0]


class Roster:
    """The people of a term under every spelling of their names: whom a roll call may name.

    ``meant`` says of some names, as they are written, who bears them: a volunteer knows which of two namesakes it is.
    What people of the back room have said of a name holds for its term; of two namesakes, for the ``meeting`` or the
    ``interpellation`` whose names are looked up.
    """

    def __init__(
        self,
        term: Term,
        meant: Mapping[str, int] | None = None,
        *,
        meeting: Meeting | None = None,
        interpellation: Interpellation | None = None,
    ) -> None:
        self._meant = dict(meant or {})
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._here: dict[str, int] = {}
        for key, pk in PersonName.objects.filter(person__mandates__term=term).values_list("key", "person_id"):
            self._by_key[key].add(pk)
        for tie in NameTie.objects.in_force().filter(term=term, person__isnull=False):
            self._heed(tie, meeting, interpellation)

    def _heed(self, tie: NameTie, meeting: Meeting | None, interpellation: Interpellation | None) -> None:
        person = cast(int, tie.person_id)
        if tie.meeting_id is None and tie.interpellation_id is None:
            self._by_key[tie.key].add(person)
        elif (tie.meeting_id, tie.interpellation_id) == (meeting and meeting.pk, interpellation and interpellation.pk):
            self._here[tie.key] = person

    def find(self, name: str) -> int | None:
        """Give the person's key in the database, or ``None`` where nobody or more than one person bears the name.

        A name with a title that nobody's has is that of the person without it.
        """
        keys = (name_key(name), name_key(untitled(name)))
        if name in self._meant:
            return self._meant[name]
        if keys[0] in self._here:
            return self._here[keys[0]]
        people = next((self._by_key[key] for key in keys if key in self._by_key), set())
        return next(iter(people)) if len(people) == 1 else None
