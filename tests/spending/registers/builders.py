"""Registers of our own making, with a mapping that reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any
from zipfile import ZipFile

from xlsxwriter import Workbook

from spending.drafts import ContractDraft
from spending.registers.mapping import Mapping
from spending.registers.reading import read_register
from watchdog.ingest.source import Finding, Reject

HEADS = ("Nr umowy", "Data zawarcia", "Kontrahent", "NIP", "Przedmiot umowy", "Wartość", "Dział", "Rozdział", "§")
COLUMNS = {
    "number": "Nr umowy",
    "signed": "Data zawarcia",
    "supplier": "Kontrahent",
    "supplier_nip": "NIP",
    "subject": "Przedmiot umowy",
    "value": "Wartość",
    "dzial": "Dział",
    "rozdzial": "Rozdział",
    "paragraf": "§",
}
VALUES: dict[str, str] = {
    "Nr umowy": "IR.1.2026",
    "Data zawarcia": "2026-01-05",
    "Kontrahent": "Wiatrak Sp. z o.o.",
    "Przedmiot umowy": "remont świetlicy",
    "Wartość": "100,00",
}


def mapping(**values: Any) -> Mapping:
    """Give a mapping of the columns above."""
    fields = {"slug": "wzor", "title": "Rejestr wzorcowy", "city": "gliwice", "register_name": "wzor"}
    return Mapping.model_validate({**fields, "columns": COLUMNS, "buyer": "Urząd Wzorcowy", **values})


def line(**cells: str) -> list[str]:
    """Give one row; a keyword is a field, what is left out holds something ordinary."""
    by_head = {COLUMNS[field]: cell for field, cell in cells.items()}
    return [{**VALUES, **by_head}.get(head, "") for head in HEADS]


def table(*rows: Sequence[str], heads: Sequence[str] = HEADS) -> str:
    """Give a CSV file."""
    return "\n".join(";".join(row) for row in [heads, *rows]) + "\n"


def workbook(sheets: dict[str, Iterable[Sequence[Any]]]) -> bytes:
    """Give an XLSX file."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


ODS = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def opendocument(name: str, rows: Iterable[Sequence[Any]]) -> bytes:
    """Give an ODS file of one sheet, as LibreOffice writes it: a number keeps its value beside what is shown."""
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(f'xmlns:{each}="{OASIS}:{each}:1.0"' for each in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><m:manifest xmlns:m="{OASIS}:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{ODS}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    kind, kept = "string", ""
    if isinstance(value, date):
        kind, kept = "date", f' office:date-value="{value.isoformat()}"'
    elif isinstance(value, Decimal):
        kind, kept = "float", f' office:value="{value}"'
    shown = f"<text:p>{escape(str(value))}</text:p>" if value != "" else ""
    return f'<table:table-cell office:value-type="{kind}"{kept}>{shown}</table:table-cell>'


class Was:
    """What came of a file."""

    def __init__(self, content: str | bytes, how: Mapping | None = None) -> None:
        whole = content.encode() if isinstance(content, str) else content
        found = list(read_register(lambda: io.BytesIO(whole), how or mapping()).found)
        self.rejects = [each for each in found if isinstance(each, Reject)]
        self.said = [each for each in found if isinstance(each, Finding)]
        self.drafts = [each for each in found if isinstance(each, ContractDraft)]

    @property
    def one(self) -> ContractDraft:
        """The only draft."""
        assert not self.rejects, self.rejects
        (draft,) = self.drafts
        return draft

    @property
    def doubts(self) -> list[str]:
        """The codes of the doubts about the records."""
        return [finding.code for draft in self.drafts for finding in draft.findings]
