"""Meetings and their agendas as documents state them."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from council.drafts.base import Count, Text
from watchdog.ingest.source import Draft


class BodyKind(StrEnum):
    COUNCIL = "council"
    COMMITTEE = "committee"


class MeetingRef(BaseModel):
    """Which meeting a record belongs to, as far as the document tells."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    kind: BodyKind = BodyKind.COUNCIL
    committee: str = ""
    """The committee's full name; empty for the council."""
    council: str = ""
    """The council's name as printed, in whatever case („Rady Miasta Katowice”); empty where not printed."""
    term: str = ""
    """``2018-2024``; empty where only the day tells."""
    number: Annotated[int, Field(ge=1, le=200)] | None = None
    day: date | None = None


class SessionDraft(Draft):
    """A meeting of the council (or of a committee) and the days it sat."""

    meeting: MeetingRef
    sittings: tuple[date, ...] = ()
    """Every day it sat, the first one included; empty where the day is unknown."""
    starts_at: time | None = None
    venue: str = ""
    recording: str = ""
    present: Count | None = None
    """People on the signed attendance list."""
    absent: Count | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> SessionDraft:
        if self.meeting.number is None and self.meeting.day is None:
            raise ValueError("sesja bez numeru i bez daty")
        return self


class AgendaItemDraft(Draft):
    """One item of an agenda; with a print number it also makes the draft resolution known."""

    meeting: MeetingRef
    label: Text
    """``7``, ``9.2a``, ``20b`` as printed, without the closing dot."""
    position: Annotated[int, Field(ge=1)]
    title: Text
    """Official title, without the print number."""
    print_number: str = ""
    """Numer druku, text: ``495``, ``148/2024``, ``DS-395/25``."""
    replaces: str = ""
    """The print that this one stands in for („zamiast druku nr …”)."""
    amended: bool = False
    """„z autopoprawkami”."""
