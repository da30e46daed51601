"""The forms in which any list leaves: the ending of its address, its media type, and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from watchdog.exports.workbooks import workbook
from watchdog.exports.writers import (
    DELIMITER,
    POLISH_DELIMITER,
    About,
    Rows,
    blocks,
    write_csv,
    write_json,
    write_polish_csv,
)
from watchdog.records import Column

Text = Callable[[Sequence[Column], Rows, About], Iterator[str]]


@dataclass(frozen=True)
class Format:
    """A form in which records leave: the ending of its addresses, its media type, and how it is written."""

    extension: str
    media_type: str
    write: Callable[[Sequence[Column], Rows, About], Iterator[bytes]]
    delimiter: str = ""
    """Between the cells of a table; empty where there is none."""

    @property
    def polish(self) -> bool:
        return self.delimiter == POLISH_DELIMITER


def _encoded(write: Text) -> Callable[[Sequence[Column], Rows, About], Iterator[bytes]]:
    return lambda columns, rows, about: blocks(write(columns, rows, about))


_CSV, _XLSX = "text/csv; charset=utf-8; header=present", "openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = {
    "csv": Format("csv", _CSV, _encoded(write_csv), DELIMITER),
    "csv-pl": Format("csv", _CSV, _encoded(write_polish_csv), POLISH_DELIMITER),
    "json": Format("json", "application/json", _encoded(write_json)),
    "xlsx": Format("xlsx", f"application/vnd.{_XLSX}", workbook),
}
ENDINGS = ("csv", "json", "xlsx")
"""Every list is a file at its own address with each of these."""
