"""The council's record: who sat in it, when it met, what it was asked, how each person answered, what it decided."""

from council.models.interpellations import Interpellation, InterpellationAuthor
from council.models.people import Club, ClubMembership, Mandate, Person, PersonName, Term
from council.models.remarks import Remark
from council.models.resolutions import DraftResolution, Resolution
from council.models.sessions import AgendaItem, Body, Meeting, Session, Sitting
from council.models.votes import Ballot, Vote

__all__ = [
    "AgendaItem",
    "Ballot",
    "Body",
    "Club",
    "ClubMembership",
    "DraftResolution",
    "Interpellation",
    "InterpellationAuthor",
    "Mandate",
    "Meeting",
    "Person",
    "PersonName",
    "Remark",
    "Resolution",
    "Session",
    "Sitting",
    "Term",
    "Vote",
]
