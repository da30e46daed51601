"""The table of sessions: a meeting a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.drafts import SessionDraft
from council.importing.shared import BODY, COUNCIL_TERM, SESSION, TRACE, meeting, picked, session
from council.importing.terms import refuse_outside, term_of
from watchdog.backroom.importing import cells
from watchdog.backroom.importing.columns import Column
from watchdog.backroom.importing.kinds import ImportKind

COLUMNS = (
    COUNCIL_TERM,
    Column(
        "numer",
        "session",
        "Numer sesji, rzymski albo arabski.",
        session,
        False,
        "XLIV",
        ("sesja", "number", *SESSION.also),
    ),
    Column(
        "dni",
        "days",
        "Dzień sesji; gdy trwała kilka dni, wszystkie po przecinku.",
        cells.days,
        example="2014-06-12",
        also=("data", "dzień", "pierwszy dzień", "day"),
    ),
    Column(
        "godzina",
        "starts_at",
        "O której się zaczęła.",
        cells.hour,
        example="15:00",
        also=("początek", "godzina rozpoczęcia"),
    ),
    Column("miejsce", "venue", "Gdzie się odbyła.", also=("miejsce obrad",)),
    Column("nagranie", "recording", "Adres nagrania albo słowami, gdzie je pokazano."),
    Column("obecni", "present", "Ile osób podaje lista obecności.", cells.number, example="24"),
    Column("nieobecni", "absent", "Ilu nieobecnych podaje lista obecności.", cells.number, example="1"),
    BODY,
    *TRACE,
)


def _draft(values: Mapping[str, Any]) -> SessionDraft:
    days = values.get("days", ())
    _refuse_impossible(values, days)
    fields = picked(values, "starts_at", "venue", "recording", "present", "absent")
    return SessionDraft(meeting=meeting({**values, "day": days[0] if days else None}), sittings=days, **fields)


def _refuse_impossible(values: Mapping[str, Any], days: Sequence[date]) -> None:
    """Refuse what the form of a session refuses: days outside the term, more people than seats."""
    refuse_outside(values.get("term", ""), *days)
    term = term_of(values.get("term", ""), days[0] if days else None)
    people = values.get("present", 0) + values.get("absent", 0)
    if term and term.seats and people > term.seats:
        raise ValueError(f"obecnych i nieobecnych jest razem {people}, a rada liczy {term.seats} osób")


def _called(values: Mapping[str, Any]) -> str:
    days = ", ".join(f"{day:%d.%m.%Y}" for day in values.get("days", ()))
    number = values.get("session")
    return " ".join(filter(None, [values.get("body") or "sesja", f"nr {number}" if number else "", days]))


SESSIONS = ImportKind(
    slug="sesje",
    title=_("sessions"),
    about=_("One row is one session, or one meeting of a committee."),
    permission="council.add_session",
    columns=COLUMNS,
    draft=_draft,
    called=_called,
)
