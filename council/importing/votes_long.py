"""The table of votes in its long form: one person's vote a row; rows of one question make one vote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.importing.votes import CHOICES, QUESTION, called, choice, draft_of
from watchdog.backroom.importing.cells import quoted
from watchdog.backroom.importing.columns import CellError, Column, layout_of, values_of
from watchdog.backroom.importing.kinds import Entry, Found, ImportKind, built, ignored
from watchdog.backroom.importing.tables import Table

SAME = ("term", "body", "session", "day", "number", "subject")
"""What rows of one vote have in common."""

NAME = Column(
    "imię i nazwisko",
    "name",
    "Kto głosował; imię i nazwisko w dowolnej kolejności.",
    required=True,
    example="Anna Lis",
    also=("radny", "osoba", "nazwisko i imię", "imię nazwisko"),
)
CHOICE = Column(
    "głos",
    "choice",
    "Jak głosował.",
    lambda cell: (choice(cell), cell),
    required=True,
    example="za",
    also=("oddany głos", "jak głosował"),
    choices=CHOICES,
)


class _Gathered:
    """One vote while its rows are gathered."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.values: dict[str, Any] = {"ballots": []}
        self.said_in: dict[str, int] = {}
        self.errors: list[CellError] = []

    def add(self, row: int, values: dict[str, Any], errors: Iterable[CellError], names: Mapping[str, str]) -> None:
        """Take one row: its ballot, and what it says of the question, which no other row may contradict."""
        self.rows.append(row)
        self.errors.extend(errors)
        name, cast = values.pop("name", None), values.pop("choice", None)
        if name and cast:
            self.values["ballots"].append((name, *cast))
        for field, value in values.items():
            if self.values.setdefault(field, value) != value:
                text = f"{quoted(str(value))} – a wiersz {self.said_in[field]} tego głosowania mówi co innego"
                self.errors.append(CellError(row, names[field], text))
            self.said_in.setdefault(field, row)


def _find(kind: ImportKind, table: Table) -> Found:
    layout = layout_of(table, kind.columns)
    names = {column.field: column.name for column in kind.columns}
    votes: dict[tuple[str, ...], _Gathered] = {}
    for row in table.rows:
        values, errors = values_of(row, kind.columns, layout)
        key = tuple(str(values.get(field, "")) for field in SAME)
        votes.setdefault(key, _Gathered()).add(row.number, values, errors, names)
    return Found(tuple(_entry(kind, vote) for vote in votes.values()), ignored(layout.others))


def _entry(kind: ImportKind, vote: _Gathered) -> Entry:
    return built(kind, tuple(vote.rows), vote.values, vote.errors)


VOTES_LONG = ImportKind(
    slug="glosowania",
    title=_("votes, one person a row"),
    about=_("Rows of one question together make one vote; what is said of the question is repeated in each row."),
    permission="council.add_vote",
    columns=(*QUESTION, NAME, CHOICE),
    draft=draft_of,
    called=called,
    find=_find,
)
