"""``restore DIR``: a backup back into an empty portal, or, where that is asked by the city's name, in place of all."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from watchdog.accounts.models.acts import Code
from watchdog.backup.management.commands.backup import note, summary
from watchdog.backup.manifest import BadBackup, Manifest
from watchdog.backup.restoring import restore
from watchdog.backup.taking import Refused, mark_of_key


class Command(BaseCommand):
    help = "Put a backup back into an empty database and archive. Stop the portal first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="what backup wrote")
        parser.add_argument("--replace", metavar="CITY", help="replace what is there; name the city to mean it")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *, directory: Path, replace: str | None, **options: Any) -> None:
        if replace is not None and replace != settings.CITY:
            text = _("This portal is of %(city)s; to replace it, type --replace %(city)s.")
            raise CommandError(text % {"city": settings.CITY}, returncode=2)
        try:
            manifest = restore(directory, replace=replace is not None)
        except (BadBackup, Refused) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            text = _("The documents could not be written (%(reason)s). The database is as it was.")
            raise CommandError(text % {"reason": error.strerror or error}) from error
        note(Code.RESTORED, f"{directory}, {manifest.started_at:%Y-%m-%d %H:%M} UTC")
        self._tell(directory, manifest, as_json=options["json"])

    def _tell(self, directory: Path, manifest: Manifest, *, as_json: bool) -> None:
        same_key = manifest.signing_key == mark_of_key()
        if as_json:
            told = {"directory": str(directory), "same_signing_key": same_key, **summary(manifest)}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        line = _("Restored from %(directory)s: %(rows)d rows of %(tables)d tables, %(files)d files; all as they were.")
        values = {"rows": manifest.rows, "tables": len(manifest.tables), "files": len(manifest.files)}
        self.stdout.write(line % {"directory": directory, **values})
        if not same_key:
            self.stdout.write(_("The signing key is another one: links that were sent by mail no longer work."))
        if manifest.damaged:
            self.stdout.write(_("The backup lacks these documents: %s") % ", ".join(manifest.damaged))
