"""The columns of every kind of table in Markdown, for ``docs/import.md``; a test holds that page against this."""

from __future__ import annotations

from collections.abc import Iterable

from watchdog.backroom.importing.blanks import explained
from watchdog.backroom.importing.kinds import ImportKind

HEAD = "| kolumna | wymagana | co wpisać | przykład | dozwolone słowa |\n|---|---|---|---|---|\n"


def columns_in_markdown(kinds: Iterable[ImportKind]) -> str:
    """Write one section a kind, under its slug."""
    return "\n".join(_section(kind) for kind in kinds)


def _section(kind: ImportKind) -> str:
    rows = ("".join(f"| {cell} " for cell in cells) + "|\n" for cells in explained(kind))
    return f"## {kind.slug}\n\n{HEAD}{''.join(rows)}"
