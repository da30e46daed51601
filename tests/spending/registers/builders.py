"""Registers of our own making, with a mapping that reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

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
