"""Files as they come: any encoding, any workbook, and every way in which a file is not what it should be."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from spending.registers import pieces, reading, texts
from spending.registers.mapping import Listing
from spending.registers.opening import opener
from spending.registers.previewing import heads_of, preview_of
from spending.registers.reading import read_register
from tests.spending.registers.builders import HEADS, Was, line, mapping, opendocument, table, workbook
from tests.spending.registers.old_excel import old_workbook
from watchdog.ingest.source import Unreadable

ROWS = table(line(), line(number="2", subject="łąka, żółw"))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1250", "iso8859-2", "utf-16", "utf-16-le"])
def test_a_table_is_read_in_any_encoding(codec: str) -> None:
    assert [draft.subject for draft in Was(ROWS.encode(codec)).drafts] == ["remont świetlicy", "łąka, żółw"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_table_is_read_with_any_separator(separator: str) -> None:
    content = table(line(value="100.00")).replace(";", separator)

    assert Was(content).one.number == "IR.1.2026"


def test_the_encoding_is_told_by_the_whole_file_not_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "PIECE", 512)
    monkeypatch.setattr(pieces, "PIECE", 512)
    content = table(*(line(number=str(n), subject="remont") for n in range(50)), line(subject="żółw"))

    assert Was(content.encode("cp1250")).drafts[-1].subject == "żółw"


def test_headings_below_a_letterhead_are_found_and_rows_that_are_no_records_are_counted() -> None:
    numbers = [str(n) for n in range(1, len(HEADS) + 1)]
    total = line(number="", signed="", supplier="", subject="RAZEM:", value="200,00")
    body = table(numbers, line(), [], list(HEADS), line(number="2"), total)

    was = Was(f"Urząd Wzorcowy\n\nRejestr umów;;;stan na dziś\n{body}")

    assert [draft.place for draft in was.drafts] == ["row 6", "row 9"]
    (said,) = was.said
    assert said.code == "rows_skipped"
    assert "numery kolumn: 1" in said.text
    assert "powtórzone nagłówki: 1" in said.text
    assert "sumy i podsumowania: 1" in said.text


def test_a_workbook_is_read_sheet_by_sheet_with_numbers_as_they_are_and_merged_cells_downwards() -> None:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("2026")
        sheet.write_row(1, 1, HEADS)
        for number, value in ((2, 1.234), (3, 1234.5)):
            sheet.write_row(number, 1, [f"IR.{number}", 46037, "", "", "remont", value])
        sheet.merge_range(2, 3, 3, 3, "Wiatrak s.c.")
        book.add_worksheet("Objaśnienia").write_row(0, 0, ["To jest rejestr."])

    was = Was(buffer.getvalue())

    assert [(each.place, str(each.value), each.suppliers[0].name) for each in was.drafts] == [
        ("2026, row 4", "1234.50", "Wiatrak s.c.")
    ]
    assert [reject.place for reject in was.rejects] == ["2026, row 3"]
    assert [finding.code for finding in was.said] == ["sheets_skipped"]


def test_an_open_document_is_read_with_its_days_and_numbers_as_they_are() -> None:
    amounts = [Decimal("1234.5"), Decimal(801)]
    row = ["IR.1.2026", date(2026, 1, 5), "Łąka & Syn Sp. z o.o.", "", "remont", *amounts, "", ""]

    was = Was(opendocument("2026", [["Rejestr umów"], HEADS, row]))

    draft = was.one
    assert (draft.place, draft.signed_first, str(draft.value)) == ("2026, row 3", date(2026, 1, 5), "1234.50")
    assert (draft.suppliers[0].name, draft.dzial) == ("Łąka & Syn Sp. z o.o.", "801")
    assert not was.said


def test_an_old_workbook_of_excel_is_read_with_its_days_and_numbers_as_they_are() -> None:
    row = ["IR.1.2026", 46027.0, "Zażółć Sp. z o.o.", "", "remont", 1234.5, 801.0, "", ""]

    was = Was(old_workbook("2026", [["Rejestr umów"], HEADS, row]))

    draft = was.one
    assert (draft.place, draft.signed_first, str(draft.value)) == ("2026, row 3", date(2026, 1, 5), "1234.50")
    assert (draft.suppliers[0].name, draft.dzial) == ("Zażółć Sp. z o.o.", "801")


def test_letters_spoilt_before_the_file_was_made_are_doubted() -> None:
    assert Was(table(line(subject="œwietlica i ksišżka"), line(number="2", supplier="Tomáš Škoda s.c."))).doubts == [
        "garbled_text"
    ]


def test_a_file_cut_in_the_middle_loses_its_last_row_alone() -> None:
    whole = table(line(), line(number="2", subject="łąka")).encode()

    was = Was(whole[: whole.index("łąka".encode()) + 1])

    assert [draft.number for draft in was.drafts] == ["IR.1.2026"]
    assert "zapewne jest ucięty" in was.rejects[0].reason


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\x00" * 5000, "empty_file"),
        (b"<!doctype html><title>502</title>", "html_instead"),
        (b"%PDF-1.7", "wrong_kind"),
        (b"a;b\x00c\n" * 10, "bad_encoding"),
        (b"Ala;ma;kota\n1;2;3\n", "wrong_header"),
        (table(["1", "x"], heads=["Nr umowy", "Kontrahent"]).encode(), "missing_columns"),
        (table(line(), heads=[*HEADS[:-1], "NIP"]).encode(), "column_twice"),
        (b"x" * (pieces.MAX_LINE + 10), "bad_table"),
        (table([*line()[:4], '"' + "x;" * 80_000]).encode(), "bad_table"),
        (b"PK\x03\x04 cut", "wrong_shape"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "wrong_shape"),
        (zipped(xl__workbook_xml=b"<a/>", xl__x_xml=b" " * 9_000_000), "too_large"),
        (zipped(readme=b"nothing"), "wrong_kind"),
    ],
)
def test_what_is_no_register_is_named_for_what_it_is(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        Was(content)

    assert refusal.value.code == code
    assert refusal.value.text.endswith(".")


def test_a_packed_file_that_is_cut_gives_nothing_at_all(tmp_path: Path) -> None:
    packed = gzip.compress(table(*(line(number=str(n), subject=f"remont {n * 7919}") for n in range(500))).encode())
    path = tmp_path / "rejestr.csv.gz"
    path.write_bytes(packed[: len(packed) // 2])

    with opener(str(path)) as again, pytest.raises(Unreadable) as refusal:
        next(read_register(again, mapping()).found)

    assert refusal.value.code == "bad_gzip"


def test_a_mapping_that_reads_no_row_stops_before_it_floods_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TRIAL", 5)

    with pytest.raises(Unreadable) as refusal:
        Was(table(*(line(value="drogo", number=str(n)) for n in range(9))))

    assert refusal.value.code == "wrong_mapping"


class Endless(io.RawIOBase):
    """A register of so many rows that nobody has in memory; fifty of them are told again and again."""

    def __init__(self, rows: int) -> None:
        self._pieces = self._made(rows)
        self._left = b""

    @staticmethod
    def _made(rows: int) -> Iterator[bytes]:
        yield table().encode()
        for number in range(rows):
            yield (";".join(line(number=f"IR.{number % 50}")) + "\n").encode()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._left) < len(buffer) and (piece := next(self._pieces, b"")):
            self._left += piece
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count


def test_memory_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "PIECE", 4096)
    monkeypatch.setattr(pieces, "PIECE", 4096)
    monkeypatch.setattr(pieces, "PIECE", 4096)

    def peak(rows: int) -> int:
        tracemalloc.start()
        found = read_register(lambda: io.BufferedReader(Endless(rows)), mapping()).found
        assert sum(1 for _each in found) == rows
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(50)  # what is loaded once is no growth

    assert peak(3000) - peak(300) < 400_000


def test_a_stranger_is_told_its_columns_and_what_they_may_mean(tmp_path: Path) -> None:
    path = tmp_path / "rejestr.csv"
    path.write_bytes(ROWS.encode("cp1250"))

    heads = heads_of(str(path))

    assert heads.columns == HEADS
    assert heads.proposed[Listing.CONTRACTS]["supplier_nip"] == "NIP"
    assert heads.proposed[Listing.CONTRACTS]["value"] == "Wartość"
    assert "Windows-1250" in heads.said[1]
    assert "średnik" in heads.said[1]


def test_a_preview_counts_the_whole_file_and_names_what_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "rejestr.csv"
    rows = [line(number=str(n), value="drogo" if n % 10 == 9 else "1,00") for n in range(60)]
    path.write_text(table(*rows), encoding="utf-8")

    preview = preview_of(str(path), mapping())

    assert preview.counts == {"contract": 54, "rejected": 6}
    assert len(preview.rows) == 20
    assert [row.place for row in preview.rejects] == ["row 31", "row 41", "row 51", "row 61"]
    assert preview.can_be_taken
    assert preview.whole


def test_a_workbook_needs_no_size_of_its_own_to_be_read() -> None:
    rows = [list(HEADS), *(line(number=str(n)) for n in range(300))]

    assert len(Was(workbook({"2026": rows})).drafts) == 300
