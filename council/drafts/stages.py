"""The way of a draft resolution as documents state it: who tabled it, and what happened to it on which day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from council.drafts.base import Text
from council.drafts.sessions import MeetingRef
from watchdog.ingest.source import Draft


class Initiator(StrEnum):
    """Who may table a draft; what a club, a group and residents need for it stands in the city's statute."""

    UNKNOWN = ""
    MAYOR = "mayor"
    COMMITTEE = "committee"
    CLUB = "club"
    COUNCILLORS = "councillors"
    """A group of councillors."""
    CHAIR = "chair"
    RESIDENTS = "residents"
    """Obywatelska inicjatywa uchwałodawcza (art. 41a); their names are never kept."""


class Stage(StrEnum):
    """What may happen to a draft, in the order in which it usually does."""

    TABLED = "tabled"
    NUMBERED = "numbered"
    """It was given its print number."""
    REFERRED = "referred"
    """Sent to a committee."""
    OPINION = "opinion"
    """A committee gave its opinion."""
    AMENDED = "amended"
    """The mover's own amendments (autopoprawka)."""
    ON_AGENDA = "on_agenda"
    TAKEN_OFF = "taken_off"
    WITHDRAWN = "withdrawn"
    """The mover took it back."""
    SENT_BACK = "sent_back"
    DISCUSSED = "discussed"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    DELIVERED = "delivered"
    """The resolution reached the supervising authority."""


class DraftStageDraft(Draft):
    """One event on the way of a draft; it may also say what the draft is called and who tabled it."""

    term: Text
    print_number: Text
    stage: Stage
    day: date | None = None
    committee: str = ""
    """The committee's full name, where the event is a committee's."""
    meeting: MeetingRef | None = None
    """The meeting at which it happened, where the document names one."""
    words: str = ""
    """As the document words it."""
    title: str = ""
    initiator: Initiator = Initiator.UNKNOWN
    initiator_name: str = ""
    """As printed: „Klub Radnych …”, „Komisja …”, names of councillors."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> DraftStageDraft:
        if self.initiator_name and self.initiator is Initiator.UNKNOWN:
            raise ValueError("podano nazwę projektodawcy, a nie podano, kim jest")
        if self.stage in (Stage.REFERRED, Stage.OPINION) and not self.committee:
            raise ValueError("nie podano komisji")
        return self
