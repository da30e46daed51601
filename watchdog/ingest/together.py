"""
A list that comes in pages: what none of them states any more was withdrawn, and only the pages together can say so.

A line that moves from one page to the next has left no list, so a page by itself withdraws nothing. When every page of
a walk has come and was read, they are read once more from the archive, all of them, and compared with what pages of
the same list have ever stated. One page that is missing, a refused row or a row that two pages state, and nothing is
withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from watchdog.archive.models import Sighting, Snapshot, Sourced
from watchdog.archive.vault import Damaged
from watchdog.ingest.documents import Report
from watchdog.ingest.registry import batches_for, goes_in_batches
from watchdog.ingest.source import Draft, Finding, Reject, Source
from watchdog.ingest.unpacking import unpack
from watchdog.ingest.withdrawing import LEAST_SHARE, mark
from watchdog.search.indexing import index_snapshot

Found = Callable[[Source, bytes, str], Iterable[Draft | Reject | Finding]]
Keys = dict[type[Sourced], list[tuple[str, str]]]
"""Of every kind of record, under which register and key pages state it; twice where two pages do."""


def settle(source: Source, pages: Sequence[Report], found: Found) -> None:
    """Mark what the pages of one list no longer state between them; what is in doubt stands in the last report."""
    last, address = pages[-1], source.together(pages[0].address)
    if not last.snapshot or not all(page.snapshot and page.status != "failed" for page in pages):
        if any(page.snapshot for page in pages):  # a list of which no page exists yet is no fault
            text = "Nie wszystkie strony wykazu przyszły; niczego nie oznaczono jako wycofane."
            last.doubt(Finding(code="pages_missing", text=text))
        return
    try:
        stated, refused = _stated(source, pages, found)
    except Damaged:
        return
    repeated = sum(len(keys) - len(set(keys)) for keys in stated.values())
    if repeated:
        text = f"Strony wykazu powtarzają wiersze: {repeated}. Niczego nie oznaczono jako wycofane."
        last.doubt(Finding(code="pages_repeat", text=text))
    elif not refused:
        _withdraw(source, address, stated, last)


def _stated(source: Source, pages: Sequence[Report], found: Found) -> tuple[Keys, bool]:
    """Read every page from the archive; tell what they state, and whether a row of them was refused."""
    stated: Keys = {}
    refused = False
    for page in pages:
        content = unpack(Snapshot.objects.get(sha256=page.sha256).read())
        for draft in found(source, content, page.address):
            if isinstance(draft, Reject):
                refused = True
            elif isinstance(draft, Draft) and goes_in_batches(type(draft)):
                stated.setdefault(batches_for(type(draft)).model, []).append(_key(draft))
    return stated, refused


def _key(draft: Any) -> tuple[str, str]:
    """Give a row's place among those of its register."""
    return draft.register_name, draft.key


def _withdraw(source: Source, address: str, stated: Keys, report: Report) -> None:
    """Mark the records that pages under this address stated once and now do not, unless that is most of them."""
    sightings = Sighting.objects.filter(source=source.slug, address__startswith=address)
    newest = sightings.filter(snapshot=report.snapshot).latest("seen_at")
    for model, keys in stated.items():
        every: QuerySet[Any] = model._default_manager.all()
        listed = every.filter(snapshot__in=sightings.values("snapshot"), withdrawn_at=None, entered_by=None)
        gone = list(_missing(listed.values_list("pk", "register", "key", "snapshot"), set(keys)))
        if not gone:
            continue
        if len(gone) > listed.count() * LEAST_SHARE:
            text = f"Wykaz ma o {len(gone)} wierszy mniej niż poprzednio; niczego nie oznaczono jako wycofane."
            report.doubt(Finding(code="shrunk", text=text))
            continue
        with transaction.atomic():
            mark(model, [pk for pk, _snapshot in gone], newest)
            for snapshot in {snapshot for _pk, snapshot in gone}:
                index_snapshot(snapshot)
        text = f"Wydawca przestał wymieniać pozycje: {len(gone)}. Oznaczono je jako wycofane."
        report.doubt(Finding(code="withdrawn", text=text))


def _missing(listed: Iterable[tuple[int, str, str, int]], stated: set[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    for pk, register, key, snapshot in listed:
        if (register, key) not in stated:
            yield pk, snapshot
