"""Rows that change a contract: told by the register's column, by the number's ending, by the subject."""

from __future__ import annotations

import re
from typing import NamedTuple

from spending.registers.cells import folded, says_nothing
from spending.registers.mapping import AnnexCell

NO = frozenset({"nie", "n", "0", "brak aneksu", "brak aneksow", "nie bylo", "nowa umowa", "false"})
OF = re.compile(r"^\s*aneks\w*\s*(?:nr\.?\s*)?\d*\s*(?:z\s+(?:dnia\s+)?[\d.]+\s*(?:r\.?)?\s*)?do\b", re.IGNORECASE)
"""„aneks do umowy nr …”, „Aneks nr 1 do …”."""
PARENT = re.compile(
    r"aneks\w*\s*(?:nr\.?\s*)?\d*\s*(?:z\s+(?:dnia\s+)?[\d.]+\s*(?:r\.?)?\s*)?do\s*"
    r"(?:umowy|um\.|porozumienia|zam[oó]wienia|zlecenia)?\s*(?:(?:nr|numer|znak)\b\.?:?)?\s*(?P<number>\S*\d\S*)",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"^\s*aneks\b", re.IGNORECASE)
BEFORE = re.compile(r"^\s*aneks\s*(?:nr\.?\s*)?\d*\s*(?:do\s*)?(?P<number>\S.*\d.*)$", re.IGNORECASE)
BEHIND = re.compile(
    r"^(?P<number>.*?\d.*?)(?:[\s/_-]+aneks\s*(?:nr\.?\s*)?\d*|\s*[/_]\s*a(?:neks)?\.?\s?\d*)\s*$", re.IGNORECASE
)
"""„… ANEKS 1”, „…_A2”, „…/A1”."""


class Annex(NamedTuple):
    """Whether a row is an annex, and of which contract by its number; ``mention`` is what the column says besides."""

    is_one: bool
    parent_number: str = ""
    mention: str = ""


def annex_of(cell: str, number: str, subject: str, means: AnnexCell) -> Annex:
    """Tell whether a row is an annex; a cell that only mentions annexes leaves it the contract that it is."""
    says = "" if says_nothing(cell) or folded(cell).strip(" .") in NO else cell
    by_cell = bool(says) and (means is AnnexCell.ROW or bool(OF.search(says)))
    ending = BEHIND.match(number) or BEFORE.match(number)
    if not (by_cell or ending or SUBJECT.search(subject)):
        return Annex(False, mention=says)
    named = (PARENT.search(says) if by_cell else None) or ending or PARENT.search(subject)
    return Annex(True, named["number"].strip(" .,;") if named else "", "" if by_cell else says)
