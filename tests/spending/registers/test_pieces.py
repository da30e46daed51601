"""The rows of a text file are those that ``csv`` reads of it, squashed, wherever its pieces end."""

from __future__ import annotations

import csv
import io
import random

import pytest

from spending.registers import pieces
from spending.registers.pieces import cells_of, is_tidy, parted, row_of
from watchdog.core.text import squash
from watchdog.ingest.source import Unreadable

CELLS = (
    *("a", "łąka", "Zakup „stali”", "", "12", "x y", "UM.1/2026", " z przodu", "z tyłu ", "dwie  spacje"),
    *('"cytat"', '"a; b"', '"w ""środku"""', '"dwa\nwiersze"', 'cal 5" rury', '"bez końca" dalej', '""', '" "'),
    *("\u00a0twarda\u00a0", "mi\u00adęk", "z\u0142o\u0301", "\x1f", "\x01", "é™", "tab\ttab", "\u200b"),
)
ENDS = ("\n", "\n", "\n", "\r\n", "\n\n", "\r")


def text_of(seed: int, odd: float, rows: int = 60) -> str:
    """Make a file of which most cells are ordinary."""
    chance = random.Random(seed)
    text = ""
    for _ in range(rows):
        width = chance.choice((3, 3, 3, 4))
        text += ";".join(chance.choice(CELLS if chance.random() < odd else CELLS[:7]) for _ in range(width))
        text += chance.choice(ENDS if chance.random() < odd else ENDS[:1])
    return text if seed % 3 else text.rstrip("\r\n")


def as_csv_reads(text: str) -> list[list[str]]:
    return [[squash(cell) for cell in row] or [""] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
@pytest.mark.parametrize("size", [1, 70, 1 << 17])
def test_pieces_part_as_csv_does(monkeypatch: pytest.MonkeyPatch, codec: str, size: int) -> None:
    monkeypatch.setattr(pieces, "PIECE", size)
    for seed in range(120):
        content = text_of(seed, odd=(0.0, 0.05, 0.6)[seed % 3]).encode(codec, "replace")
        wanted = as_csv_reads(content.decode(codec))

        found = [cells_of(row) for rows in parted(io.BytesIO(content), codec, ";") for row in rows]

        assert found == wanted or (found, wanted) == ([[""]], [])


def test_a_byte_that_is_no_letter_becomes_the_sign_of_a_lost_one() -> None:
    found = [cells_of(row) for rows in parted(io.BytesIO(b'a;\xb3ka\n"b\xff";c\n'), "utf-8", ";") for row in rows]

    assert found == [["a", "\ufffdka"], ["b\ufffd", "c"]]


def test_a_cell_that_never_ends_is_told_by_its_line() -> None:
    content = b"a;b\n" * 3 + b'"c;d\n' + b"e;f\n" * 50_000

    with pytest.raises(Unreadable, match="Od wiersza") as refusal:
        list(parted(io.BytesIO(content), "utf-8", ";"))

    assert refusal.value.code == "bad_table"


def test_a_line_too_long_is_no_row() -> None:
    with pytest.raises(Unreadable, match="dłuższy"):
        list(parted(io.BytesIO(b"a" * (3 << 20)), "utf-8", ";"))


@pytest.mark.parametrize("cell", [cell for cell in CELLS if not {"\x1f", "\n"} & set(cell)])
def test_only_squashed_cells_are_tidy(cell: str) -> None:
    assert not is_tidy(f"a\x1f{cell}\x1fb".encode()) or squash(cell) == cell
    assert row_of([cell]) == squash(cell).encode()


@pytest.mark.parametrize("row", ["a\x1fb", "łąka\x1f\x1f„x” – y", "", "a b\nc\x1fd"])
def test_ordinary_rows_are_tidy(row: str) -> None:
    assert is_tidy(row.encode())
