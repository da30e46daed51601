"""What a file really is, and which files are not opened."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

import pytest
import xlsxwriter

from tests.council.sources.pdf_builder import Text, encrypted, pdf
from tests.council.sources.test_roll_call_docx_tables import docx, packed, vote
from watchdog.ingest import containers, examining
from watchdog.ingest.examining import Kind, examine
from watchdog.ingest.source import Unreadable

PDF = pdf([[Text(50, 700, "Wykaz")]])
DOCX = docx(vote("Statut"))


def zip_of(*parts: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def xlsx() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, "nazwisko")
    return file.getvalue()


def refusal_of(content: bytes, name: str, *wanted: Kind) -> str:
    with pytest.raises(Unreadable) as refused:
        examine(content, name, wanted or frozenset(Kind))
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "wykaz.pdf", Kind.PDF),
        (DOCX, "protokół.docx", Kind.DOCX),
        (xlsx(), "głosy.xlsx", Kind.XLSX),
        ("imię;głos\nŁucja;za\n".encode("cp1250"), "głosy.csv", Kind.CSV),
        (b"[1];[2]\n", "glosy.csv", Kind.CSV),
        (b"<html><p>za</p></html>", "strona.html", Kind.HTML),
        (b'{"votes": []}', "votes.json", Kind.JSON),
        (DOCX, "bez-końcówki", Kind.DOCX),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, name: str, kind: Kind) -> None:
    assert examine(content, name).kind is kind


def test_a_gzipped_file_is_unwrapped() -> None:
    examined = examine(gzip.compress(b"a;b\n"), "glosy.csv.gz")

    assert (examined.kind, examined.document, examined.encoding) == (Kind.CSV, b"a;b\n", "UTF-8")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "wykaz.docx"),
        (DOCX, "wykaz.xlsx"),
        (DOCX, "wykaz.pdf"),
        (b"<html>", "glosy.csv"),
        (b"\x89PNG\r\n", "zdjecie.png"),
        (b"MZ\x90", "program.exe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "stary.doc"),
        (zip_of(("a.txt", b"a")), "paczka.zip"),
        (gzip.compress(gzip.compress(b"a;b\n", mtime=0), mtime=0), "glosy.csv.gz"),
    ],
)
def test_a_file_of_another_kind_than_its_name_or_than_we_read_is_refused(content: bytes, name: str) -> None:
    assert refusal_of(content, name) == "wrong_kind"


def test_only_the_kinds_wanted_are_taken() -> None:
    assert refusal_of(b"a;b\n", "a.csv", Kind.PDF, Kind.DOCX) == "wrong_kind"


def test_a_bomb_in_a_docx_is_refused_by_what_it_declares() -> None:
    assert refusal_of(packed(" " * (64 * 1024 * 1024)), "bomba.docx") == "too_large"


def test_a_bomb_that_lies_about_its_size_is_refused_too() -> None:
    bomb = packed(" " * (64 * 1024 * 1024))
    size = struct.pack("<I", int.from_bytes(bomb[-len(bomb) :][22:26], "little"))
    lying = bomb.replace(size, struct.pack("<I", 100))

    assert lying != bomb
    assert refusal_of(lying, "bomba.docx") == "wrong_shape"


def test_many_parts_that_together_unpack_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_UNPACKED", 3000)

    assert refusal_of(zip_of(*((f"{n}.bin", bytes(1000)) for n in range(4))), "a.docx") == "too_large"


def test_a_gzip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "MAX_UNPACKED", 1000)

    assert refusal_of(gzip.compress(b"a;b\n" * 1000), "a.csv.gz") == "too_large"


LAUGHS = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        packed("&b;", head=LAUGHS),
        zip_of(("word/document.xml", LAUGHS.encode("utf-16") + "<w>&b;</w>".encode("utf-16-le"))),
        zip_of(("word/document.xml", b"<w/>"), ("../../etc/cron.d/a", b"a")),
        zip_of(("word/document.xml", b"<w/>"), ("C:/a", b"a")),
        zip_of(("word/document.xml", b"<w/>"), ("word/media/a.zip", zip_of(("a", b"a")))),
        zip_of(*((f"word/{n}.xml", b"<w/>") for n in range(containers.MAX_PARTS + 1))),
    ],
    ids=["billion laughs", "in UTF-16", "path", "drive", "ZIP in ZIP", "parts"],
)
def test_a_file_built_to_do_harm_is_not_opened(content: bytes) -> None:
    assert refusal_of(content, "a.docx") == "unsafe_file"


def test_a_spreadsheet_behind_a_chart_is_no_packed_file() -> None:
    parts = (("word/document.xml", b"<w/>"), ("word/embeddings/wykres.xlsx", xlsx()))

    assert examine(zip_of(*parts), "a.docx").kind is Kind.DOCX


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (encrypted(PDF), "a.pdf", "encrypted_pdf"),
        (PDF[:200], "a.pdf", "corrupt_pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted_file"),
        (DOCX[:-60], "a.docx", "wrong_shape"),
        (zip_of(("word/document.xml", b"<<w")), "a.docx", "wrong_shape"),
        (b"", "a.pdf", "empty_file"),
        (b'{"a": ', "a.json", "cut_json"),
        (bytes(range(32)), "a.csv", "bad_encoding"),
    ],
)
def test_a_damaged_or_locked_file_is_named_for_what_it_is(content: bytes, name: str, code: str) -> None:
    assert refusal_of(content, name) == code


def test_a_locked_part_is_named() -> None:
    locked = bytearray(DOCX)
    locked[DOCX.rindex(b"PK\x01\x02") + 8] |= 1

    assert refusal_of(bytes(locked), "a.docx") == "encrypted_file"
