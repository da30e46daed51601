"""
What a file really is, whatever it is called: by its first bytes, then by a look inside that trusts nothing.

Run it apart (``watchdog.ingest.limited``): it opens files of strangers. Free of Django.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from watchdog.ingest.containers import MAX_UNPACKED, names_in
from watchdog.ingest.decoding import decoded
from watchdog.ingest.pdf import looks_like_pdf, page_count
from watchdog.ingest.source import Unreadable, json_of
from watchdog.ingest.unpacking import GZIP, unpack

MAX_OBJECTS = 500_000
"""Parts of a PDF that are not packed into streams; a print of a thousand pages has a tenth of it."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""How Office wraps a DOCX or XLSX with a password: a file of the old kind with a stream of this name."""

ZIP = b"PK\x03\x04"


class Kind(StrEnum):
    """A kind of file that the back room takes."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    JSON = "json"


EVERY = frozenset(Kind)

ENDINGS = {
    "pdf": Kind.PDF,
    "docx": Kind.DOCX,
    "xlsx": Kind.XLSX,
    "csv": Kind.CSV,
    "txt": Kind.CSV,
    "htm": Kind.HTML,
    "html": Kind.HTML,
    "json": Kind.JSON,
}


class Examined(NamedTuple):
    """A file that may be read: its kind, the document itself (unwrapped where it was gzipped), and of a text its
    encoding."""

    kind: Kind
    document: bytes
    encoding: str = ""


def examine(content: bytes, name: str, wanted: Collection[Kind] = EVERY) -> Examined:
    """
    Say what a file is and that it is safe to read.

    Raises ``Unreadable``: ``empty_file``, ``wrong_kind`` (not of ``wanted``, or not what its name says),
    ``encrypted_file``, ``encrypted_pdf``, ``corrupt_pdf``, ``no_pages``, ``too_long``, ``too_large``, ``unsafe_file``,
    ``wrong_shape``, ``bad_gzip``, ``bad_encoding``, ``cut_json``.
    """
    if not content.strip():
        raise Unreadable("empty_file", "Plik jest pusty.")
    if content.startswith(GZIP):
        content, name = unpack(content, MAX_UNPACKED), name.removesuffix(".gz").removesuffix(".GZ")
    kind = _kind(content, name)
    called = ENDINGS.get(name.rpartition(".")[2].lower())
    if called and called != kind:
        text = f"Nazwa mówi, że to plik {called.upper()}, a w środku jest {kind.upper()}. Sprawdź, czy to ten plik."
        raise Unreadable("wrong_kind", text)
    if kind not in wanted:
        raise Unreadable("wrong_kind", f"To jest plik {kind.upper()}. {_welcome(wanted)}")
    return Examined(kind, content, _look_inside(kind, content))


def _kind(content: bytes, name: str) -> Kind:
    if looks_like_pdf(content):
        return Kind.PDF
    if content.startswith(ZIP):
        return _kind_of_zip(content)
    if content.startswith(OLD_OFFICE):
        raise _old_office(content)
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return Kind.HTML
    if start.startswith((b"{", b"[")) and ENDINGS.get(name.rpartition(".")[2].lower()) != Kind.CSV:
        return Kind.JSON
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", GZIP)):
        raise Unreadable("wrong_kind", f"To nie jest plik, który umiemy odczytać. {_welcome(EVERY)}")
    return Kind.CSV


def _kind_of_zip(content: bytes) -> Kind:
    names = names_in(content)
    for kind, part in ((Kind.DOCX, "word/document.xml"), (Kind.XLSX, "xl/workbook.xml")):
        if part in names:
            return kind
    raise Unreadable("wrong_kind", f"To jest archiwum ZIP, a nie dokument. {_welcome(EVERY)}")


def _old_office(content: bytes) -> Unreadable:
    if ENCRYPTED_PACKAGE in content:
        return Unreadable("encrypted_file", "Plik jest zabezpieczony hasłem; zapisz go bez hasła i wyślij jeszcze raz.")
    text = "To plik dawnego Worda albo Excela (.doc, .xls). Zapisz go jako .docx albo .xlsx i wyślij jeszcze raz."
    return Unreadable("wrong_kind", text)


def _look_inside(kind: Kind, content: bytes) -> str:
    """Open what has not been opened yet; return the encoding of a text, by the name that people know."""
    if kind is Kind.PDF:
        page_count(content)
        if content.count(b" obj") > MAX_OBJECTS:
            raise Unreadable("too_long", f"Plik PDF ma więcej niż {MAX_OBJECTS} obiektów; tak złożonych nie otwieramy.")
    if kind is Kind.JSON:
        json_of(content)
    return decoded(content).encoding if kind is Kind.CSV else ""


def _welcome(wanted: Collection[Kind]) -> str:
    return f"Można wysłać: {', '.join(kind.upper() for kind in Kind if kind in wanted)}."
