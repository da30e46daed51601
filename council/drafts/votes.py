"""Votes as documents state them: the question, the printed counters, one ballot a person."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from council.drafts.base import Count, Text
from council.drafts.sessions import MeetingRef
from watchdog.ingest.source import Draft


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


class VoteKind(StrEnum):
    """What a question was about; only a resolution's final vote leads to a resolution."""

    UNKNOWN = ""
    RESOLUTION = "resolution"
    AMENDMENT = "amendment"
    PROCEDURAL = "procedural"
    """Wniosek formalny: an item put on or taken off the agenda, a break, the end of a discussion, limited speaking."""
    QUORUM = "quorum"
    """A check of who is present; nobody is for or against."""
    MINUTES = "minutes"
    AGENDA = "agenda"
    PLANNING_REMARK = "planning_remark"
    """A remark to a local plan (uwaga do mpzp)."""
    ELECTION = "election"
    """A choice or recall of a person."""
    PACKAGE = "package"
    """Several questions put together (głosowanie pakietowe, na liście)."""
    REPEATED = "repeated"
    """Reasumpcja: the same question put once more."""
    POSITION = "position"
    """Stanowisko, apel, rezolucja, deklaracja."""
    OTHER = "other"


class MajorityRule(StrEnum):
    """Which majority a document says that a question needed; empty where it does not say."""

    UNSTATED = ""
    ORDINARY = "ordinary"
    ABSOLUTE = "absolute"
    STATUTORY = "statutory"
    THREE_FIFTHS = "three_fifths"


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
    key: str = ""
    """What a voting system calls this vote, ``<system>:<id>``: it stays when the wording is corrected, and two votes
    worded alike have one each. Empty where the document is no answer of such a system."""
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
    kind: VoteKind = VoteKind.UNKNOWN
    """As the document says it; empty where only the words of the question tell."""
    majority: MajorityRule = MajorityRule.UNSTATED
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
