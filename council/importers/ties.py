"""
Taking a person's word on a name that the roster does not know: it means somebody, or nobody of the council.

What is tied is the spelling: it becomes one of the person's, so that documents to come find the person by it. Every row
that waited under it is brought in line as its own importer would do, and each record keeps a ``Change`` with who and
why. A word can be taken back; then whatever it alone had tied is nobody's again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from council.bearers import BEARERS, Bearer
from council.importers.corrections import SPELLINGS
from council.importers.naming import name_row
from council.models import Attendance, Ballot, Interpellation, InterpellationAuthor, Meeting, NameTie, Person, Term
from watchdog.archive.writing import Evidence, change_of
from watchdog.core.text import name_key
from watchdog.ingest.source import Rejection

Waiting = tuple[Bearer, Any]
ONCE: dict[type[Any], str] = {Ballot: "vote", Attendance: "meeting", InterpellationAuthor: "interpellation"}
"""The papers that name a person once: who is named there already is not meant by another name beside it."""
SHOWN = 3
"""How many papers a refusal names."""


def waiting_rows(
    term: Term, key: str, meeting: Meeting | None = None, interpellation: Interpellation | None = None
) -> list[Waiting]:
    """Give the rows of a term that wait under a name, or those of one meeting or one interpellation."""
    return [
        (bearer, row)
        for bearer in BEARERS
        for row in bearer.waiting().filter(**{bearer.term: term})
        if name_key(bearer.name_of(row)) == key and _in_scope(bearer, row, meeting, interpellation)
    ]


def _in_scope(bearer: Bearer, row: Any, meeting: Meeting | None, interpellation: Interpellation | None) -> bool:
    if meeting:
        return bearer.meeting_of(row) == meeting
    return interpellation is None or bearer.record_of(row) == interpellation


@transaction.atomic
def tie(
    term: Term,
    key: str,
    person: Person,
    user: User,
    reason: str = "",
    *,
    meeting: Meeting | None = None,
    interpellation: Interpellation | None = None,
) -> NameTie:
    """
    Say that a name means a person: in the whole term, or in one meeting or interpellation where namesakes share it.

    Raises ``Rejection`` where nothing waits any more, where a paper names the person beside this name, and where a name
    of two people is tied for a whole term.
    """
    Term.objects.select_for_update().get(pk=term.pk)  # two people may decide at once; the second one waits here
    rows = waiting_rows(term, key, meeting, interpellation)
    if not rows or dismissed(term, key):
        raise Rejection(_already_said(term, key))
    everywhere = meeting is None and interpellation is None
    if everywhere:
        _refuse_namesakes(term, key, person)
        rows += _in_other_terms(term, key, person)
    _refuse_named_beside(rows, person)
    word = NameTie(name=rows[0][0].name_of(rows[0][1]), key=key, term=term, person=person, user=user, reason=reason)
    word.meeting, word.interpellation = meeting, interpellation
    word.touched = {"before": [_mark(*each) for each in _borne(word)] if everywhere else []}
    word.save()
    evidence = Evidence(user=user, reason=reason)
    word.touched["spelling"] = everywhere and _learn(person, word.name, evidence)
    word.touched["rows"] = [_mark(bearer, row) for bearer, row in rows]
    word.save(update_fields=["touched"])
    for bearer, row in rows:
        name_row(bearer, row, person, evidence)
    return word


@transaction.atomic
def dismiss(term: Term, key: str, user: User, reason: str) -> NameTie:
    """Say that a name is no councillor's: it is not asked about again. Raises ``Rejection`` where nothing waits."""
    Term.objects.select_for_update().get(pk=term.pk)
    rows = waiting_rows(term, key)
    if not rows or dismissed(term, key):
        raise Rejection(_already_said(term, key))
    bearer, row = rows[0]
    return NameTie.objects.create(name=bearer.name_of(row), key=key, term=term, user=user, reason=reason)


@transaction.atomic
def undo(word: NameTie, user: User) -> None:
    """Take a word back: the spelling is forgotten, and what it alone had tied is nobody's again."""
    Term.objects.select_for_update().get(pk=word.term_id)
    word = NameTie.objects.select_for_update(of=("self",)).select_related("person", "term").get(pk=word.pk)
    if word.undone_at is not None:
        raise Rejection(_("Somebody has taken this back meanwhile."))
    word.undone_at, word.undone_by = timezone.now(), user
    word.save(update_fields=["undone_at", "undone_by"])
    person = word.person
    if person is None:
        return
    evidence = Evidence(user=user, reason=_("A decision on a name was taken back."))
    if word.touched.get("spelling"):
        _forget(person, word.key, evidence)
    kept = [tuple(mark) for mark in word.touched.get("before", [])]
    for bearer, row in _borne(word):
        if _mark(bearer, row) not in kept:
            name_row(bearer, row, None, evidence)


