from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog.exports.formats import FORMATS
from watchdog.exports.writers import BLOCK, LICENCE, About
from watchdog.records import Column

ABOUT = About("test.kind", "Zapisy", "https://portal.example/zapisy/?rok=2014", {"rok": "2014"})
COLUMNS = (Column("name", "nazwa", lambda record: record[0]), Column("value", "wartość", lambda record: record[1]))


def written(form: str, values: Iterable[Any]) -> str:
    rows = ((f"wiersz {number}", value) for number, value in enumerate(values, start=1))
    return b"".join(FORMATS[form].write(COLUMNS, rows, ABOUT)).decode()


def cells(form: str, *values: Any) -> list[str]:
    text = written(form, values).removeprefix("\ufeff")
    return [row[1] for row in csv.reader(io.StringIO(text), delimiter=";" if form == "csv-pl" else ",")][1:]


@pytest.mark.parametrize(
    ("value", "plain", "polish"),
    [
        (None, "", ""),
        (True, "true", "tak"),
        (False, "false", "nie"),
        (0, "0", "0"),
        (-12, "-12", "-12"),
        (Decimal("-1234.50"), "-1234.50", "-1234,50"),
        (Decimal("1E+3"), "1000", "1000"),
        (date(2014, 6, 12), "2014-06-12", "2014-06-12"),
        (time(14, 5), "14:05:00", "14:05:00"),
        (datetime(2014, 6, 12, 12, 5, tzinfo=UTC), "2014-06-12T14:05:00+02:00", "2014-06-12T14:05:00+02:00"),
        ('Łąka, „żwir”; "x"\nnowy wiersz', 'Łąka, „żwir”; "x"\nnowy wiersz', 'Łąka, „żwir”; "x"\nnowy wiersz'),
        (["a", "b"], "a; b", "a; b"),
        ("=1+1", "'=1+1", "'=1+1"),
        ("+48 32 000 00 00", "'+48 32 000 00 00", "'+48 32 000 00 00"),
        ("-budowa", "'-budowa", "'-budowa"),
        ("@SUM(A1)", "'@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1", "'\t=1"),
        ("\uff1d1", "'\uff1d1", "'\uff1d1"),
        (["=1", "b"], "'=1; b", "'=1; b"),
    ],
)
def test_a_value_in_csv_is_for_machines_and_in_polish_csv_for_excel(value: Any, plain: str, polish: str) -> None:
    assert (cells("csv", value), cells("csv-pl", value)) == ([plain], [polish])


def test_csv_follows_rfc_4180() -> None:
    assert written("csv", ["a,b", 'c"d']) == 'name,value\r\nwiersz 1,"a,b"\r\nwiersz 2,"c""d"\r\n'


def test_polish_csv_begins_with_a_mark_and_has_headings_in_words() -> None:
    assert written("csv-pl", [1]) == "\ufeffnazwa;wartość\r\nwiersz 1;1\r\n"


def test_json_says_what_it_is_and_how_many() -> None:
    data = json.loads(written("json", [None, True, 3, Decimal("1.50"), date(2014, 6, 12), "=1", ["a"]]))

    assert [item["value"] for item in data["items"]] == [None, True, 3, "1.50", "2014-06-12", "=1", ["a"]]
    assert data["count"] == 7
    assert data["columns"] == {"name": "nazwa", "value": "wartość"}
    assert (data["kind"], data["source"], data["filter"]) == ("test.kind", ABOUT.source, {"rok": "2014"})
    assert data["licence"]["name"] == LICENCE
    assert datetime.fromisoformat(data["generated_at"]).tzinfo


@pytest.mark.parametrize("form", ["csv", "csv-pl", "json"])
def test_an_empty_selection_is_a_whole_file(form: str) -> None:
    text = written(form, [])

    assert json.loads(text)["items"] == [] if form == "json" else len(text.splitlines()) == 1


@pytest.mark.parametrize("form", ["csv", "csv-pl", "json"])
def test_rows_are_taken_while_the_file_is_written(form: str) -> None:
    taken = 0

    def rows() -> Iterator[tuple[str, int]]:
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield f"wiersz {number}", number

    first = next(FORMATS[form].write(COLUMNS, rows(), ABOUT))

    assert len(first) >= BLOCK
    assert taken < 10_000


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"))))
def test_any_text_comes_back_from_csv_as_it_was_or_behind_an_apostrophe(texts: list[str]) -> None:
    for text, cell in zip(texts, cells("csv", *texts), strict=True):
        assert cell == text or (cell == f"'{text}" and not text[0].isalnum())


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))))
def test_any_text_comes_back_from_json_as_it_was(texts: list[str]) -> None:
    data = json.loads(written("json", texts))

    assert [item["value"] for item in data["items"]] == texts
