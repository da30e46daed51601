"""
What would come of a register's file: how it was opened, its columns, its first rows, and counts of all.

Run it apart (``watchdog.ingest.limited``): it opens files of strangers. Free of Django.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice

from spending.drafts import ContractDraft, PaymentDraft
from spending.registers.heads import likely_head, proposed
from spending.registers.mapping import FIELDS, Listing, Mapping
from spending.registers.opening import open_table, opener
from spending.registers.reading import Found, read_register
from spending.registers.texts import NAMED
from watchdog.ingest.source import Finding, Reject, Unreadable

SHOWN = 20
"""Rows that are shown as they would be read."""
REASONS = 20
"""Rejected rows that are named."""
COUNTED = 30_000
"""Rows that are counted while somebody waits; the corridor counts them all."""


@dataclass(frozen=True)
class Heads:
    """A file's columns, before anybody says what they mean."""

    said: tuple[str, ...]
    """How it was opened, in sentences."""
    columns: tuple[str, ...]
    proposed: dict[str, dict[str, str]]
    """By listing: which column may fill which field."""


@dataclass(frozen=True)
class ShownRow:
    """One row as it would be read, a private person behind the mask; of a rejected one the reason alone."""

    place: str
    number: str = ""
    kind: str = ""
    day: date | None = None
    supplier: str = ""
    buyer: str = ""
    subject: str = ""
    amount: Decimal | None = None
    currency: str = ""
    doubts: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class Preview:
    """A file read by a mapping, with nothing stored; ``refusal`` says why nothing can be read."""

    rows: list[ShownRow] = field(default_factory=list)
    rejects: list[ShownRow] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """Drafts by kind, and ``rejected``."""
    doubts: dict[str, int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    whole: bool = True
    """Whether every row was counted."""
    refusal: str = ""

    @property
    def good(self) -> int:
        """How many rows can be taken in."""
        return sum(count for name, count in self.counts.items() if name != "rejected")

    @property
    def rejected(self) -> int:
        """How many rows cannot."""
        return self.counts.get("rejected", 0)

    @property
    def can_be_taken(self) -> bool:
        """Whether the mapping fits: it is taken for a wrong one where it reads fewer rows than it rejects."""
        return not self.refusal and self.good > self.rejected


def heads_of(path: str) -> Heads:
    """Say how a file opens and which columns it has; raise ``Unreadable`` as ``open_table`` does."""
    with opener(path) as again:
        opened = open_table(again)
        heads = [head for head in (likely_head(sheet.rows()) for sheet in opened.sheets) if head]
    if not heads:
        raise Unreadable("empty_file", "W pliku nie ma żadnego wypełnionego wiersza.")
    columns = tuple(dict.fromkeys(cell for cell in heads[0].cells if cell))
    said = [f"Plik {opened.kind}."]
    if opened.encoding:
        said.append(f"Odczytano jako {opened.encoding}; kolumny rozdziela {NAMED[opened.separator]}.")
    else:
        said.append(f"Arkusze: {', '.join(f'„{sheet.name}”' for sheet in opened.sheets)}.")
    said.append(f"Za nagłówki wzięto wiersz {heads[0].number}.")
    return Heads(tuple(said), columns, {listing.value: proposed(columns, listing) for listing in Listing})


def preview_of(path: str, mapping: Mapping) -> Preview:
    """Read a file by a mapping as the corridor would; what makes the whole of it unreadable comes as ``refusal``."""
    preview = Preview()
    counts: Counter[str] = Counter()
    doubts: Counter[str] = Counter()
    try:
        with opener(path) as again:
            found = read_register(again, mapping).found
            for each in islice(found, COUNTED):
                _note(each, preview, counts, doubts)
            preview.whole = next(_records(found), None) is None
    except Unreadable as refusal:
        preview.refusal = refusal.text
    preview.counts, preview.doubts = dict(counts), dict(doubts)
    return preview


def _records(found: Iterator[Found]) -> Iterator[Found]:
    return (each for each in found if not isinstance(each, Finding))


def _note(each: Found, preview: Preview, counts: Counter[str], doubts: Counter[str]) -> None:
    if isinstance(each, Finding):
        preview.said.append(each.text)
        return
    counts["rejected" if isinstance(each, Reject) else _kind(each)] += 1
    if not isinstance(each, Reject):
        doubts.update(finding.code for finding in each.findings)
    if len(preview.rows) < SHOWN:
        preview.rows.append(_shown(each))
    elif isinstance(each, Reject) and len(preview.rejects) < REASONS:
        preview.rejects.append(_shown(each))


def _kind(draft: ContractDraft | PaymentDraft) -> str:
    return draft.kind.value if isinstance(draft, ContractDraft) else "payment"


def _shown(each: ContractDraft | PaymentDraft | Reject) -> ShownRow:
    if isinstance(each, Reject):
        return ShownRow(each.place, reason=each.reason)
    if isinstance(each, ContractDraft):
        number, day, amount = each.number, each.signed_last, each.value
    else:
        number, day, amount = each.document_number, each.paid_on or each.issued_on, each.amount
    return ShownRow(
        place=each.place,
        number=number,
        kind=_kind(each),
        day=day,
        supplier="; ".join(party.name for party in each.suppliers),
        buyer=each.buyer.name if each.buyer else "",
        subject=each.subject,
        amount=amount,
        currency=each.currency,
        doubts=tuple(finding.text for finding in each.findings),
    )


def titles(listing: Listing) -> dict[str, str]:
    """Give the fields that a column of such a register may fill, by what people call them."""
    return {name: found.title for name, found in FIELDS.items() if listing in found.listings}
