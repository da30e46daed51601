"""The table of interpellations and questions: one a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.drafts import AnswerState, InterpellationDraft, InterpellationKind
from council.importing.shared import COUNCIL_TERM, TRACE, picked
from watchdog.backroom.importing import cells
from watchdog.backroom.importing.columns import Column
from watchdog.backroom.importing.kinds import ImportKind

FORMS = {kind.value: kind for kind in InterpellationKind}
FIELDS = (
    "term",
    "form",
    "number",
    "subject",
    "received_on",
    "answered_on",
    "answer_as_of",
    "question_url",
    "answer_url",
)

COLUMNS = (
    COUNCIL_TERM,
    Column(
        "rodzaj",
        "form",
        "Puste: interpelacja.",
        cells.one_of(FORMS),
        example="interpelacja",
        also=("kind",),
        choices=tuple(FORMS),
    ),
    Column("numer", "number", "Numer sprawy w urzędzie.", also=("nr", "znak sprawy")),
    Column(
        "temat",
        "subject",
        "Czego dotyczy, jak w piśmie.",
        required=True,
        example="Remont ulicy Wrocławskiej",
        also=("przedmiot", "w sprawie", "dotyczy"),
    ),
    Column(
        "kto pytał",
        "authors",
        "Imię i nazwisko; kilka osób po średniku.",
        cells.listed,
        example="Anna Lis; Jan Kot",
        also=("autor", "autorzy", "radny", "asked_by"),
    ),
    Column(
        "data wpływu",
        "received_on",
        "Dzień, w którym pytanie wpłynęło.",
        cells.day,
        example="2014-06-12",
        also=("data", "wpłynęło", "received"),
    ),
    Column(
        "data odpowiedzi",
        "answered_on",
        "Dzień odpowiedzi, jeśli jej udzielono.",
        cells.day,
        example="2014-06-26",
        also=("odpowiedź z dnia", "answered"),
    ),
    Column(
        "bez odpowiedzi na dzień",
        "answer_as_of",
        "Dzień dokumentu, który mówi, że odpowiedzi jeszcze nie było.",
        cells.day,
        also=("brak odpowiedzi na dzień",),
    ),
    Column(
        "adres pytania", "question_url", "Adres pisma z pytaniem (https://…).", cells.address, also=("treść pytania",)
    ),
    Column(
        "adres odpowiedzi",
        "answer_url",
        "Adres pisma z odpowiedzią (https://…).",
        cells.address,
        also=("treść odpowiedzi",),
    ),
    *TRACE,
)


def _draft(values: Mapping[str, Any]) -> InterpellationDraft:
    if "answered_on" in values and "answer_as_of" in values:
        raise ValueError("podano i dzień odpowiedzi, i dzień, w którym jej nie było")
    given = AnswerState.GIVEN if {"answered_on", "answer_url"} & set(values) else AnswerState.UNKNOWN
    answer = AnswerState.NONE if "answer_as_of" in values else given
    return InterpellationDraft(answer=answer, authors=values.get("authors", ()), **picked(values, *FIELDS))


INTERPELLATIONS = ImportKind(
    slug="interpelacje",
    title=_("interpellations and questions"),
    about=_("One row is one interpellation or question, with those who asked."),
    permission="council.add_interpellation",
    columns=COLUMNS,
    draft=_draft,
    called=lambda values: str(values.get("subject", "")),
)
