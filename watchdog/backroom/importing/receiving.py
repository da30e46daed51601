"""A table comes in: kept in the archive, read apart, laid down entry by entry; no record comes of it here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile

from watchdog.backroom.drafts import kind_of
from watchdog.backroom.importing.comparing import Status, compare
from watchdog.backroom.importing.kinds import Entry, ImportKind
from watchdog.backroom.importing.tables import table_of
from watchdog.backroom.models import ImportFile
from watchdog.ingest import limited
from watchdog.ingest.examining import Kind
from watchdog.ingest.uploads import examined, kept

TABLES = frozenset({Kind.CSV, Kind.XLSX})


def receive(file: UploadedFile[bytes], kind: ImportKind, user: User) -> tuple[ImportFile, bool]:
    """
    Take a table in and compare what there is time for; tell whether it is new here.

    Raises ``Unreadable`` for a file that is no such table. The same file whose entries still wait is the one that is
    here already: a preview is made afresh, because the portal may have learnt since; work on its way stays as it is.
    """
    upload = kept(file)
    found = examined(upload, TABLES)
    table = limited.call(table_of, found.kind, found.document)
    tables = kind.find(kind, table)
    result = {"said": [*table.said, *tables.warnings], "entries": [_kept(entry) for entry in tables.entries]}
    known = _known(upload.snapshot.sha256, kind)
    if known is None:
        values = {"snapshot": upload.snapshot, "name": upload.name, "kind": kind.slug, "user": user}
        made = ImportFile.objects.create(**values, result=result)
    else:
        made = known
        ImportFile.objects.filter(pk=known.pk, state=ImportFile.State.OPEN).update(result=result)
    compare(made)
    return made, known is None


def _known(sha256: str, kind: ImportKind) -> ImportFile | None:
    same = ImportFile.objects.filter(snapshot__sha256=sha256, kind=kind.slug)
    waits = (each for each in same if each.state == ImportFile.State.OPEN or _is_on_its_way(each))
    return next(waits, None)


def _is_on_its_way(file: ImportFile) -> bool:
    return file.state == ImportFile.State.CONFIRMED and file.submissions.open().exists()


def _kept(entry: Entry) -> dict[str, Any]:
    """Give an entry as its file keeps it."""
    errors = [{"row": error.row, "column": error.column, "text": error.text} for error in entry.errors]
    return {
        "row": entry.rows[0],
        "count": len(entry.rows),
        "title": entry.title,
        "kind": kind_of(entry.draft) if entry.draft else "",
        "draft": entry.draft.model_dump(mode="json") if entry.draft else None,
        "address": entry.draft.address if entry.draft else "",
        "errors": errors,
        "status": (Status.PENDING if entry.draft else Status.ERROR).value,
    }
