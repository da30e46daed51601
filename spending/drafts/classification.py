"""The budget classification: codes and names as a regulation gives them, valid from a day to a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from watchdog.ingest.source import Draft

LENGTHS = {"dzial": 3, "rozdzial": 5, "revenue": 3, "expenditure": 3, "group": 4, "financing": 1}


class CodeKind(StrEnum):
    """Which list a code stands in; paragraphs of revenue and of expenditure are two lists with the same digits."""

    DZIAL = "dzial"
    ROZDZIAL = "rozdzial"
    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    GROUP = "group"
    FINANCING = "financing"


class ClassificationCodeDraft(Draft):
    """One code and its name."""

    kind: CodeKind
    code: Annotated[str, StringConstraints(pattern=r"^\d{1,5}$")]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    valid_from: date
    valid_until: date | None = None

    @model_validator(mode="after")
    def _is_as_long_as_its_kind(self) -> Self:
        if len(self.code) != LENGTHS[self.kind]:
            raise ValueError(f"kod „{self.code}” ma złą długość")
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("kod przestaje obowiązywać, zanim zacznie")
        return self
