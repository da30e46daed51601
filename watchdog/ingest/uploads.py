"""
Files that people bring to the back room: measured, kept, examined, then read apart from the portal.

``kept`` takes a file of a form: one that is not too large goes into the archive, for staff only, whether or not it can
be read. ``examined`` says what it is, and ``reading_of`` what the portal's readers make of it; both run in a process
with limits, so that no file can hurt the portal. Whatever is wrong comes as ``Unreadable``, with words for the person.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from watchdog.accounts.acts import acting_user, record_act
from watchdog.accounts.models.acts import Code
from watchdog.archive.keeping import Arrival, keep
from watchdog.archive.models import Sighting, Snapshot
from watchdog.ingest import limited
from watchdog.ingest.documents import media_type_of
from watchdog.ingest.examining import EVERY, Examined, Kind, examine
from watchdog.ingest.reading import DocumentReading, read_document
from watchdog.ingest.source import Finding, Source, Unreadable
from watchdog.ingest.storing import FILE

LONGEST_NAME = 100
"""Letters of a file's name that we keep, its ending among them."""

UNWANTED = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|#]')


@dataclass(frozen=True)
class Upload:
    """A file that somebody brought, kept as it came."""

    name: str
    """Made harmless; to be shown, never to be used as a path."""
    content: bytes
    sighting: Sighting

    @property
    def snapshot(self) -> Snapshot:
        return self.sighting.snapshot


def kept(file: UploadedFile[bytes]) -> Upload:
    """Keep a form's file in the archive; raise ``Unreadable`` (``empty_file``, ``too_large``, ``archive_full``)."""
    content = _content(file)
    name = safe_name(file.name or "")
    arrival = Arrival(content, _address(content, name), media_type=media_type_of(content, name))
    try:
        upload = Upload(name, content, keep(arrival))
    except OSError as error:
        text = "Archiwum nie może zapisać pliku: na dysku brakuje miejsca albo praw do zapisu."
        raise Unreadable("archive_full", text) from error
    record_act(acting_user(), Code.UPLOADED, upload.snapshot, name)
    return upload


def examined(upload: Upload, wanted: Collection[Kind] = EVERY) -> Examined:
    """Say what a kept file is; raise ``Unreadable`` as ``examining.examine`` does, and as ``limited.call``."""
    found: Examined = limited.call(examine, upload.content, upload.name, frozenset(wanted))
    return found


def reading_of(upload: Upload, sources: Iterable[Source], wanted: Collection[Kind] = EVERY) -> DocumentReading:
    """Read a kept file with the first of ``sources`` that knows it; a file that cannot be read comes as ``failed``."""
    try:
        found = examined(upload, wanted)
        reading: DocumentReading = limited.call(read_document, found.document, upload.name, tuple(sources))
    except Unreadable as refusal:
        finding = Finding(code=refusal.code, text=refusal.text)
        return DocumentReading(path=upload.name, status="failed", findings=[finding])
    return reading


def safe_name(name: str) -> str:
    """Return the last step of a file's name without what could lead astray or hide; „plik” where nothing is left."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, dot, ending = UNWANTED.sub("", visible).strip(" .").rpartition(".")
    stem, ending = (stem, f"{dot}{ending[:10]}") if dot else (ending, "")
    return (stem[: LONGEST_NAME - len(ending)] or "plik") + ending


def _content(file: UploadedFile[bytes]) -> bytes:
    """Read a file's bytes, and not one more than is allowed."""
    most = settings.UPLOAD_MAX_BYTES
    file.seek(0)
    content: bytes = file.read(most + 1)
    if len(content) > most:
        text = f"Plik jest większy niż {most // 1024**2} MB. Podziel go albo zapisz w mniejszej jakości."
        raise Unreadable("too_large", text)
    if not content:
        raise Unreadable("empty_file", "Plik jest pusty.")
    return content


def _address(content: bytes, name: str) -> str:
    """Give other bytes another address, also under the same name: two people's „glosowanie.pdf” are two documents."""
    return f"{FILE}{hashlib.sha256(content).hexdigest()[:16]}/{name}"
