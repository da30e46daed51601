"""Everything as one database of SQLite, for questions in SQL (Datasette opens it as it is)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from watchdog.cities import profile
from watchdog.exports.columns import columns_of
from watchdog.exports.writers import LICENCE, LICENCE_URL
from watchdog.opendata.dumps.rows import read, types_of
from watchdog.records import RecordType

CHUNK = 5000
AFFINITY = {"number": "NUMERIC", "integer": "INTEGER", "boolean": "INTEGER"}
"""Amounts are numbers, so that SQL adds them up; days and moments are text of ISO 8601."""


def write_database(path: Path, kinds: Iterable[RecordType], base: str) -> None:
    """Write a table of each kind, named ``council_vote``, with the key of its records in ``_record``."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = OFF")  # a file that breaks while it is written is thrown away
        file.execute("PRAGMA synchronous = OFF")
        file.execute("BEGIN")
        _about(file, base)
        for kind in kinds:
            _table(file, kind, base)
        file.execute("COMMIT")


def _about(file: sqlite3.Connection, base: str) -> None:
    lines = (
        ("source", f"{base}/"),
        ("attribution", profile(settings.CITY).portal),
        ("licence", f"{LICENCE}, {LICENCE_URL}"),
        ("made_at", timezone.localtime().isoformat(timespec="seconds")),
    )
    file.execute("CREATE TABLE _about (name TEXT PRIMARY KEY, value TEXT)")
    file.executemany("INSERT INTO _about VALUES (?, ?)", lines)


def _table(file: sqlite3.Connection, kind: RecordType, base: str) -> None:
    name, columns, types = _quoted(kind.kind.replace(".", "_")), columns_of(kind, base), types_of(kind)
    told = ", ".join(f"{_quoted(each.name)} {AFFINITY.get(types[each.name], 'TEXT')}" for each in columns)
    file.execute(f"CREATE TABLE {name} (_record INTEGER PRIMARY KEY, {told})")
    marks = ", ".join("?" * (len(columns) + 1))
    rows = (tuple(map(_value, row)) for row in read(kind, columns))
    for chunk in _chunks(rows):
        file.executemany(f"INSERT INTO {name} VALUES ({marks})", chunk)


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _value(value: Any) -> Any:
    """Return a value as SQLite keeps it; an empty text is none, as in the other files."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(map(str, value)) if isinstance(value, list | tuple | set) else str(value)
