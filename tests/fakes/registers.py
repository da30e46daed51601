"""A register of our own making, a contract a line: the smallest real use of batches and of reading piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

from spending.drafts import ContractDraft, Party
from watchdog.ingest.source import Disclosure, Draft, Reject
from watchdog.ingest.streamed import StreamedSource


class LinesOfContracts(StreamedSource):
    """
    Publisher: an office of our own making.
    Cadence: whenever a test says so.
    Licence: none needed.
    Caveat: it does not exist.
    """

    # Source
    slug = "fake_contracts"
    title = "Rejestr umów (źródło próbne)"
    city = "generic"
    disclosure = Disclosure.PUBLIC
    complete = True

    def recognises(self, content: bytes, name: str = "") -> bool:
        return content.startswith(b"key;value;subject")

    def read_stream(self, stream: BinaryIO, address: str) -> Iterator[Draft | Reject]:
        next(stream)
        for number, line in enumerate(stream, start=2):
            place = f"row {number}"
            key, value, subject = line.decode().strip().split(";")
            if not value:
                yield Reject(place=place, reason="Brak kwoty.", raw=line.decode())
                continue
            buyer = Party(name="Zarząd Dróg")
            yield ContractDraft(
                place=place, register_name="fake", key=key, value=Decimal(value), subject=subject, buyer=buyer
            )


def lines(*rows: str) -> bytes:
    """Return a document with these rows."""
    return "\n".join(["key;value;subject", *rows]).encode()


def numbered(*numbers: int) -> bytes:
    """Return a document with a contract of each number."""
    return lines(*(f"{number};{number}.00;remont {number}" for number in numbers))
