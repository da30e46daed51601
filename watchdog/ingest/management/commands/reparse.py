"""``reparse``: read a source again from the archive, without the network; after its reader has learnt something."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from watchdog.ingest import pipeline, runs
from watchdog.ingest.files import PATIENCE
from watchdog.ingest.locks import Busy, only_reader_of
from watchdog.ingest.management.commands import _telling
from watchdog.ingest.models import Run


class Command(BaseCommand):
    help = "Read the newest document of every address of a source again from the archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the source")
        parser.add_argument("--dry-run", action="store_true", help="do everything, keep nothing")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *, slug: str, dry_run: bool, json: bool, **options: Any) -> None:
        """Read again; exit code 1 when a document failed, 2 for an unknown source."""
        source = _telling.source_named(slug)
        try:
            with _telling.rehearsal(dry_run), only_reader_of(slug, wait=PATIENCE):
                run = Run.objects.create(source=slug, reparse=True)
                _telling.tell(runs.recorded(run, pipeline.read_again(source)), self.stdout, as_json=json)
        except Busy as busy:
            raise CommandError(_("Another process is reading the source %s; try again later.") % busy) from busy
