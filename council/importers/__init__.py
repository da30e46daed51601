"""
The only writers of the council's public records.

A draft read from a document and a form filled in the admin come the same way: ``STORE`` names who takes which draft.
Each store function answers ``Stored``; it raises ``Unreadable("other_city", …)`` when the whole document speaks of
another council, and ``Rejection`` when this one draft cannot become a record. What a person corrects of a stored record
goes through ``council.importers.corrections``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from council.drafts import (
    AgendaItemDraft,
    ClubMembershipDraft,
    InterpellationDraft,
    LetterDraft,
    PersonDraft,
    ResolutionDraft,
    SessionDraft,
    VoteDraft,
)
from council.importers.clubs import store_membership
from council.importers.interpellations import store_interpellation
from council.importers.letters import store_letter
from council.importers.meetings import store_agenda_item, store_session
from council.importers.people import store_person
from council.importers.resolutions import store_resolution
from council.importers.votes import store_vote
from watchdog.archive.writing import Evidence, Stored

STORE: dict[type, Callable[[Any, Evidence], Stored]] = {
    PersonDraft: store_person,
    ClubMembershipDraft: store_membership,
    SessionDraft: store_session,
    AgendaItemDraft: store_agenda_item,
    ResolutionDraft: store_resolution,
    VoteDraft: store_vote,
    InterpellationDraft: store_interpellation,
    LetterDraft: store_letter,
}

__all__ = [
    "STORE",
    "store_agenda_item",
    "store_interpellation",
    "store_letter",
    "store_membership",
    "store_person",
    "store_resolution",
    "store_session",
    "store_vote",
]
