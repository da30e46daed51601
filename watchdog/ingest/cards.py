"""The registry card of a source: what its class docstring says of publisher, cadence, licence and caveats."""

from __future__ import annotations

from dataclasses import dataclass

from watchdog.core.cards import LABELS, lines_of
from watchdog.ingest.source import Source


@dataclass(frozen=True)
class Card:
    """A source in its own words, each without line breaks; English, translated where it is shown."""

    publisher: str
    cadence: str
    licence: str
    caveat: str


def card_of(source: Source) -> Card:
    """Read a source's card; raise ``ValueError`` naming the lines that its docstring lacks."""
    said = lines_of(type(source).__doc__)
    missing = [label for label in LABELS if not said.get(label)]
    if missing:
        raise ValueError(f"the card of {source.slug} lacks: {', '.join(missing)}")
    return Card(said["Publisher"], said["Cadence"], said["Licence"], said["Caveat"])
