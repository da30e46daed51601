"""Resolutions as documents state them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from council.drafts.base import Text
from watchdog.ingest.source import Draft


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
