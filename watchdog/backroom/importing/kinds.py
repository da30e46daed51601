"""The kinds of tables that can be imported: an app introduces each once, when it is ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from watchdog.backroom.importing.columns import CellError, Column, Layout, layout_of, values_of
from watchdog.backroom.importing.tables import Row, Table
from watchdog.ingest.reasons import KINDS
from watchdog.ingest.source import Draft


@dataclass(frozen=True)
class Entry:
    """What one row, or several together, says: one draft, or what is wrong with it."""

    rows: tuple[int, ...]
    title: str
    draft: Draft | None
    errors: tuple[CellError, ...] = ()


@dataclass(frozen=True)
class Found:
    """A table as drafts, and what to tell of the table as a whole."""

    entries: tuple[Entry, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportKind:
    """One kind of table; where one row is one draft, ``draft`` builds it from the values by field."""

    slug: str
    title: Any
    about: Any
    """What the table is for, in a sentence or two."""
    permission: str
    columns: tuple[Column, ...]
    draft: Callable[[Mapping[str, Any]], Draft]
    called: Callable[[Mapping[str, Any]], str]
    """What an entry is called, from the values that could be read."""
    find: Callable[[ImportKind, Table], Found] = field(default=lambda kind, table: by_row(kind, table))
    open_ended: tuple[tuple[str, str], ...] = ()
    """Further columns of the template, whose headings are names of people: heading and example."""


_kinds: dict[str, ImportKind] = {}


def introduce(*kinds: ImportKind) -> None:
    """Introduce kinds of tables, in the order in which they are offered."""
    _kinds.update({kind.slug: kind for kind in kinds})


def all_kinds() -> Sequence[ImportKind]:
    return tuple(_kinds.values())


def kind_called(slug: str) -> ImportKind | None:
    return _kinds.get(slug)


def by_row(kind: ImportKind, table: Table) -> Found:
    """Read a table in which each row is a record; raise ``Unreadable`` as ``layout_of`` does."""
    layout = layout_of(table, kind.columns)
    entries = tuple(_entry(kind, row, layout) for row in table.rows)
    return Found(entries, ignored(layout.others))


def ignored(headings: Iterable[str]) -> tuple[str, ...]:
    """Name the columns that nobody reads, so that a slip in a heading is seen."""
    named = ", ".join(f"„{heading[:60]}”" for heading in headings)
    return (f"Pominięto kolumny, których nie znamy: {named}.",) if named else ()


def _entry(kind: ImportKind, row: Row, layout: Layout) -> Entry:
    values, errors = values_of(row, kind.columns, layout)
    return built(kind, (row.number,), values, errors)


def built(kind: ImportKind, rows: tuple[int, ...], values: Mapping[str, Any], errors: Sequence[CellError]) -> Entry:
    """Build the draft of an entry, unless its cells are wrong already; a draft that cannot be says which cell is."""
    title = kind.called(values)[:300]
    if errors:
        return Entry(rows, title, None, tuple(errors))
    try:
        draft = kind.draft({**values, "place": f"row {rows[0]}"})
    except ValidationError as error:
        return Entry(rows, title, None, tuple(_worded(kind, rows[0], error)))
    except ValueError as error:
        return Entry(rows, title, None, (CellError(rows[0], "", str(error)),))
    return Entry(rows, title, draft)


def _worded(kind: ImportKind, row: int, error: ValidationError) -> Iterator[CellError]:
    """Say at which column each of pydantic's complaints is aimed."""
    names = {column.field: column.name for column in kind.columns}
    for part in error.errors(include_url=False):
        steps = [str(step) for step in part["loc"]]
        column = next((names[step] for step in reversed(steps) if step in names), "")
        plain = str(part["ctx"]["error"]) if part["type"] == "value_error" else KINDS.get(part["type"], "")
        yield CellError(row, column, plain or "niedozwolona wartość")
