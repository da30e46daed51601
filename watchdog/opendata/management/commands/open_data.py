"""``open_data``: write the files of everything now, as is done every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from watchdog.opendata.dumps.places import CURRENT, root
from watchdog.opendata.dumps.writing import write_everything


class Command(BaseCommand):
    help = "Write the nightly files of everything (CSV, SQLite, Popolo, OCDS) with their sums, now"

    def handle(self, **options: Any) -> None:
        written = write_everything()
        if not written:
            raise CommandError("another process is writing them")
        self.stdout.write(f"{written} files in {root() / CURRENT}")
