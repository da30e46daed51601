"""
Many plain rows of a register in one piece: what a reader may hand over in the place of as many drafts.

Free of Django; see ADR 21.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from watchdog.ingest.source import Draft


@dataclass(frozen=True)
class Block:
    """Rows as ``COPY`` reads them (text format, UTF-8); a subclass says of what, and its room how they are stored."""

    draft: ClassVar[type[Draft]]
    """The kind of draft whose place the rows take; what stores those in batches also copies the block."""

    count: int
    place: str
    """Where the first row of the document stands that the block follows, its own or another."""
    address: str
    """Where the rows were published, where the document does not tell; empty: where the document was."""
    content: tuple[bytes, ...]
    """Whole rows, some hundreds together."""
