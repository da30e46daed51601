from __future__ import annotations

import io
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from watchdog.backroom.importing.tables import MAX_CELL, MAX_COLUMNS, table_of
from watchdog.ingest.examining import Kind
from watchdog.ingest.source import Unreadable

TEXT = "imię i nazwisko;kadencja\r\nŁucja Wąś;2010-2014\r\n"


def workbook(*rows: list[object], sheets: tuple[str, ...] = ("Dane",)) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        first = book.add_worksheet(sheets[0])
        for name in sheets[1:]:
            book.add_worksheet(name).write_string(0, 0, "co to")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, date | datetime | time):
                    first.write_datetime(number, place, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    first.write_formula(number, place, cell, None, 7)
                elif cell is not None:
                    first.write(number, place, cell)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1250", "Windows-1250"),
        ("utf-16", "UTF-16"),
        ("iso8859-2", "ISO-8859-2"),
    ],
)
def test_every_usual_encoding_is_read_and_named(encoding, named):
    table = table_of(Kind.CSV, TEXT.encode(encoding))

    assert table.rows[0].cells == ("Łucja Wąś", "2010-2014")
    assert named in table.said[0]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_usual_separator_is_found(separator):
    table = table_of(Kind.CSV, TEXT.replace(";", separator).encode())

    assert table.heads == ("imię i nazwisko", "kadencja")


def test_quoted_separators_and_line_ends_stay_in_their_cell():
    table = table_of(Kind.CSV, b'temat;numer\n"Plan; a\nw nim ""drogi""";3\n')

    assert table.rows[0].cells == ('Plan; a w nim "drogi"', "3")


def test_rows_keep_the_numbers_of_a_spreadsheet_and_empty_ones_are_left_out():
    table = table_of(Kind.CSV, "a;b\n;\n\n1;\u00a0\n".encode())

    assert [(row.number, row.cells) for row in table.rows] == [(4, ("1",))]


def test_days_numbers_answers_and_formulas_of_a_workbook_are_texts():
    cells = [date(2014, 6, 12), datetime(2014, 6, 12, 15, 30), 44, 1.5, True, "=3+4"]  # noqa: DTZ001  # as a cell has it
    table = table_of(Kind.XLSX, workbook(["a"] * 6, cells))

    assert table.rows[0].cells == ("2014-06-12", "2014-06-12 15:30", "44", "1.5", "tak", "7")


def test_the_sheet_that_is_read_is_named_and_so_are_the_others():
    table = table_of(Kind.XLSX, workbook(["a"], ["1"], sheets=("Głosy", "Notatki")))

    assert table.said == ("Odczytano arkusz „Głosy”. Pominięto: Notatki.",)


def test_a_workbook_that_begins_below_the_first_row_keeps_its_numbers():
    table = table_of(Kind.XLSX, workbook([], [None, "a"], [None, "1"]))

    assert (table.heads, table.rows[0].number, table.rows[0].cells) == (("", "a"), 3, ("", "1"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b";;\n;\n", "empty_file"),
        (("a;" * MAX_COLUMNS + "b\n").encode(), "too_many_columns"),
        (f"a\n{'x' * (MAX_CELL + 1)}\n".encode(), "bad_table"),
        (f"a\n{'x' * 200_000}\n".encode(), "bad_table"),
        (b"a;b\n1;2;3\n", "bad_table"),
    ],
)
def test_what_is_no_table_says_why(content, code):
    with pytest.raises(Unreadable) as refusal:
        table_of(Kind.CSV, content)

    assert refusal.value.code == code


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_say_why_not(content):
    for kind in (Kind.CSV, Kind.XLSX):
        with suppress(Unreadable):
            assert table_of(kind, content).heads
