"""Importers of drafts that a person typed: a document knows a name alone, a person also knows whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model

from council.drafts import (
    AttendanceDraft,
    BodyMembershipDraft,
    ClubMembershipDraft,
    PersonDraft,
    RemarkDraft,
    VoteDraft,
)
from council.importers.attendance import store_attendance
from council.importers.clubs import store_membership
from council.importers.committees import store_body_membership
from council.importers.people import store_person
from council.importers.remarks import store_remark
from council.importers.votes import store_vote
from council.models import Person, Vote
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.drafts import Known, StoreTyped
from watchdog.ingest.source import Rejection

Pointed = TypeVar("Pointed", bound=Model)


def _pointing(store: Callable[..., Stored], name: str, model: type[Pointed]) -> StoreTyped:
    """Let an importer take whom or what the person has pointed at, if anything."""

    def stored(draft: Any, evidence: Evidence, known: Known) -> Stored:
        return store(draft, evidence, _found(model, known[name]) if name in known else None)

    return stored


def _found(model: type[Pointed], key: int) -> Pointed:
    found = model._default_manager.filter(pk=key).first()
    if found is None:
        raise Rejection("Nie ma już osoby albo głosowania, które tu wskazano: otwórz wpis i wskaż jeszcze raz.")
    return found


def _vote(draft: VoteDraft, evidence: Evidence, known: Known) -> Stored:
    return store_vote(draft, evidence, known.get("meant"))


STORE_TYPED: dict[type, StoreTyped] = {
    AttendanceDraft: _pointing(store_attendance, "person", Person),
    BodyMembershipDraft: _pointing(store_body_membership, "person", Person),
    ClubMembershipDraft: _pointing(store_membership, "person", Person),
    PersonDraft: _pointing(store_person, "person", Person),
    RemarkDraft: _pointing(store_remark, "vote", Vote),
    VoteDraft: _vote,
}
