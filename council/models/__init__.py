"""The council's record: who sat in it, when it met, what it was asked, how each person answered, what it decided."""

from council.models.attendance import Attendance
from council.models.committees import BodyMembership, CommitteeTerm, Opinion
from council.models.interpellations import Interpellation, InterpellationAuthor
from council.models.merging import PersonMerge, PersonRedirect
from council.models.names import NameTie
from council.models.people import Club, ClubMembership, Mandate, Person, PersonName, Term
from council.models.petitions import Petition
from council.models.remarks import Remark
from council.models.resolutions import DraftResolution, Resolution
from council.models.rulings import ResolutionRelation, Ruling
from council.models.sessions import AgendaItem, Body, Meeting, Session, Sitting
from council.models.stages import DraftStage
from council.models.states import DraftState, LegalStanding
from council.models.texts import MinutesPage, Passage, TimeCode
from council.models.votes import Ballot, Vote

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Body",
    "BodyMembership",
    "Club",
    "ClubMembership",
    "CommitteeTerm",
    "DraftResolution",
    "DraftStage",
    "DraftState",
    "Interpellation",
    "InterpellationAuthor",
    "LegalStanding",
    "Mandate",
    "Meeting",
    "MinutesPage",
    "NameTie",
    "Opinion",
    "Passage",
    "Person",
    "PersonMerge",
    "PersonName",
    "PersonRedirect",
    "Petition",
    "Remark",
    "Resolution",
    "ResolutionRelation",
    "Ruling",
    "Session",
    "Sitting",
    "Term",
    "TimeCode",
    "Vote",
]
