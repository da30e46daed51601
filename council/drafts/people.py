"""People as rosters state them: mandates and clubs."""

from __future__ import annotations

from datetime import date

from council.drafts.base import Text
from watchdog.ingest.source import Draft


class PersonDraft(Draft):
    """A line of a roster: this person held a mandate in this term."""

    council: str = ""
    term: Text
    name: Text
    """Given names first, as shown."""
    club: str = ""
    committee: str = ""
    """The election committee whose list the person was elected from; not the club."""
    district: int | None = None
    votes: int | None = None
    function: str = ""
    since: date | None = None
    until: date | None = None
    start_reason: str = ""
    end_reason: str = ""


class ClubMembershipDraft(Draft):
    """A person stood in a club from one day to another."""

    council: str = ""
    term: Text
    name: Text
    """Given names first, as shown."""
    club: Text
    since: date | None = None
    until: date | None = None
