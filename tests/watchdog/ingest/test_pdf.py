"""Words of a PDF with their places."""

from __future__ import annotations

import pytest

from tests.council.sources.pdf_builder import Text, encrypted, pdf, scan
from watchdog.ingest.pdf import Line, first_lines, looks_like_pdf, text_layer
from watchdog.ingest.source import Unreadable


def lines(*texts: Text) -> list[Line]:
    return text_layer(pdf([list(texts)])).lines


def test_lines_come_from_top_to_bottom_whatever_the_order_of_the_text_layer() -> None:
    found = lines(Text(50, 600, "dół"), Text(50, 700, "góra"), Text(50, 650, "środek"))

    assert [line.text for line in found] == ["góra", "środek", "dół"]


def test_words_of_one_line_are_parted_into_cells_where_a_gap_is_wide() -> None:
    (line,) = lines(Text(300, 700, "ZA"), Text(50, 700, "1."), Text(80, 700, "Grodzka-Łopuszyńska Elżbieta"))

    assert [cell.text for cell in line.cells] == ["1.", "Grodzka-Łopuszyńska Elżbieta", "ZA"]


def test_a_line_knows_its_page() -> None:
    found = text_layer(pdf([[Text(50, 700, "pierwsza")], [Text(50, 700, "druga")]])).lines

    assert [(line.text, line.place) for line in found] == [("pierwsza", "p. 1"), ("druga", "p. 2")]


def test_only_the_pages_asked_for_are_read() -> None:
    content = pdf([[Text(50, 700, f"strona {page}")] for page in range(5)])

    assert [line.text for line in text_layer(content, pages=2).lines] == ["strona 0", "strona 1"]


@pytest.mark.parametrize(
    "content", [b"", b"<html></html>", b"%PDF-1.7 cut", scan()], ids=["empty", "page", "cut", "scan"]
)
def test_a_file_that_cannot_be_read_has_no_first_lines(content: bytes) -> None:
    assert first_lines(content) == []


def test_the_first_lines_are_those_of_the_first_page() -> None:
    content = pdf([[Text(50, 700, "pierwsza")], [Text(50, 700, "druga")]])

    assert [line.text for line in first_lines(content)] == ["pierwsza"]


def test_pages_that_are_pictures_are_told_from_blank_ones() -> None:
    assert text_layer(pdf([[Text(50, 700, "x")], []], image=True)).scans == (2,)
    assert text_layer(pdf([[Text(50, 700, "x")], []])).scans == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"PK\x03\x04", "not_a_pdf"),
        (b"%PDF-1.7\n", "corrupt_pdf"),
        (pdf([[Text(50, 700, "x")]])[:400], "corrupt_pdf"),
        (encrypted(pdf([[Text(50, 700, "x")]])), "encrypted_pdf"),
        (pdf([]), "no_pages"),
        (scan(3), "scan_without_text"),
        (pdf([[]]), "scan_without_text"),
        (pdf([[Text(50, 700, "x")]] * 1001), "too_long"),
        (pdf([[Text(0, 20 * row, "x" * 30_000) for row in range(7)]]), "too_long"),
    ],
    ids=["empty", "zip", "head", "cut", "locked", "pageless", "scan", "blank", "pages", "letters"],
)
def test_a_file_of_no_use_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        text_layer(content)

    assert refusal.value.code == code


def test_a_pdf_is_known_by_its_mark_near_the_beginning() -> None:
    assert looks_like_pdf(b"\n\n%PDF-1.4")
    assert not looks_like_pdf(b" " * 2000 + b"%PDF-1.4")
