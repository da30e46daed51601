"""
Figures made of votes, each with the smallest sample under which it stays silent.

Only what documents state is counted: inferred records and ballots outside a mandate never enter a figure.
"""

from council.stats.attendance import ATTENDANCE_MINIMUM, AttendanceFigures, Record, attendance_of, records_of
from council.stats.choices import AGREEMENT_MINIMUM, CAST, MINIMUM, POSITION, Share, differs, usual_choice
from council.stats.figures import (
    ClubFigures,
    CouncilFigures,
    PersonFigures,
    figures_of,
    figures_of_club,
    figures_of_council,
)
from council.stats.pairs import added, agreement, agreement_of_clubs, agreements
from council.stats.rolls import EMPTY, Roll, VoteSet, roll_of, rolls_of

__all__ = [
    "AGREEMENT_MINIMUM",
    "ATTENDANCE_MINIMUM",
    "CAST",
    "EMPTY",
    "MINIMUM",
    "POSITION",
    "AttendanceFigures",
    "ClubFigures",
    "CouncilFigures",
    "PersonFigures",
    "Record",
    "Roll",
    "Share",
    "VoteSet",
    "added",
    "agreement",
    "agreement_of_clubs",
    "agreements",
    "attendance_of",
    "differs",
    "figures_of",
    "figures_of_club",
    "figures_of_council",
    "records_of",
    "roll_of",
    "rolls_of",
    "usual_choice",
]
