"""The registry card of a source: what its class docstring says of publisher, cadence, licence and caveats."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from watchdog.ingest.source import Source

REQUIRED = ("Publisher", "Cadence", "Licence", "Caveat")

_LINE = re.compile(rf"^({'|'.join(REQUIRED)}):\s+", re.MULTILINE)


@dataclass(frozen=True)
class Card:
    """A source in its own words, each without line breaks; English, translated where it is shown."""

    publisher: str
    cadence: str
    licence: str
    caveat: str


def card_of(source: Source) -> Card:
    """Read a source's card; raise ``ValueError`` naming the lines that its docstring lacks."""
    parts = _LINE.split(inspect.getdoc(type(source)) or "")
    said = {label: " ".join(text.split()) for label, text in zip(parts[1::2], parts[2::2], strict=True)}
    missing = [label for label in REQUIRED if not said.get(label)]
    if missing:
        raise ValueError(f"the card of {source.slug} lacks: {', '.join(missing)}")
    return Card(said["Publisher"], said["Cadence"], said["Licence"], said["Caveat"])
