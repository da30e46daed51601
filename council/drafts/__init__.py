"""
The council's records as documents state them.

Sources build these; ``council.importers`` stores them. Nothing here knows the database or Django.
"""

from council.drafts.attendance import AttendanceDraft, Layer, Presence
from council.drafts.base import Count, Text
from council.drafts.committees import BodyMembershipDraft, BodyRole, CommitteeDraft, OpinionDraft, Verdict
from council.drafts.interpellations import AnswerState, InterpellationDraft, InterpellationKind, LetterDraft, LetterRole
from council.drafts.people import ClubMembershipDraft, PersonDraft
from council.drafts.petitions import PetitionDraft, PetitionerKind, PetitionOutcome
from council.drafts.remarks import RemarkDraft, Speaker
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
from council.drafts.texts import MinutesPageDraft, PassageDraft, TimeCodeDraft
from council.drafts.votes import BallotDraft, Choice, MajorityRule, Official, Result, VoteDraft, VoteKind

__all__ = [
    "AgendaItemDraft",
    "AnswerState",
    "AttendanceDraft",
    "BallotDraft",
    "BodyKind",
    "BodyMembershipDraft",
    "BodyRole",
    "Choice",
    "ClubMembershipDraft",
    "CommitteeDraft",
    "Count",
    "DraftStageDraft",
    "Initiator",
    "InterpellationDraft",
    "InterpellationKind",
    "Layer",
    "LetterDraft",
    "LetterRole",
    "MajorityRule",
    "MeetingRef",
    "MinutesPageDraft",
    "Official",
    "OpinionDraft",
    "PassageDraft",
    "PersonDraft",
    "PetitionDraft",
    "PetitionOutcome",
    "PetitionerKind",
    "Presence",
    "RelationKind",
    "RemarkDraft",
    "ResolutionDraft",
    "ResolutionRelationDraft",
    "Result",
    "RulingDraft",
    "RulingEffect",
    "SessionDraft",
    "Speaker",
    "Stage",
    "Text",
    "TimeCodeDraft",
    "Validity",
    "Verdict",
    "VoteDraft",
    "VoteKind",
]
