"""Municipal companies as documents state them: the city's share on a day, and who runs or oversees a company."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import Field, StringConstraints, model_validator

from watchdog.core.ids import krs, nip, regon
from watchdog.core.text import fold
from watchdog.ingest.source import Draft

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class LegalForm(StrEnum):
    """In which form of the commercial companies code a company is run."""

    UNKNOWN = ""
    LIMITED = "sp_z_oo"
    STOCK = "sa"


class Extent(StrEnum):
    """How much of a company is the city's, as far as a document says it."""

    UNKNOWN = ""
    WHOLE = "whole"
    MAJORITY = "majority"
    MINORITY = "minority"


class BoardBody(StrEnum):
    """Which body of a company somebody sits in."""

    MANAGEMENT = "management"
    SUPERVISORY = "supervisory"


class Span(NamedTuple):
    """The days between which something was so; ``2020-07`` is the whole of July, an unknown day is two ``None``."""

    first: date | None
    last: date | None


def span(text: str) -> Span:
    """Read ``2024-06-10``, ``2020-07``, ``2014`` or ``2020/2021``; raise ``ValueError`` in Polish for anything else."""
    if not text:
        return Span(None, None)
    years = re.fullmatch(r"(\d{4})/(\d{4})", text)
    if years:
        return Span(date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    try:
        return _span(*(int(part) if part else None for part in parts.groups())) if parts else _refuse(text)
    except ValueError:
        return _refuse(text)


def _span(year: int | None, month: int | None, day: int | None) -> Span:
    first = date(year or 0, month or 1, day or 1)
    last_month = month or 12
    return Span(first, date(first.year, last_month, day or monthrange(first.year, last_month)[1]))


def _refuse(text: str) -> Span:
    raise ValueError(f"„{text}” nie jest dniem, miesiącem ani rokiem.")


class _Dated(Draft):
    """A statement that held on some day, known as exactly as its document says it."""

    as_of_first: date | None = None
    as_of_last: date | None = None

    @model_validator(mode="after")
    def _days_stand_in_order(self) -> Self:
        if (self.as_of_first is None) != (self.as_of_last is None):
            raise ValueError("stan ma tylko jeden z dwóch dni")
        if self.as_of_first and self.as_of_last and self.as_of_first > self.as_of_last:
            raise ValueError("pierwszy dzień jest późniejszy niż ostatni")
        return self


class CompanyDraft(_Dated):
    """What one document says of one company on one day; another day or another document is another draft."""

    name: Text
    """As printed, with the legal form."""
    form: LegalForm = LegalForm.UNKNOWN
    krs: str = ""
    nip: str = ""
    regon: str = ""
    share_percent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=4)] | None = None
    """The city's share of the capital."""
    share_words: str = ""
    """The share where the document says it in words."""
    shares: Annotated[int, Field(ge=0)] | None = None
    value: Annotated[Decimal, Field(ge=0, decimal_places=2)] | None = None
    """The value of the city's shares as the document gives it, in złoty; nominal or market, it seldom says which."""

    @model_validator(mode="after")
    def _numbers_are_valid(self) -> Self:
        for label, text, check in (("KRS", self.krs, krs), ("NIP", self.nip, nip), ("REGON", self.regon, regon)):
            if text and check(text) != text:
                raise ValueError(f"„{text}” nie jest poprawnym numerem {label}")
        return self

    @property
    def says_share(self) -> bool:
        """Whether the document says anything of the city's share."""
        return any(value not in (None, "") for value in (self.share_percent, self.share_words, self.shares, self.value))

    @property
    def extent(self) -> Extent:
        """Say how much is the city's: by the percentage, else by the words „większościowy” and „100 %”."""
        if self.share_percent is not None:
            return _extent(self.share_percent)
        return Extent.MAJORITY if "wiekszosciow" in fold(self.share_words) else Extent.UNKNOWN


def _extent(percent: Decimal) -> Extent:
    if percent == 100:
        return Extent.WHOLE
    return Extent.MAJORITY if percent > 50 else Extent.MINORITY


class BoardMemberDraft(_Dated):
    """Somebody who sits or sat in a body of a company, named as printed."""

    company: Text
    name: Text
    body: BoardBody
    role: str = ""
    """As printed: prezes, wiceprezes, członek rady nadzorczej."""
    appointed_by: str = ""
    """Who pointed at this person, in the document's words."""
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError("koniec jest wcześniejszy niż początek")
        return self
