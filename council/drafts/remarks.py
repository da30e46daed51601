"""Remarks to recorded votes as documents state them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from council.drafts.base import Text
from council.drafts.sessions import MeetingRef
from watchdog.ingest.source import Draft


class Speaker(StrEnum):
    """Who says that a vote was not as it is recorded."""

    PERSON = "person"
    """The person whose vote it is."""
    OFFICE = "office"
    PRESS = "press"
    """The press, or an organisation."""


class RemarkDraft(Draft):
    """What somebody says of a vote, or of one person's choice in it; the vote is named as its own document names it."""

    meeting: MeetingRef
    number: int | None = None
    """The vote's running number in its meeting, where it is known."""
    subject: Text
    """The question, as in the vote."""
    on: date | None = None
    """The day of the vote; a document has to say it, a volunteer points at the vote itself."""
    about: str = ""
    """Whose choice, as printed; empty for the vote as a whole."""
    said_by: Speaker
    speaker: str = ""
    """The name of who says it."""
    said_on: date | None = None
    mistaken: bool = False
    """It says that the vote was cast by mistake (omyłkowo)."""
    text: Text

    @model_validator(mode="after")
    def _a_person_speaks_of_own_vote(self) -> RemarkDraft:
        if self.said_by is Speaker.PERSON and not self.about:
            raise ValueError("nie podano, o czyim głosie mówi ta osoba")
        if self.said_on and self.on and self.said_on < self.on:
            raise ValueError("uwaga jest wcześniejsza niż głosowanie")
        return self
