"""
Records as files, written while they are read.

CSV follows RFC 4180: commas, CRLF, UTF-8 without a mark. ``csv-pl`` is what Excel in Polish opens by a double click:
semicolons, decimal commas, UTF-8 with a mark, headings in words. Text that a spreadsheet would take for a formula gets
an apostrophe before it in both. JSON (RFC 8259) says beside the rows what they are, under which licence, and how many.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from watchdog.records import Column

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
DELIMITER, POLISH_DELIMITER = ",", ";"
BLOCK = 64 * 1024
"""Bytes given away at a time."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How cells begin that spreadsheets compute (OWASP, „CSV injection”); the last four are full-width forms."""

Rows = Iterable[Any]


@dataclass(frozen=True)
class About:
    """What a file says of itself; CSV has no place for it."""

    kind: str
    title: str
    source: str
    """Address of the list, with the filters that made the selection."""
    filters: Mapping[str, Any]


def write_csv(columns: Sequence[Column], rows: Rows, about: About) -> Iterator[str]:
    """Write machine names as headings, numbers with a point."""
    return _table(columns, rows, _cell, DELIMITER)


def write_polish_csv(columns: Sequence[Column], rows: Rows, about: About) -> Iterator[str]:
    """Write for a spreadsheet that is set to Polish."""
    return _table(columns, rows, _polish_cell, POLISH_DELIMITER)


def write_json(columns: Sequence[Column], rows: Rows, about: About) -> Iterator[str]:
    """Write an object whose ``items`` are the rows; ``count`` stands behind them, so no cut file can pass as whole."""
    head = {
        "kind": about.kind,
        "title": about.title,
        "source": about.source,
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "generated_at": timezone.localtime().isoformat(timespec="seconds"),
        "filter": about.filters,
        "columns": {column.name: str(column.label) for column in columns},
    }
    yield _json(head)[:-1] + ',\n"items": ['
    count = 0
    for count, record in enumerate(rows, start=1):
        item = {column.name: plain(column.value(record)) for column in columns}
        yield f"{',' if count > 1 else ''}\n{_json(item)}"
    yield f'\n],\n"count": {count}}}\n'


def blocks(pieces: Iterator[str]) -> Iterator[bytes]:
    """Gather small pieces of text into blocks of bytes."""
    buffer, size = [], 0
    for piece in pieces:
        buffer.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield "".join(buffer).encode()
            buffer, size = [], 0
    yield "".join(buffer).encode()


def heading(columns: Sequence[Column], delimiter: str) -> str:
    """Write what stands above the rows of a table."""
    line = io.StringIO()
    polish = delimiter == POLISH_DELIMITER
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([str(column.label) if polish else column.name for column in columns])
    return "\ufeff" + line.getvalue() if polish else line.getvalue()


def _table(columns: Sequence[Column], rows: Rows, cell: Callable[[Any], str], delimiter: str) -> Iterator[str]:
    yield heading(columns, delimiter)
    line = io.StringIO()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\r\n")
    for record in rows:
        writer.writerow([cell(column.value(record)) for column in columns])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def plain(value: Any) -> Any:
    """Return a value as JSON knows it; amounts as text, because a float is not money."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return (
            timezone.localtime(value).isoformat(timespec="seconds") if timezone.is_aware(value) else value.isoformat()
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set):
        return [plain(each) for each in value]
    return str(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    said = plain(value)
    text = "; ".join(map(str, said)) if isinstance(said, list) else str(said)
    return guarded(text)


def guarded(text: str) -> str:
    """Return the text of a cell so that no spreadsheet computes it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _polish_cell(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _cell(value).replace(".", ",") if isinstance(value, Decimal) else _cell(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
