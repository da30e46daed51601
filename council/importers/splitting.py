"""
Parting one record into two people, where documents or a machine have put two namesakes into one.

A person of the back room says what is whose: mandates, clubs, functions, spellings and interpellations one by one, roll
calls, attendance and remarks by the meeting. Where both people bear one name in one term, each meeting remembers who is
meant in it, so that its documents read again find the same person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council.bearers import BEARERS, Bearer
from council.importers.hanging import Hanging
from council.importers.merging import absorb, refuse_two_people, refuse_undoing, remove
from council.importers.people import Roster, free_slug
from council.models import (
    Attendance,
    Ballot,
    BodyMembership,
    ClubMembership,
    DraftResolution,
    Interpellation,
    InterpellationAuthor,
    Mandate,
    Meeting,
    NameTie,
    Person,
    PersonMerge,
    PersonName,
    Remark,
    Term,
)
from watchdog.archive.models import Sourced
from watchdog.archive.writing import Evidence, change_of, upsert
from watchdog.core.text import name_key
from watchdog.ingest.source import Rejection

PARTED = "parted"
"""How a change that made two people of one record is marked."""
ONE_BY_ONE: tuple[tuple[type[Any], str, tuple[str, ...]], ...] = (
    (PersonName, "person", ()),
    (Mandate, "person", ("term",)),
    (ClubMembership, "person", ("club__term",)),
    (BodyMembership, "person", ("body", "term")),
    (InterpellationAuthor, "person", ("interpellation",)),
    (DraftResolution, "initiator_person", ("term",)),
)
BY_MEETING: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (Ballot, ("vote", "meeting")),
    (Attendance, ("meeting",)),
    (Remark, ("vote", "meeting")),
)
"""What moves with its meeting, and the way to it."""


@dataclass
class Bundle:
    """What is one person's as a whole: a mandate, a spelling, or all that the papers of one meeting say."""

    key: str
    label: str
    rows: list[tuple[Hanging, Any]] = field(default_factory=list)
    term: Term | None = None
    meeting: Meeting | None = None


def bundles(person: Person) -> list[Bundle]:
    """Give everything that hangs on a person, as it can be parted."""
    found = []
    for model, column, related in ONE_BY_ONE:
        hanging = Hanging(model, column)
        for row in hanging.rows(person).select_related(*related):
            key = f"{model._meta.model_name}-{row.pk}"
            found.append(Bundle(key, _label(row), [(hanging, row)], getattr(row, "term", None)))
    return [*found, *_meetings(person).values()]


def _label(row: Any) -> str:
    """Name a row without the person's own name, which all of them share."""
    if isinstance(row, Mandate):
        return f"{row.term}, {row.since:%d.%m.%Y}" if row.since else str(row.term)
    if isinstance(row, ClubMembership):
        return f"{row.club}, {row.club.term}"
    if isinstance(row, BodyMembership):
        return f"{row.get_role_display()}, {row.body}, {row.term}"
    return str(row.interpellation) if isinstance(row, InterpellationAuthor) else str(row)


def _meetings(person: Person) -> dict[int, Bundle]:
    found: dict[int, Bundle] = {}
    for model, way in BY_MEETING:
        hanging = Hanging(model, "person")
        for row in hanging.rows(person).select_related("__".join(way) + "__body", "__".join(way) + "__term"):
            meeting = row.meeting if isinstance(row, Attendance) else row.vote.meeting
            if meeting is None:
                continue
            new = Bundle(f"meeting-{meeting.pk}", str(meeting), [], meeting.term, meeting)
            found.setdefault(meeting.pk, new).rows.append((hanging, row))
    ordered = sorted(found.values(), key=lambda each: (each.meeting and each.meeting.day) or timezone.now().date())
    return {each.meeting.pk: each for each in ordered if each.meeting}


