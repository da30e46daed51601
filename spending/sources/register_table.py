"""Registers of contracts and payments that cities publish as tables: one reader, and a mapping for each layout."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from spending.registers.blocks import in_blocks
from spending.registers.heads import layouts
from spending.registers.mapping import Mapping, built_in
from spending.registers.opening import open_table, opener
from spending.registers.reading import read_register
from watchdog.ingest.blocks import Block
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Unreadable
from watchdog.ingest.streamed import StreamedSource

RECOGNISED_BY = 64 * 1024
"""Bytes of a text file by which its headings are known."""
PREFIX = "rejestr_"


class RegisterTable(StreamedSource):
    """A register read by a mapping; its file is walked through more than once, so it is opened anew each time."""

    # Source
    city = "generic"
    authority = Authority.OFFICE
    disclosure = Disclosure.STAFF
    media_types = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    rank = 70

    # RegisterTable
    mapping: Mapping

    def recognises(self, content: bytes, name: str = "") -> bool:
        if not _may_be_table(content):
            return False
        start = content if content.startswith(BINARY) else content[:RECOGNISED_BY]
        try:
            layouts(open_table(lambda: io.BytesIO(start), self.mapping.separator), self.mapping)
        except Unreadable:
            return False
        return True

    def read_stream(self, stream: BinaryIO, address: str) -> Iterator[Draft | Reject | Finding]:
        content = stream.read()  # a document in memory; one of any size comes by its path
        yield from read_register(lambda: io.BytesIO(content), self.mapping).found

    def read_file(self, path: str, address: str) -> Iterator[Draft | Reject | Finding]:
        with opener(path) as again:
            yield from read_register(again, self.mapping).found

    def read_blocks(self, path: str, address: str) -> Iterator[Draft | Reject | Finding | Block]:
        with opener(path) as again:
            yield from in_blocks(again, self.mapping)


class PoznanContracts(RegisterTable):
    """
    The register of contracts of Poznań and of its units, 2014–2020.

    Publisher: the city of Poznań (Biuletyn Informacji Publicznej), in the copy of the project poznan-dane.
    Cadence: irregular; entries appear weeks late under their old dates.
    Licence: public-sector information re-used under the act of 11 August 2021.
    Caveat: sums of contracts are not spending; the unit is unknown in 28 077 rows, annexes are told by their wording.
    """

    # Source
    slug = "rejestr_poznan"
    title = "Rejestr umów miasta Poznania"
    city = "poznan"
    homepage = "https://bip.poznan.pl/"

    # RegisterTable
    mapping = built_in("poznan")


class SavedRegister(RegisterTable):
    """
    A register whose mapping people of the back room have saved.

    Publisher: the office that the register's title names.
    Cadence: as files are brought.
    Licence: public-sector information re-used under the act of 11 August 2021.
    Caveat: read by a mapping of columns that a person has made and checked on a preview.
    """

    def __init__(self, mapping: Mapping) -> None:
        own: dict[str, Any] = {
            "slug": f"{PREFIX}{mapping.slug}",
            "title": mapping.title,
            "city": mapping.city,
            "homepage": mapping.homepage,
            "complete": mapping.complete,
        }
        vars(self).update(own)
        self.mapping = mapping


BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SPREADSHEETS = (b"xl/workbook.", b"opendocument.spreadsheet")


def _may_be_table(content: bytes) -> bool:
    """Tell cheaply whether bytes may be a table: a ZIP that is no spreadsheet is not opened at all."""
    if content.startswith(b"PK\x03\x04"):
        return any(part in content for part in SPREADSHEETS)
    return content.lstrip()[:1] not in (b"<", b"{", b"[", b"") and not content.startswith(b"%PDF")
