"""Tables of the council's records: people, sessions, committees, votes, interpellations. Free of models."""

from council.importing.committees import COMMITTEES
from council.importing.interpellations import INTERPELLATIONS
from council.importing.people import PEOPLE
from council.importing.sessions import SESSIONS
from council.importing.votes_long import VOTES_LONG
from council.importing.votes_wide import VOTES_WIDE
from watchdog.backroom.importing.kinds import introduce

introduce(PEOPLE, SESSIONS, COMMITTEES, VOTES_LONG, VOTES_WIDE, INTERPELLATIONS)
