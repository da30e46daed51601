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
    journal_on: date | None = None
    """The day of the journal's issue."""
    in_force_on: date | None = None
    """As the act itself, or its publisher, dates its entry into force; never computed."""
    eli: str = ""
    """The act's address in the journal (European Legislation Identifier)."""
    guid: str = ""
    """The number that the editor of legal acts prints in the foot („Id: …”)."""


class RulingEffect(StrEnum):
    """What an authority or a court did to a resolution."""

    UNKNOWN = ""
    OPENED = "opened"
    """Proceedings were opened; of their end we know nothing."""
    INVALID = "invalid"
    PARTLY_INVALID = "partly_invalid"
    REMARKED = "remarked"
    """A breach of law was stated, and the resolution stands (nieistotne naruszenie prawa)."""
    UPHELD = "upheld"
    """A complaint was dismissed, or a ruling against the resolution was quashed."""


class RulingDraft(Draft):
    """A supervisory ruling or a judgment on a resolution, or the opening of proceedings."""

    council: str = ""
    resolution: str = ""
    """``II/24/2018``; empty where the source gives no number."""
    subject: str = ""
    """What the ruling is about in the source's words, where it does not name the resolution by number."""
    authority_name: Text
    """Who ruled, as printed: „Wojewoda Śląski”, „RIO w Katowicach”, „WSA w Gliwicach”."""
    number: str = ""
    """Its signature: ``NPII.4131.1.38.2019``, ``II SA/Gl 277/10``."""
    ruled_on: date | None = None
    year: Annotated[int, Field(ge=1990, le=2200)]
    effect: RulingEffect = RulingEffect.UNKNOWN
    final: bool | None = None
    """Whether it is final (prawomocne), as far as the source says."""
    words: str = ""
    """What it says, in our own words."""
    journal_year: int | None = None
    journal_position: str = ""


class RelationKind(StrEnum):
    """What one act does to another."""

    CHANGES = "changes"
    REPEALS = "repeals"
    CONSOLIDATES = "consolidates"
    """It announces the whole text with every change in it (tekst jednolity)."""
    EXECUTES = "executes"


class ResolutionRelationDraft(Draft):
    """One act of the council changes, repeals, consolidates or executes another one."""

    council: str = ""
    resolution: Text
    """Number of the act that does so."""
    kind: RelationKind
    target: Text
    """Number of the act to which it is done."""
    words: str = ""
    """As the document words it."""