@transaction.atomic
def split(person: Person, given: str, family: str, chosen: Collection[str], user: User, reason: str) -> PersonMerge:
    """
    Give the chosen bundles to a person made anew; raises ``Rejection`` where nothing, or all, of it was chosen.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    every = bundles(person)
    moving = [each for each in every if each.key in chosen]
    if not moving or len(moving) == len(every) or len(moving) < len(set(chosen)):
        raise Rejection(_("Choose what is the other person's; something has to stay, and the page must be up to date."))
    evidence = Evidence(user=user, reason=reason)
    other = Person(given_name=given, family_name=family, slug=free_slug(f"{given} {family}"))
    upsert(other, {}, evidence, data={})
    marks = [hanging.mark(row) for bundle in moving for hanging, row in bundle.rows]
    for bundle in moving:
        for hanging, row in bundle.rows:
            hanging.give(row, other)
    _named(person, person.name)
    for name in (other.name, *_names_read(moving)):
        _named(other, name)
    word = PersonMerge(kind=PersonMerge.Kind.SPLIT, person=person, other_name=other.name, other_slug=other.slug)
    word.user, word.reason = user, reason
    word.moved = {"other": other.pk, "rows": marks, "ties": _remember(person, other, user, reason)}
    word.save()
    change_of(person, PARTED, None, other.name, evidence).save()
    person.save(update_fields=["updated_at"])
    return word


@transaction.atomic
def undo_split(word: PersonMerge, user: User) -> Person:
    """Make one person again of what was parted; what documents have said of the other one since comes along."""
    word = PersonMerge.objects.select_for_update().get(pk=word.pk)
    refuse_undoing(word)
    people = {
        each.pk: each
        for each in Person.objects.select_for_update()
        .order_by("pk")
        .filter(pk__in=[word.person_id, word.moved["other"]])
    }
    if len(people) < 2:
        raise Rejection(_("One of the two is not there any more: somebody has merged them meanwhile."))
    person, other = people[word.person_id], people[word.moved["other"]]
    NameTie.objects.filter(pk__in=word.moved["ties"]).update(undone_at=timezone.now(), undone_by=user)
    refuse_two_people(person, other)
    absorb(person, other)
    remove(other, person)
    word.undone_at, word.undone_by = timezone.now(), user
    word.save(update_fields=["undone_at", "undone_by"])
    evidence = Evidence(user=user, reason=_("A parting was taken back."))
    change_of(person, PARTED, word.other_name, None, evidence).save()
    return person


def _named(person: Person, name: str) -> None:
    PersonName.objects.get_or_create(person=person, key=name_key(name), defaults={"name": name})


def _names_read(moving: list[Bundle]) -> list[str]:
    """Give the names under which documents state what moves: read again, they are looked up by them."""
    rows = (row for bundle in moving for _hanging, row in bundle.rows if isinstance(row, Sourced))
    told = [
        reading.data.get("name")
        for row in rows
        if isinstance(row, Mandate | ClubMembership | BodyMembership)
        for reading in row.readings.all()
    ]
    return [name for name in told if name]


def _remember(person: Person, other: Person, user: User, reason: str) -> list[int]:
    """Keep for each meeting and interpellation who is meant, where the name alone does not tell; give the words.

    A name that both bear is remembered also where only one of them has a mandate yet.
    """
    both = set(person.names.values_list("key", flat=True)) & set(other.names.values_list("key", flat=True))
    rosters: dict[Term, Roster] = {}
    words: dict[tuple[str, int | None, int | None], NameTie] = {}
    for bearer in BEARERS:
        for row in bearer.rows().filter(**{f"{bearer.person}__in": [person, other]}):
            term, paper = _paper(bearer, row)
            who, name = bearer.person_of(row), bearer.name_of(row)
            if term is None or who is None:
                continue
            if term not in rosters:
                rosters[term] = Roster(term)
            if name_key(name) in both or rosters[term].find(name) != who.pk:
                word = NameTie(name=name, key=name_key(name), term=term, person=who, user=user, reason=reason, **paper)
                words.setdefault((word.key, word.meeting_id, word.interpellation_id), word)
    _take_back_others(words, user)
    return [word.pk for word in NameTie.objects.bulk_create(words.values())]


def _take_back_others(words: dict[tuple[str, int | None, int | None], NameTie], user: User) -> None:
    """End the earlier words on the same names in the same papers: the new ones say more."""
    terms = {word.term for word in words.values()}
    for old in NameTie.objects.in_force().filter(term__in=terms):
        if (old.key, old.meeting_id, old.interpellation_id) in words:
            old.undone_at, old.undone_by = timezone.now(), user
            old.save(update_fields=["undone_at", "undone_by"])


def _paper(bearer: Bearer, row: Any) -> tuple[Term | None, dict[str, Any]]:
    meeting, record = bearer.meeting_of(row), bearer.record_of(row)
    if meeting is not None:
        return meeting.term, {"meeting": meeting}
    if isinstance(record, Interpellation):
        return record.term, {"interpellation": record}
    return None, {}


def doubts_about(person: Person, chosen: Collection[str]) -> list[str]:
    """Say what would be left without a mandate: papers of a term of which the person keeps, or gets, no mandate."""
    found = []
    every = bundles(person)
    for moves in (True, False):
        part = [each for each in every if (each.key in chosen) is moves]
        held = {each.term for each in part if each.key.startswith("mandate-")}
        without = Counter(each.term for each in part if each.meeting and each.term not in held)
        text = _("the other person gets papers of the term %(term)s (meetings: %(n)s) without a mandate in it")
        text = text if moves else _("papers of the term %(term)s (meetings: %(n)s) stay without a mandate in it")
        found += [text % {"term": term, "n": n} for term, n in without.items()]
    return found
