"""Documents brought by hand: files of this machine through the same corridor, each to the source that recognises it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.conf import settings

from watchdog.ingest import pipeline, registry, runs
from watchdog.ingest.documents import Document, Report
from watchdog.ingest.locks import only_reader_of
from watchdog.ingest.models import Run
from watchdog.ingest.reading import recognise
from watchdog.ingest.source import Source, Unreadable
from watchdog.ingest.streamed import StreamedSource, unwrapped
from watchdog.ingest.unpacking import MAX_BYTES, unpack

UNRECOGNISED = "unrecognised"
"""Under this name the operators' page lists runs over files that no source knows."""

LONG = 32 * 1024 * 1024
"""A file of more bytes is recognised by its beginning, and only by sources that read piece by piece."""

BEGINNING = 256 * 1024

PATIENCE = 120.0
"""Seconds to wait for a source that another process is reading."""


def expand(paths: list[Path]) -> list[Path]:
    """Return the files named, and those in directories named, sorted; raise ``OSError`` for a path that is missing."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            files += [each for each in inside if not any(part.startswith(".") for part in each.relative_to(path).parts)]
        else:
            path.open("rb").close()
            files.append(path)
    return files


@dataclass(frozen=True)
class Recognised:
    """A file, its place in the row of files, and the source that reads it, or why none does."""

    position: int
    path: Path
    source: Source | None
    refusal: Unreadable | None = None

    @property
    def slug(self) -> str:
        return self.source.slug if self.source else UNRECOGNISED

    @property
    def order(self) -> tuple[int, str, int]:
        return (self.source.rank if self.source else 0, self.slug, self.position)


def take_in_files(
    files: list[Path], source: Source | None = None, *, rehearse: bool = False
) -> Iterator[tuple[int, Report]]:
    """
    Take in files, source by source, and report on each with its position in ``files``.

    Raises ``Busy`` when another process reads a source for longer than our patience.
    """
    known = sorted((_recognised(n, path, source) for n, path in enumerate(files)), key=lambda file: file.order)
    for slug, group in groupby(known, key=lambda file: file.slug):
        batch = list(group)
        with only_reader_of(slug, wait=PATIENCE):
            run = Run.objects.create(source=slug)
            reports = pipeline.until_stopped(_take_in(file, rehearse=rehearse) for file in batch)
            for report, file in zip(runs.recorded(run, reports), batch, strict=False):  # a stopped run is shorter
                yield file.position, report


def _recognised(position: int, path: Path, source: Source | None) -> Recognised:
    if source:
        return Recognised(position, path, source)
    name, sources = path.name.removesuffix(".gz"), registry.by_likelihood(settings.CITY, saved=True)
    try:
        if path.stat().st_size > LONG:
            streamed = [each for each in sources if isinstance(each, StreamedSource)]
            found = recognise(_beginning(path), name, streamed)
        else:
            found = recognise(contents(path), name, sources)
    except Unreadable as refusal:
        return Recognised(position, path, None, refusal)
    return Recognised(position, path, found)


def _beginning(path: Path) -> bytes:
    """Return the first bytes of a long file's document; raise ``Unreadable`` for a damaged ``.gz``."""
    with path.open("rb") as file:
        return unwrapped(file).read(BEGINNING)


def contents(path: Path) -> bytes:
    """Return a file's document, unwrapped where it is gzipped; raise ``Unreadable`` for one that is too large."""
    return unpack(_bytes(path))


def shown(path: Path | str) -> str:
    """Return a path as text that can be printed and stored, also where its bytes are no UTF-8."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("too_large", f"Plik jest większy niż {MAX_BYTES // 1024**2} MB.")
    return path.read_bytes()


def _document(file: Recognised, address: str, path: str) -> Document:
    """Hold a file's bytes, unless its source reads them piece by piece or they are too many for any other."""
    size = file.path.stat().st_size
    if isinstance(file.source, StreamedSource) or (file.source is None and size > MAX_BYTES):
        return Document(address, file=file.path, path=path)
    return Document(address, _bytes(file.path), path=path)


def _take_in(file: Recognised, *, rehearse: bool) -> Report:
    path, address = shown(file.path), f"file:{shown(file.path.name)}"
    try:
        document = _document(file, address, path)
    except Unreadable as refusal:
        report = Report(path=path, address=address, source=file.source.slug if file.source else "")
        report.fail(refusal.code, refusal.text)
        return report
    if file.source:
        return pipeline.take_in(file.source, document, rehearse=rehearse)
    report, _sighting = pipeline.keep_document(document, None, rehearse=rehearse)
    if file.refusal and not report.failed:
        report.fail(file.refusal.code, file.refusal.text)
    return report
