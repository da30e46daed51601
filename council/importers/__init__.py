"""
The only writers of the council's public records.

A draft read from a document and a form filled in the admin come the same way: ``STORE`` names who takes which draft.
Each store function answers ``Stored``; it raises ``Unreadable("other_city", …)`` when the whole document speaks of
another council, and ``Rejection`` when this one draft cannot become a record. ``STORE_TYPED`` names those that also ask
what a person knows beside the draft. What a person corrects of a stored record
goes through ``council.importers.corrections``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from council.drafts import (
    AgendaItemDraft,
    AttendanceDraft,
    BodyMembershipDraft,
    ClubMembershipDraft,
    CommitteeDraft,
    DraftStageDraft,
    InterpellationDraft,
    LetterDraft,
    MinutesPageDraft,
    OpinionDraft,
    PassageDraft,
    PersonDraft,
    PetitionDraft,
    RemarkDraft,
    ResolutionDraft,
    ResolutionRelationDraft,
    RulingDraft,
    SessionDraft,
    TimeCodeDraft,
    VoteDraft,
)
from council.importers.attendance import store_attendance
from council.importers.clubs import store_membership
from council.importers.committees import store_body_membership, store_committee, store_opinion
from council.importers.interpellations import store_interpellation
from council.importers.letters import store_letter
from council.importers.meetings import store_agenda_item, store_session
from council.importers.people import store_person
from council.importers.petitions import store_petition
from council.importers.remarks import store_remark
from council.importers.resolutions import store_resolution
from council.importers.rulings import store_relation, store_ruling
from council.importers.stages import store_stage
from council.importers.texts import store_minutes_page, store_passage, store_time_code
from council.importers.typed import STORE_TYPED
from council.importers.votes import store_vote
from watchdog.archive.writing import Evidence, Stored

STORE: dict[type, Callable[[Any, Evidence], Stored]] = {
    PersonDraft: store_person,
    ClubMembershipDraft: store_membership,
    SessionDraft: store_session,
    AgendaItemDraft: store_agenda_item,
    ResolutionDraft: store_resolution,
    VoteDraft: store_vote,
    DraftStageDraft: store_stage,
    RulingDraft: store_ruling,
    ResolutionRelationDraft: store_relation,
    InterpellationDraft: store_interpellation,
    MinutesPageDraft: store_minutes_page,
    PassageDraft: store_passage,
    TimeCodeDraft: store_time_code,
    PetitionDraft: store_petition,
    CommitteeDraft: store_committee,
    BodyMembershipDraft: store_body_membership,
    OpinionDraft: store_opinion,
    AttendanceDraft: store_attendance,
    RemarkDraft: store_remark,
    LetterDraft: store_letter,
}

__all__ = [
    "STORE",
    "STORE_TYPED",
    "store_agenda_item",
    "store_attendance",
    "store_body_membership",
    "store_committee",
    "store_interpellation",
    "store_letter",
    "store_membership",
    "store_minutes_page",
    "store_opinion",
    "store_passage",
    "store_person",
    "store_petition",
    "store_relation",
    "store_remark",
    "store_resolution",
    "store_ruling",
    "store_session",
    "store_stage",
    "store_time_code",
    "store_vote",
]
