"""
The corridor: fetch → archive → parse → store → index, straight on, for one document at a time.

A document is stored whole or not at all, and its bytes are kept in either case. Running twice changes nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from watchdog.archive.keeping import Arrival, confirm, keep
from watchdog.archive.models import Disclosure, Sighting, Snapshot
from watchdog.archive.vault import Damaged, vault
from watchdog.core.db import savepoint_of_transaction
from watchdog.ingest import gone, limited, registry
from watchdog.ingest.blocks import Block
from watchdog.ingest.documents import Document, Report, media_type_of
from watchdog.ingest.seeds import SCHEME, read_seed
from watchdog.ingest.source import Draft, Finding, Reject, Source, Unreadable
from watchdog.ingest.storing import Storing
from watchdog.ingest.streamed import StreamedSource
from watchdog.ingest.together import settle
from watchdog.ingest.unpacking import unpack
from watchdog.ingest.withdrawing import previous_version, shrunk, withdraw_missing
from watchdog.search.indexing import index_snapshot

if TYPE_CHECKING:
    from watchdog.core import http

    Fetch = Callable[..., http.Fetched | http.NotModified]

logger = logging.getLogger(__name__)

GIVE_UP_AFTER = 5
"""So many documents in a row that a server could not send: it is out of order, and more questions do not help it."""

MOST_DOCUMENTS = 10_000
"""So many documents in one walk: no council publishes more, and a site that leads in circles ends here."""

CORRECTED = "Wydawca opublikował pod tym samym adresem nową wersję dokumentu."
READ_AGAIN = "Dokument z archiwum odczytano ponownie."


class Stopped(Exception):
    """The walk ended before its end, because going on would be wrong; the text says why, in Polish."""


def run(source: Source, since: date, fetch: Fetch | None = None, *, rehearse: bool = False) -> Iterator[Report]:
    """Take in what a source has published since a day, one document at a time, in one visit; raise ``Stopped``."""
    from watchdog.core import http  # whoever brings files by hand does without it, and starts sooner

    yield from until_stopped(_walk(source, since, fetch or http.Visit().fetch, rehearse=rehearse))


def _walk(source: Source, since: date, fetch: Fetch, *, rehearse: bool) -> Iterator[Report]:
    """Bring what a source names and what its documents lead to, each address once, the same bytes followed once."""
    met: set[str] = set()
    followed: set[str] = set()
    for first in source.discover(since):
        waiting, reports = deque([first]), list[Report]()
        while waiting:
            address = waiting.popleft()
            if address in met:
                continue
            met.add(address)
            report = bring(source, address, fetch, since=since, rehearse=rehearse)
            reports.append(report)
            if report.sha256 not in followed:
                followed.add(report.sha256)
                waiting.extend(report.leads)
            if source.complete_together and not waiting and not rehearse:
                settle(source, reports, _found)
            yield report
            if len(met) >= MOST_DOCUMENTS:
                raise Stopped(f"Przebieg objął już {len(met)} dokumentów; reszta zostaje na następny.")
    for address in gone.due(source, met):
        report = bring(source, address, fetch, since=since, rehearse=rehearse)
        gone.name(source, report)
        yield report


def until_stopped(reports: Iterable[Report]) -> Iterator[Report]:
    """Pass reports on; raise ``Stopped`` after one that says the archive is full or the server out of order."""
    failing = 0
    for report in reports:
        yield report
        failing = failing + 1 if report.transient else 0
        if report.fatal:
            raise Stopped(report.failure.text)
        if failing == GIVE_UP_AFTER:
            raise Stopped(f"Serwer wydawcy nie wysłał {failing} kolejnych dokumentów. {report.failure.text}")


def read_again(source: Source) -> Iterator[Report]:
    """Take in from the archive the newest document of every address of a source, without the network."""
    for sighting in Sighting.objects.latest_of_source(source.slug):
        if gone.stays_gone(source, sighting):
            continue
        report = _report(source.slug, sighting.address, sighting)
        try:
            content = _kept(source, sighting.snapshot)
        except Damaged:
            report.fail("damaged", "Kopia dokumentu w archiwum jest uszkodzona albo jej nie ma.")
        else:
            _read(source, sighting, content, report, reason=READ_AGAIN)
        yield report


def _kept(source: Source, snapshot: Snapshot) -> bytes | Path:
    """Return a kept document: its bytes, or where they lie for a source that reads piece by piece."""
    if not isinstance(source, StreamedSource):
        return snapshot.read()
    vault().open(snapshot.sha256).close()  # raises Damaged for bytes that were altered
    return vault().path(snapshot.sha256)


def bring(source: Source, address: str, fetch: Fetch, *, since: date, rehearse: bool = False) -> Report:
    """Fetch one document, take it in and see where it leads; one that cannot be fetched comes back as failed."""
    from watchdog.core import http  # as in ``run``

    latest = Sighting.objects.latest_at(address)
    known = latest if latest and latest.taken_in_at and latest.source == source.slug else None
    try:
        document = _fetched(source, address, fetch, known)
    except http.NothingThere:
        return Report(path=address, address=address, source=source.slug, status="unchanged")
    except (http.FetchError, FileNotFoundError) as error:
        report = Report(path=address, address=address, source=source.slug)
        report.transient = isinstance(error, http.TransientError)
        report.answered = error.status if isinstance(error, http.FetchError) else 0
        report.fail("unreachable", str(error) if isinstance(error, http.FetchError) else "Nie ma takiego pliku.")
        return report
    if document is None and known:
        confirm(known)
        report = _report(source.slug, address, known)
        report.status = "unchanged"
        report.leads = _leads(source, address, since, known.snapshot.read)
        return report
    assert document is not None, "a server may say 304 only to a question that names what is known"
    report = take_in(source, document, rehearse=rehearse)
    if not report.failed:
        report.leads = _leads(source, address, since, lambda: document.content)
    return report


def _leads(source: Source, address: str, since: date, read: Callable[[], bytes]) -> tuple[str, ...]:
    """Give the addresses that a document leads to; its bytes are read only for a source that follows any."""
    if type(source).follow is Source.follow:
        return ()
    try:
        return tuple(source.follow(address, unpack(read()), since))
    except (Damaged, Unreadable):
        return ()


def is_taken_in(source: Source, address: str) -> bool:
    """Tell whether a seed file, as it is now, is the latest seen at its address and was taken in."""
    latest = Sighting.objects.latest_at(address)
    return bool(
        latest
        and latest.taken_in_at
        and latest.source == source.slug
        and latest.snapshot.sha256 == hashlib.sha256(read_seed(address)).hexdigest()
    )


def _fetched(source: Source, address: str, fetch: Fetch, known: Sighting | None) -> Document | None:
    from watchdog.core import http  # as in ``run``

    if address.startswith(SCHEME):
        return Document(address, read_seed(address))
    question = source.question(address)
    marks = {"etag": known.etag, "last_modified": known.last_modified} if known else {}
    answer = fetch(address, **marks) if question is None else fetch(address, question=question)
    if isinstance(answer, http.NotModified):
        return None
    return Document(
        address,
        answer.content,
        media_type=answer.media_type,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )


def take_in(source: Source, document: Document, *, rehearse: bool = False) -> Report:
    """
    Keep a document, then read and store it, unless it is the latest at its address and was taken in already.

    Nothing is raised: whatever is wrong stands in the report.
    """
    if document.file and _is_read_apart(source):
        limited.get_ready()  # while a long document is kept
    report, sighting = keep_document(document, source, rehearse=rehearse)
    if sighting is None:
        return report
    if sighting.taken_in_at:
        report.status = "unchanged"
        return report
    reason = CORRECTED if previous_version(sighting) else ""
    _read(source, sighting, document.file or document.content, report, reason)
    return report


def keep_document(
    document: Document, source: Source | None, *, rehearse: bool = False
) -> tuple[Report, Sighting | None]:
    """Put a document into the archive, for staff only where no source knows it; no sighting means that it is full."""
    path = document.path or document.address
    arrival = Arrival(
        content=document.content,
        file=document.file,
        address=document.address,
        source=source.slug if source else "",
        media_type=document.media_type or media_type_of(document.beginning, document.name),
        disclosure=source.disclosure.value if source else Disclosure.STAFF,
        etag=document.etag,
        last_modified=document.last_modified,
    )
    try:
        sighting = keep(arrival, rehearse=rehearse)
    except OSError:
        logger.exception("the archive could not keep %s", document.address)
        report = Report(path=path, address=document.address, source=arrival.source, fatal=True)
        report.fail(
            "archive_full", "Archiwum nie może zapisać dokumentu: na dysku brakuje miejsca albo praw do zapisu."
        )
        return report, None
    return _report(arrival.source, path, sighting), sighting


def _report(source: str, path: str, sighting: Sighting) -> Report:
    snapshot = sighting.snapshot
    return Report(path=path, address=sighting.address, source=source, sha256=snapshot.sha256, snapshot=snapshot.pk)


def _read(source: Source, sighting: Sighting, content: bytes | Path, report: Report, reason: str) -> None:
    """Read and store a kept document in one transaction, then index it, and only then call it taken in."""
    try:
        with transaction.atomic():
            withdrawn = _store(source, sighting, content, report, reason)
    except Unreadable as failure:
        report.fail(failure.code, failure.text)
    except Exception:
        logger.exception("reading %s of %s broke off", sighting.snapshot, source.slug)
        report.fail("crashed", "Odczyt przerwał błąd programu; dokument zachowano, błąd opisano w dzienniku.")
    else:
        _index([sighting.snapshot_id, *withdrawn], sighting, report)


def _index(snapshots: list[int], sighting: Sighting, report: Report) -> None:
    """Bring search up to date; what could not be indexed counts as not taken in, and is read again next time."""
    try:
        with savepoint_of_transaction():
            for snapshot in snapshots:
                index_snapshot(snapshot)
    except Exception:
        logger.exception("indexing %s broke off", sighting.snapshot)
        report.doubt(Finding(code="not_indexed", text="Zapisy dodano, ale wyszukiwarka jeszcze ich nie zna."))
    else:
        Sighting.objects.filter(pk=sighting.pk).update(taken_in_at=timezone.now())


def _is_read_apart(source: Source) -> bool:
    return bool(settings.READ_APART) and not source.seed


def _found(source: Source, content: bytes | Path, address: str) -> Iterable[Draft | Reject | Finding]:
    """Read a document apart, where it can do no harm; the project's own seed files are read here."""
    apart = _is_read_apart(source)
    if isinstance(content, Path):
        read = cast(StreamedSource, source).read_file
        return (
            limited.stream(read, str(content), address, limits=limited.REGISTER)
            if apart
            else read(str(content), address)
        )
    content = unpack(content)
    return limited.stream(source.read, content, address) if apart else source.read(content, address)


