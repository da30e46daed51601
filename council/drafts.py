"""
The council's records as documents state them.

Sources build these; ``council.importers`` stores them. Nothing here knows the database or Django.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from watchdog.core.text import name_key
from watchdog.ingest.source import Draft

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Count = Annotated[int, Field(ge=0, le=1000)]


class Choice(StrEnum):
    """What a person did when the question was put (DOMAIN: canonical vote values)."""

    FOR = "za"
    AGAINST = "przeciw"
    ABSTAIN = "wstrzymal_sie"
    ABSENT = "nieobecny"
    NOT_VOTING = "nie_glosowal"
    """Present, and no vote recorded: OBECNY, NIEODDANY, BRAK GŁOSU."""
    EXCLUDED = "wylaczony"
    """Barred by own legal interest, art. 25a of the act on municipal self-government."""


class Result(StrEnum):
    """What the record says became of the question."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = ""


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


class BallotDraft(BaseModel):
    """One name on a roll call."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: Text
    """As printed, NFC, single spaces, order unchanged."""
    choice: Choice
    label: Text
    """The choice as printed."""
    place: str = ""


class Official(BaseModel):
    """The counters a document prints; one that it does not print stays ``None`` and is never computed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    za: Count | None = None
    przeciw: Count | None = None
    wstrzymal_sie: Count | None = None
    nieobecni: Count | None = None
    nie_glosowali: Count | None = None
    eligible: Count | None = None
    """„Liczba uprawnionych”."""
    present: Count | None = None
    """„Liczba obecnych”."""


class VoteDraft(Draft):
    """A question put to the vote, with the printed counters and, where known, one ballot a person."""

    meeting: MeetingRef
    number: Annotated[int, Field(ge=1)] | None = None
    """The vote's running number in its meeting."""
    item: str = ""
    """Label of the agenda item, ``30`` or ``20a``."""
    subject: Text
    """With item number and print sign, without the vote's running number."""
    on: date | datetime | None = None
    """The day, with minutes where printed (Europe/Warsaw, naive); ``None`` where only a year is known."""
    year: Annotated[int, Field(ge=1990, le=2200)]
    secret: bool = False
    official: Official = Official()
    ballots: tuple[BallotDraft, ...] = ()
    result: Result = Result.UNKNOWN
    result_label: str = ""
    """The result as the document words it."""
    print_number: str = ""
    resolution: str = ""
    """The number of the resolution that this vote adopted; never one merely mentioned in the subject."""

    @model_validator(mode="after")
    def _secret_has_no_names(self) -> VoteDraft:
        if self.secret and self.ballots:
            raise ValueError("głosowanie tajne nie może mieć wykazu nazwisk")
        return self

    listed_as: ClassVar[str] = "votes"

    @property
    def day(self) -> date | None:
        return self.on.date() if isinstance(self.on, datetime) else self.on

    def as_reading(self) -> dict[str, Any]:
        """Give the vote as ``read --json`` lists it; the date is a bare year where no more is known."""
        when = self.on.isoformat(timespec="minutes") if isinstance(self.on, datetime) else self.on
        return {
            "subject": self.subject,
            "date": str(when or self.year),
            "secret": self.secret,
            "official": self.official.model_dump(exclude_none=True, exclude={"eligible", "present"}),
            "ballots": [ballot.model_dump(mode="json", exclude={"place"}) for ballot in self.ballots],
            "findings": [finding.model_dump() for finding in self.findings],
        }


class Validity(StrEnum):
    """What supervision or a court said of a resolution."""

    UNKNOWN = ""
    INVALID = "invalid"
    PARTLY_INVALID = "partly_invalid"


class ResolutionDraft(Draft):
    """A resolution adopted by the council."""

    council: str = ""
    number: str = ""
    """``XLIV/949/2014``; empty where the source gives none."""
    adopted_on: date | None = None
    year: Annotated[int, Field(ge=1990, le=2200)]
    title: Text
    journal_year: int | None = None
    journal_position: str = ""
    """Position in the journal of the voivodeship (Dz. Urz. Woj. Śl.), with the issue's number where it had one."""
    validity: Validity = Validity.UNKNOWN
    validity_note: str = ""
    """Which ruling, in our own words."""


class InterpellationKind(StrEnum):
    INTERPELLATION = "interpelacja"
    QUESTION = "zapytanie"
    MOTION = "wniosek"
    """Listed beside the two by some offices (Katowice); the act knows only those."""


class AnswerState(StrEnum):
    """What a document says of the answer."""

    UNKNOWN = ""
    GIVEN = "given"
    NONE = "none"
    """The document, of a day, knows of no answer."""


class InterpellationDraft(Draft):
    """An interpellation or a question to the mayor (art. 24 of the act on municipal self-government)."""

    council: str = ""
    term: Text
    form: InterpellationKind = InterpellationKind.INTERPELLATION
    number: str = ""
    """The office's case number; empty where it gives none."""
    subject: Text
    authors: tuple[Text, ...]
    """Those who asked, given names first, as printed."""
    received_on: date | None = None
    answer: AnswerState = AnswerState.UNKNOWN
    answered_on: date | None = None
    """As the document dates the answer; some offices date its publication."""
    answer_as_of: date | None = None
    """The day of a document that knows of no answer."""
    question_url: str = ""
    answer_url: str = ""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> InterpellationDraft:
        if not self.authors:
            raise ValueError("nie podano, kto pytał")
        if self.answered_on and self.answer is not AnswerState.GIVEN:
            raise ValueError("podano dzień odpowiedzi, a nie podano, że jej udzielono")
        if self.answer is AnswerState.NONE and self.answer_as_of is None:
            raise ValueError("brak odpowiedzi bez dnia, na który go stwierdzono")
        if len({name_key(name) for name in self.authors}) < len(self.authors):
            raise ValueError("ta sama osoba stoi wśród pytających dwa razy")
        return self
