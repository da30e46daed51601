"""Interpellations and questions as documents state them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from council.drafts.base import Text
from watchdog.core.text import name_key
from watchdog.ingest.source import Draft


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
