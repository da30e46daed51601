"""
The council's records as documents state them.

Sources build these; ``council.importers`` stores them. Nothing here knows the database or Django.
"""

from council.drafts.base import Count, Text
from council.drafts.interpellations import AnswerState, InterpellationDraft, InterpellationKind
from council.drafts.people import ClubMembershipDraft, PersonDraft
from council.drafts.resolutions import (
    RelationKind,
    ResolutionDraft,
    ResolutionRelationDraft,
    RulingDraft,
    RulingEffect,
    Validity,
)
from council.drafts.sessions import AgendaItemDraft, BodyKind, MeetingRef, SessionDraft
from council.drafts.stages import DraftStageDraft, Initiator, Stage
from council.drafts.votes import BallotDraft, Choice, MajorityRule, Official, Result, VoteDraft, VoteKind

__all__ = [
    "AgendaItemDraft",
    "AnswerState",
    "BallotDraft",
    "BodyKind",
    "Choice",
    "ClubMembershipDraft",
    "Count",
    "DraftStageDraft",
    "Initiator",
    "InterpellationDraft",
    "InterpellationKind",
    "MajorityRule",
    "MeetingRef",
    "Official",
    "PersonDraft",
    "RelationKind",
    "ResolutionDraft",
    "ResolutionRelationDraft",
    "Result",
    "RulingDraft",
    "RulingEffect",
    "SessionDraft",
    "Stage",
    "Text",
    "Validity",
    "VoteDraft",
    "VoteKind",
]
