"""``backup DIR``: everything that the portal keeps, whole and checked, into a directory of its own."""

from __future__ import annotations

import json
import shutil
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError
from django.utils.translation import gettext as _

from watchdog.accounts.acts import record_act
from watchdog.accounts.models.acts import Code
from watchdog.backup.manifest import BadBackup, Manifest
from watchdog.backup.restoring import faults
from watchdog.backup.taking import Refused, older_than_the_newest, take


class Command(BaseCommand):
    help = "Write the database, the documents and the pictures into a directory; the portal may go on working."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="a directory that is empty or not there yet")
        parser.add_argument("--verify", action="store_true", help="only read the backup in DIR and check every sum")
        parser.add_argument("--keep", type=int, metavar="N", help="then keep the N newest backups beside DIR only")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *, directory: Path, verify: bool, keep: int | None, **options: Any) -> None:
        """Exit code 1 where the backup is damaged, or where the archive had lost a document; 2 for a wrong question."""
        if keep is not None and keep < 1:
            raise CommandError(_("--keep needs a number of at least 1."), returncode=2)
        if verify:
            self._verify(directory, as_json=options["json"])
            return
        try:
            manifest, sha256 = take(directory)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            text = _("The backup could not be written (%(reason)s). Nothing was left behind.")
            raise CommandError(text % {"reason": error.strerror or error}) from error
        removed = older_than_the_newest(directory, keep) if keep else []
        for old in removed:
            shutil.rmtree(old)
        note(Code.BACKUP, f"{directory}, SHA-256 {sha256}")
        self._tell(directory, manifest, sha256, removed, as_json=options["json"])
        if manifest.damaged:
            raise SystemExit(1)

    def _verify(self, directory: Path, *, as_json: bool) -> None:
        try:
            manifest = Manifest.read(directory)
        except BadBackup as error:
            raise CommandError(str(error)) from error
        found = list(faults(directory, manifest))
        if as_json:
            told = {"directory": str(directory), "sound": not found, "faults": found, **summary(manifest)}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        elif not found:
            values = {"tables": len(manifest.tables), "files": len(manifest.files)}
            self.stdout.write(_("The backup is sound: %(tables)d tables, %(files)d files.") % values)
        if found and not as_json:
            raise CommandError("\n".join([_("The backup is damaged:"), *found]))
        if found:
            raise SystemExit(1)

    def _tell(self, directory: Path, manifest: Manifest, sha256: str, removed: list[Path], *, as_json: bool) -> None:
        told = {
            "directory": str(directory),
            "manifest_sha256": sha256,
            "removed": [str(path) for path in removed],
            **summary(manifest),
        }
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        line = _("Backup in %(directory)s: %(rows)d rows of %(tables)d tables, %(files)d files, %(megabytes).1f MB.")
        megabytes = manifest.size / 1e6
        values = {"rows": manifest.rows, "tables": len(manifest.tables), "files": len(manifest.files)}
        self.stdout.write(line % {"directory": directory, "megabytes": megabytes, **values})
        self.stdout.write(_("SHA-256 of its manifest: %s") % sha256)
        for path in removed:
            self.stdout.write(_("Removed the older backup %s") % path)
        if manifest.damaged:
            self.stdout.write(_("The archive had already lost these documents: %s") % ", ".join(manifest.damaged))


def note(code: Code, words: str) -> None:
    """Write the act into the log, in a database that has one: an older one may be backed up before its upgrade."""
    with suppress(ProgrammingError):
        record_act(None, code, words=words)


def summary(manifest: Manifest) -> dict[str, Any]:
    """Say of a backup what a machine wants to know."""
    return {
        "city": manifest.city,
        "started_at": manifest.started_at.isoformat(),
        "ended_at": manifest.ended_at.isoformat(),
        "tables": {table.name: table.rows for table in manifest.tables},
        "files": len(manifest.files),
        "bytes": manifest.size,
        "damaged": list(manifest.damaged),
    }
