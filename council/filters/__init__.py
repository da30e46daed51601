"""
What the council's lists are filtered by; the same in page, export, feed and alert.

Names and values stand in addresses for years: they are Polish, short, and never renamed.
"""

from council.filters.committees import CommitteeFilter
from council.filters.interpellations import InterpellationFilter
from council.filters.people import PersonFilter
from council.filters.petitions import PetitionFilter
from council.filters.resolutions import DraftFilter, ResolutionFilter
from council.filters.sessions import SessionFilter
from council.filters.texts import TextPieceFilter
from council.filters.votes import VoteFilter

__all__ = [
    "CommitteeFilter",
    "DraftFilter",
    "InterpellationFilter",
    "PersonFilter",
    "PetitionFilter",
    "ResolutionFilter",
    "SessionFilter",
    "TextPieceFilter",
    "VoteFilter",
]
