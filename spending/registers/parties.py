"""Who stands in a cell: firms by name, private people behind a mask, contractors that the office keeps secret."""

from __future__ import annotations

from dataclasses import dataclass

from spending.drafts import Party, PartyKind
from spending.registers.cells import number_of, says_nothing
from spending.registers.mapping import Mapping
from watchdog.core.people import is_private_person, masked_as, without_person
from watchdog.core.text import squash
from watchdog.ingest.source import Finding

NUMBERS = ("nip", "regon", "krs")
LONGEST = 500


@dataclass(frozen=True)
class Parties:
    """The parties of one cell, doubts about their numbers, and private names to be hidden elsewhere in the row."""

    found: tuple[Party, ...] = ()
    findings: tuple[Finding, ...] = ()

    def hide(self, text: str) -> str:
        """Put the mask where a text names one of the private people of this cell."""
        for party in self.found:
            if party.private_name:
                text = without_person(text, party.private_name)
        return text


def suppliers_of(cell: str, numbers: dict[str, str], mapping: Mapping, place: str) -> Parties:
    """Read contractors; several stand in one cell only where the mapping names the sign between them."""
    names = cell.split(mapping.parties) if mapping.parties else [cell]
    names = [name for name in map(squash, names) if not says_nothing(name, mapping.silent)]
    lists = {kind: _parted(text, mapping.parties, len(names)) for kind, text in numbers.items()}
    found: list[Party] = []
    findings: list[Finding] = []
    for position, name in enumerate(names):
        own = {kind: texts[position] for kind, texts in lists.items()}
        party, doubts = _party(name, own, place)
        found.append(party)
        findings += doubts
    return Parties(tuple(found), tuple(findings))


def buyer_of(cell: str, numbers: dict[str, str], mapping: Mapping, place: str) -> tuple[Party | None, list[Finding]]:
    """Read the unit; where no column names one, it is the register's own."""
    name = mapping.buyer if says_nothing(cell, mapping.silent) else cell
    if not name:
        return None, []
    checked, findings = _numbers(numbers, place)
    return Party(name=name[:LONGEST], kind=PartyKind.PUBLIC, **checked), findings


def _party(name: str, numbers: dict[str, str], place: str) -> tuple[Party, list[Finding]]:
    mask = masked_as(name)
    if mask:
        return (Party.person() if mask == "person" else Party.withheld()), []
    checked, findings = _numbers(numbers, place)
    if is_private_person(name, has_number=bool(checked["nip"] or checked["regon"])):
        return Party.person(name), []
    return Party(name=name[:LONGEST], **checked), findings


def _numbers(numbers: dict[str, str], place: str) -> tuple[dict[str, str], list[Finding]]:
    checked: dict[str, str] = {}
    findings: list[Finding] = []
    for kind in NUMBERS:
        checked[kind], doubts = number_of(numbers.get(kind, ""), kind, place)
        findings += doubts
    return checked, findings


def _parted(text: str, separator: str, count: int) -> list[str]:
    """Give each contractor the number at its place; numbers that are fewer or more than contractors are nobody's."""
    parts = text.split(separator) if separator and count > 1 else [text]
    return parts if len(parts) == count else [""] * count
