"""The table of votes in its wide form: a vote a row, and a column for each councillor."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.drafts import Choice
from council.importing.votes import QUESTION, called, choice, draft_of
from watchdog.backroom.importing.columns import CellError, cell_at, layout_of, values_of
from watchdog.backroom.importing.kinds import Entry, Found, ImportKind, built, ignored
from watchdog.backroom.importing.tables import Row, Table
from watchdog.core.text import untitled


def _find(kind: ImportKind, table: Table) -> Found:
    layout = layout_of(table, kind.columns)
    people = {heading: place for heading, place in layout.others.items() if _is_person(heading, place, table)}
    others = [heading for heading in layout.others if heading not in people]
    entries = []
    for row in table.rows:
        values, errors = values_of(row, kind.columns, layout)
        ballots, wrong = _ballots(row, people)
        entries.append(_entry(kind, row, {**values, "ballots": ballots}, [*errors, *wrong]))
    return Found(tuple(entries), (*_whom(people), *ignored(others)))


def _entry(kind: ImportKind, row: Row, values: Mapping[str, Any], errors: list[CellError]) -> Entry:
    return built(kind, (row.number,), values, errors)


def _is_person(heading: str, place: int, table: Table) -> bool:
    """Tell a councillor's column: a name above, and a vote somewhere below.

    „znane nazwiska” above „tak” and „nie” is nobody, though both words are votes in some prints.
    """
    words = untitled(heading).split()
    is_name = len(words) > 1 and all(word[0].isupper() for word in words)
    cells = (cell_at(row, place) for row in table.rows)
    return is_name and any(_choice(cell) for cell in cells if cell)


def _choice(cell: str) -> Choice | None:
    with suppress(ValueError):
        return choice(cell)
    return None


def _ballots(row: Row, people: Mapping[str, int]) -> tuple[list[tuple[str, Choice, str]], list[CellError]]:
    """Read a row's votes by name; an empty cell says that the document does not name the person."""
    ballots, errors = [], []
    for name, place in people.items():
        cell = cell_at(row, place)
        if not cell:
            continue
        try:
            ballots.append((name, choice(cell), cell))
        except ValueError as error:
            errors.append(CellError(row.number, name, str(error)))
    return ballots, errors


def _whom(people: Mapping[str, int]) -> tuple[str, ...]:
    if not people:
        return ("Nie ma kolumn z nazwiskami radnych: głosowania będą bez wykazu imiennego.",)
    return (f"Kolumny radnych ({len(people)}): {', '.join(people)}.",)


VOTES_WIDE = ImportKind(
    slug="glosowania-szeroko",
    title=_("votes, one vote a row"),
    about=_("One row is one vote; each councillor has a column, headed by the name, with how he or she voted."),
    permission="council.add_vote",
    columns=QUESTION,
    draft=draft_of,
    called=called,
    find=_find,
    open_ended=(("Anna Lis", "za"), ("Jan Kot", "przeciw")),
)
