"""Petitions as documents state them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from council.drafts.base import Text
from watchdog.core.privacy import NATURAL_PERSON, names_a_person
from watchdog.ingest.source import Draft


class PetitionerKind(StrEnum):
    UNKNOWN = ""
    PERSON = "person"
    """A private person, or several: never named."""
    GROUP = "group"
    """A group of residents under a name of its own („Ratujmy Wilcze Doły”)."""
    ORGANISATION = "organisation"
    """An association, a foundation, a parish, a party."""
    FIRM = "firm"


NAMED_OTHERWISE = (PetitionerKind.GROUP, PetitionerKind.ORGANISATION)
"""Never called by a given name and a family name alone; a firm may be (a sole trader's is)."""


class PetitionOutcome(StrEnum):
    """What became of a petition."""

    UNKNOWN = ""
    GRANTED = "granted"
    REFUSED = "refused"
    LEFT = "left"
    """Left without consideration (pozostawiona bez rozpatrzenia)."""
    WITHDRAWN = "withdrawn"
    TAKEN_OFF = "taken_off"
    """The matter was taken off the agenda."""


class PetitionDraft(Draft):
    """A petition to the council or to the mayor; its day may be known by month or year alone."""

    council: str = ""
    year: Annotated[int, Field(ge=1990, le=2200)]
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    received_on: date | None = None
    petitioner_kind: PetitionerKind = PetitionerKind.UNKNOWN
    petitioner: str = ""
    """As printed; of a private person only „osoba fizyczna”."""
    to_council: bool = False
    to_mayor: bool = False
    subject: Text
    outcome: PetitionOutcome = PetitionOutcome.UNKNOWN
    outcome_words: str = ""
    """What became of it, as the source words it."""
    decided_on: date | None = None
    committee: str = ""
    """Which committee took it up, by its full name."""
    committee_opinion: str = ""
    """What the committee said, as the source words it, with the day where it gives one."""
    resolution: str = ""
    """The number of the resolution that decided it."""
    session: Annotated[int, Field(ge=1, le=200)] | None = None
    """The number of the session that dealt with it, in the term of ``decided_on``."""
    reasons: str = ""

    @model_validator(mode="before")
    @classmethod
    def _person_without_a_name(cls, values: object) -> object:
        """Put the mask where a source says only that it was a private person."""
        if isinstance(values, dict) and values.get("petitioner_kind") == PetitionerKind.PERSON:
            return {**values, "petitioner": values.get("petitioner") or NATURAL_PERSON}
        return values

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> PetitionDraft:
        if self.petitioner_kind is PetitionerKind.PERSON and self.petitioner != NATURAL_PERSON:
            raise ValueError("nazwiska osoby fizycznej nie zapisujemy; wpisz „osoba fizyczna”")
        if self.petitioner_kind in NAMED_OTHERWISE and names_a_person(self.petitioner):
            raise ValueError("podano imię i nazwisko zamiast nazwy; osobę fizyczną wpisz jako „osoba fizyczna”")
        if bool(self.petitioner_kind) != bool(self.petitioner):
            raise ValueError("podaj i kto wniósł petycję, i kim jest, albo żadnego z nich")
        if self.received_on and (self.received_on.year, self.received_on.month) != (self.year, self.month):
            raise ValueError("dzień wpływu nie należy do podanego roku i miesiąca")
        if self.session and not self.decided_on:
            raise ValueError("podano numer sesji, a nie podano dnia rozstrzygnięcia")
        return self
