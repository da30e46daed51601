"""What the preview of a table shows: its entries by what is known of them, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from watchdog.backroom.importing.columns import CellError
from watchdog.backroom.importing.comparing import Status
from watchdog.backroom.models import Bundle, ImportFile

VIEWS: dict[str, tuple[Any, frozenset[str]]] = {
    "wszystko": (_("Everything"), frozenset(Status.values)),
    "nowe": (_("New"), frozenset({Status.NEW.value})),
    "bledy": (_("Errors only"), frozenset({Status.ERROR.value, Status.REFUSED.value})),
    "roznice": (_("Differs from the portal"), frozenset({Status.DIFFERS.value})),
    "znane": (_("Known already"), frozenset({Status.SAME.value, Status.WAITING.value})),
    "czeka": (_("Not compared yet"), frozenset({Status.PENDING.value})),
}
"""What ``?widok=`` may name, and the statuses that it shows."""


@dataclass(frozen=True)
class Shown:
    """One entry as the preview shows it."""

    row: int
    count: int
    title: str
    status: str
    words: str
    lines: tuple[str, ...]
    differences: tuple[dict[str, str], ...]
    url: str
    """Of the record in the portal that it is compared with."""
    record: str


@dataclass(frozen=True)
class Preview:
    """A file's entries in one view of them, and how many there are in each."""

    view: str
    shown: Sequence[Shown]
    tabs: tuple[tuple[str, Any, int], ...]
    counts: dict[str, int]
    bundles: Sequence[Bundle]

    @classmethod
    def of(cls, file: ImportFile, asked: str) -> Preview:
        view = asked if asked in VIEWS else "wszystko"
        counts = Counter(entry["status"] for entry in file.entries)
        entries = [entry for entry in file.entries if entry["status"] in VIEWS[view][1]]
        tabs = tuple(
            (name, words, sum(counts[status] for status in statuses)) for name, (words, statuses) in VIEWS.items()
        )
        bundles = list(Bundle.objects.filter(key__startswith=file.bundle_keys).order_by("pk"))
        return cls(view, _Lazily(entries), tuple(tab for tab in tabs if tab[2] or tab[0] == view), counts, bundles)

    @property
    def new(self) -> int:
        return self.counts.get(Status.NEW, 0)

    @property
    def pending(self) -> int:
        return self.counts.get(Status.PENDING, 0)

    @property
    def wrong(self) -> int:
        return self.counts.get(Status.ERROR, 0) + self.counts.get(Status.REFUSED, 0)


class _Lazily(Sequence[Any]):
    """Entries turned into what is shown of them a page at a time."""

    def __init__(self, entries: Sequence[dict[str, Any]]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, place: Any) -> Any:
        found = self._entries[place]
        return [shown(entry) for entry in found] if isinstance(found, list) else shown(found)


def shown(entry: dict[str, Any]) -> Shown:
    """Present one entry; what is wrong and what is doubtful first."""
    errors = [CellError(**error).said for error in entry["errors"]]
    doubts = [finding["text"] for finding in entry.get("findings", [])]
    return Shown(
        row=entry["row"],
        count=entry["count"],
        title=entry["title"],
        status=entry["status"],
        words=str(Status(entry["status"]).label),
        lines=tuple(filter(None, [*errors, entry.get("reason", ""), *doubts])),
        differences=tuple(entry.get("differences", [])),
        url=entry.get("url", ""),
        record=entry.get("shown", ""),
    )


def errors_of(entries: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """List what is wrong by row and column; what cannot be stored is the row's."""
    for entry in entries:
        yield from entry["errors"]
        if entry["status"] == Status.REFUSED:
            yield {"row": entry["row"], "column": "", "text": entry["reason"]}