def dismissed(term: Term, key: str) -> bool:
    """Tell whether somebody has said that a name is no councillor's in a term."""
    return NameTie.objects.in_force().of_everything().filter(term=term, key=key, person=None).exists()


def _already_said(term: Term, key: str) -> str:
    last = NameTie.objects.in_force().for_list().filter(term=term, key=key).first()
    if last is None:
        return _("Nothing waits under this name any more.")
    told = {"who": last.user.get_username(), "person": last.person or "–"}
    if last.person is None:
        return _("%(who)s has said meanwhile that this name is no councillor's.") % told
    return _("%(who)s has said meanwhile that this name means %(person)s.") % told


def namesakes(term: Term, key: str) -> list[Person]:
    """Give the people of a term who bear the name, by a spelling or by a person's word."""
    said = NameTie.objects.in_force().of_everything().filter(term=term, key=key, person__isnull=False)
    named = Person.objects.in_term(term).filter(names__key=key)
    return list(Person.objects.filter(Q(pk__in=named) | Q(pk__in=said.values("person"))))


def _refuse_namesakes(term: Term, key: str, person: Person) -> None:
    if any(each != person for each in namesakes(term, key)):
        raise Rejection(_("Somebody else of this term bears this name too: say for each meeting who is meant."))


def named_beside(rows: list[Waiting]) -> dict[int, list[Any]]:
    """Give the papers in which these names stand, by the people whom the same papers name already."""
    found: dict[int, list[Any]] = {}
    for model, paper in ONCE.items():
        papers = [getattr(row, f"{paper}_id") for bearer, row in rows if bearer.model is model]
        beside = model._default_manager.filter(**{f"{paper}__in": papers, "person__isnull": False})
        layers = {(row.meeting_id, row.layer) for bearer, row in rows if bearer.model is Attendance}
        for other in beside.select_related(paper):
            if model is not Attendance or (other.meeting_id, other.layer) in layers:
                found.setdefault(other.person_id, []).append(getattr(other, paper))
    return found


def _refuse_named_beside(rows: list[Waiting], person: Person) -> None:
    papers = named_beside(rows).get(person.pk, [])
    if papers:
        told = {"person": person, "papers": "; ".join(str(paper) for paper in papers[:SHOWN]), "count": len(papers)}
        text = _("%(person)s is named beside this name in the same paper, so it means somebody else: %(papers)s.")
        raise Rejection(text % told)


def _in_other_terms(term: Term, key: str, person: Person) -> list[Waiting]:
    """Give what the spelling ties in the person's other terms: a document of theirs read again would find it too."""
    others = Term.objects.filter(mandates__person=person).exclude(pk=term.pk).distinct()
    sure = [each for each in others if namesakes(each, key) in ([], [person]) and not dismissed(each, key)]
    rows = [row for each in sure for row in waiting_rows(each, key)]
    return [each for each in rows if person.pk not in named_beside([each])]


def _borne(word: NameTie) -> Iterator[Waiting]:
    """Give the rows that bear this name and are the person's, in the reach of the word."""
    for bearer in BEARERS:
        for row in bearer.rows().filter(**{bearer.person: word.person}):
            in_scope = _in_scope(bearer, row, word.meeting, word.interpellation)
            if in_scope and name_key(bearer.name_of(row)) == word.key:
                yield bearer, row


def _mark(bearer: Bearer, row: Any) -> tuple[str, int, str]:
    """Say which row it is, in words that outlive it: a roll call read again has new rows for the same vote."""
    return bearer.model._meta.label, bearer.record_of(row).pk, bearer.name_of(row)


def _learn(person: Person, name: str, evidence: Evidence) -> bool:
    """Keep a spelling of a person's name and tell whether it is new."""
    if person.names.filter(key=name_key(name)).exists():
        return False
    before = _spellings(person)
    person.names.create(name=name)
    change_of(person, SPELLINGS, before, _spellings(person), evidence).save()
    return True


def _forget(person: Person, key: str, evidence: Evidence) -> None:
    before = _spellings(person)
    if person.names.filter(key=key).delete()[0]:
        change_of(person, SPELLINGS, before, _spellings(person), evidence).save()


def _spellings(person: Person) -> str:
    return "; ".join(person.names.order_by("pk").values_list("name", flat=True))
