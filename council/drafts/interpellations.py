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
    """
    An interpellation or a question to the mayor (art. 24 of the act on municipal self-government).

    A list may name neither those who asked nor a day, where these stand only in the letters that it points to: then the
    letter's address (``question_url``) is what the record is known by, and ``LetterDraft`` brings the rest.
    """

    council: str = ""
    term: str = ""
    """``2018-2024``; empty where only the day, or the day of the document, tells."""
    form: InterpellationKind = InterpellationKind.INTERPELLATION
    number: str = ""
    """The office's case number; empty where it gives none."""
    subject: Text
    authors: tuple[Text, ...]
    """Those who asked, given names first, as printed; empty where only the letter tells."""
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
        if not self.authors and not self.question_url:
            raise ValueError("nie podano, kto pytał")
        if not self.term and not self.received_on and not self.question_url:
            raise ValueError("nie podano kadencji ani dnia")
        if self.answered_on and self.answer is not AnswerState.GIVEN:
            raise ValueError("podano dzień odpowiedzi, a nie podano, że jej udzielono")
        if self.answer is AnswerState.NONE and self.answer_as_of is None:
            raise ValueError("brak odpowiedzi bez dnia, na który go stwierdzono")
        if len({name_key(name) for name in self.authors}) < len(self.authors):
            raise ValueError("ta sama osoba stoi wśród pytających dwa razy")
        return self


class LetterRole(StrEnum):
    QUESTION = "question"
    ANSWER = "answer"


class LetterDraft(Draft):
    """A question's or an answer's own letter: what its text says of who wrote it and when."""

    question_url: Text
    """The address of the question's letter, by which a list has made the interpellation known."""
    role: LetterRole
    authors: tuple[Text, ...] = ()
    """Those who asked, as the question's letter names them; empty where it is a scan or names nobody."""
    dated_on: date | None = None
    """The day on the letter; the office may have received it later."""
