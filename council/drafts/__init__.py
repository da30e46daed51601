"""
The council's records as documents state them.

Sources build these; ``council.importers`` stores them. Nothing here knows the database or Django.
"""

from council.drafts.base import Count, Text
from council.drafts.interpellations import AnswerState, InterpellationDraft, InterpellationKind, LetterDraft, LetterRole
from council.drafts.people import ClubMembershipDraft, PersonDraft
from council.drafts.resolutions import ResolutionDraft, RulingDraft, RulingEffect, Validity
from council.drafts.sessions import AgendaItemDraft, BodyKind, MeetingRef, SessionDraft
from council.drafts.votes import BallotDraft, Choice, MajorityRule, Official, Result, VoteDraft, VoteKind

__all__ = [
    "AgendaItemDraft",
    "AnswerState",
    "BallotDraft",
    "BodyKind",
    "Choice",
    "ClubMembershipDraft",
    "Count",
    "InterpellationDraft",
    "InterpellationKind",
    "LetterDraft",
    "LetterRole",
    "MajorityRule",
    "MeetingRef",
    "Official",
    "PersonDraft",
    "ResolutionDraft",
    "Result",
    "RulingDraft",
    "RulingEffect",
    "SessionDraft",
    "Text",
    "Validity",
    "VoteDraft",
    "VoteKind",
]
