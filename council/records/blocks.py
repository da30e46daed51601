"""How the council's records stand inside an article: a vote, a session, a person, each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from council.models import Meeting, Person, Vote
from council.presenters.people import club_labels
from council.presenters.rows import row
from council.presenters.sessions import name_of

Contexts = Mapping[str, Mapping[str, Any]]


def votes(keys: Collection[str]) -> Contexts:
    """Give votes by the tail of their addresses, in one query."""
    found = Vote.objects.for_list().filter(slug__in=keys)
    return {vote.slug: {"row": row(vote)} for vote in found}


def sessions(keys: Collection[str]) -> Contexts:
    """Give sessions by term and number (``2018-2024/23``), or by term and day, in two queries."""
    terms: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        term, _slash, tail = key.partition("/")
        terms[term].add(tail)
    held = Meeting.objects.sessions().for_list().prefetch_related("sittings").filter(term__slug__in=terms)
    found = {f"{session.term.slug}/{session.key}": session for session in held.order_by("pk")}
    return {key: _session(found[key]) for key in keys if key in found}


def _session(session: Meeting) -> Mapping[str, Any]:
    return {"session": session, "name": name_of(session), "days": [sitting.day for sitting in session.sittings.all()]}


def people(keys: Collection[str]) -> Contexts:
    """Give people by the tail of their addresses, in three queries."""
    found = Person.objects.for_list().filter(slug__in=keys)
    return {
        person.slug: {"person": person, "terms": person.terms_held, "clubs": club_labels(person)} for person in found
    }