def _in_blocks(source: Source, path: Path, address: str) -> Iterable[Draft | Reject | Finding | Block]:
    """Read a document of any size as ``_found`` does, its plain rows in blocks."""
    read = cast(StreamedSource, source).read_blocks
    apart = _is_read_apart(source)
    return limited.stream(read, str(path), address, limits=limited.REGISTER) if apart else read(str(path), address)


def _is_empty(content: bytes | Path) -> bool:
    return not content.stat().st_size if isinstance(content, Path) else not content.strip()


def _store(source: Source, sighting: Sighting, content: bytes | Path, report: Report, reason: str) -> list[int]:
    """Store what the document says; return the earlier documents whose records it withdrew."""
    if source.city not in (registry.GENERIC, settings.CITY):
        raise Unreadable("other_city", f"Dokument dotyczy innego miasta ({source.city}) niż ten portal.")
    if _is_empty(content):
        raise Unreadable("empty_file", "Plik jest pusty.")
    storing = _stored(source, sighting, content, report, reason)
    doubt = shrunk(sighting, storing.seen)
    if doubt:
        report.doubt(doubt)
    if not source.complete or report.rejects or doubt:
        return []
    withdrawn = withdraw_missing(sighting, storing.seen)
    if withdrawn.records:
        text = f"Wydawca przestał wymieniać pozycje: {withdrawn.records}. Oznaczono je jako wycofane."
        report.doubt(Finding(code="withdrawn", text=text))
    return withdrawn.snapshots


def _stored(source: Source, sighting: Sighting, content: bytes | Path, report: Report, reason: str) -> Storing:
    """
    Store what a document says, its plain rows in blocks where there are any.

    A block that the database refuses leaves no trace of the document: it is read again, row by row, so that the one bad
    row costs itself alone.
    """
    if isinstance(content, Path):
        try:
            with transaction.atomic():
                storing = Storing(source, sighting, report, reason)
                storing.store(_in_blocks(source, content, sighting.address))
                return storing
        except (DataError, IntegrityError):
            logger.exception("%s of %s could not be copied; it is stored row by row", sighting.snapshot, source.slug)
            report.begin_again()
    storing = Storing(source, sighting, report, reason)
    storing.store(_found(source, content, sighting.address))
    return storing
