"""``ingest``: one source or all, from the office or from local files, through the same corridor."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from watchdog.ingest import pipeline, runs
from watchdog.ingest.documents import Report
from watchdog.ingest.files import PATIENCE, expand, take_in_files
from watchdog.ingest.locks import Busy, only_reader_of
from watchdog.ingest.management.commands import _telling
from watchdog.ingest.models import Run
from watchdog.ingest.registry import GENERIC, all_sources, publishes_on_the_web, sources_of
from watchdog.ingest.source import Source


class Command(BaseCommand):
    help = "Take documents in: from the offices that publish them, or from files."
    requires_system_checks: list[str] = []  # ./portal check makes them; here they load every page before the first byte

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="*", metavar="SLUG", help="sources to read; all of this city without one")
        parser.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="published since this day")
        parser.add_argument("--file", nargs="+", type=Path, metavar="PATH", help="local files or directories instead")
        parser.add_argument("--dry-run", action="store_true", help="do everything, keep nothing")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
        parser.add_argument("--list", action="store_true", help="list the sources")

    def handle(self, *, slug: list[str], file: list[Path] | None, **options: Any) -> None:
        """Do what was asked; exit code 1 when a document failed, 2 when the question was wrong."""
        if options["list"]:
            self._list(as_json=options["json"])
            return
        sources = [_telling.source_named(name) for name in slug]
        rehearse = options["dry_run"]
        with _telling.rehearsal(rehearse):
            try:
                reports = self._from_files(file, sources, rehearse) if file else self._from_offices(sources, options)
                _telling.tell(reports, self.stdout, as_json=options["json"])
            except Busy as busy:
                raise CommandError(_("Another process is reading the source %s; try again later.") % busy) from busy

    def _from_files(self, paths: list[Path], sources: list[Source], rehearse: bool) -> Iterator[Report]:
        if len(sources) > 1:
            raise CommandError(_("Name at most one source for files."), returncode=_telling.USAGE_ERROR)
        try:
            files = expand(paths)
        except OSError as error:
            text = _("Cannot open %(path)s: %(reason)s") % {"path": error.filename, "reason": error.strerror}
            raise CommandError(text, returncode=_telling.USAGE_ERROR) from error
        taken = take_in_files(files, sources[0] if sources else None, rehearse=rehearse)
        return iter([report for _position, report in sorted(taken, key=lambda pair: pair[0])])

    def _from_offices(self, sources: list[Source], options: dict[str, Any]) -> Iterator[Report]:
        for source in sources:
            if source.city not in (GENERIC, settings.CITY):
                text = _("The source %(slug)s belongs to another city (%(city)s).")
                values = {"slug": source.slug, "city": source.city}
                raise CommandError(text % values, returncode=_telling.USAGE_ERROR)
        for source in sources or [
            each for each in sources_of(settings.CITY) if each.seed or publishes_on_the_web(each)
        ]:
            with only_reader_of(source.slug, wait=PATIENCE):
                since = options["since"] or runs.since_last_time(source.slug)
                run = Run.objects.create(source=source.slug, since=options["since"])
                yield from runs.recorded(run, pipeline.run(source, since, rehearse=options["dry_run"]))

    def _list(self, *, as_json: bool) -> None:
        listed = [
            {
                "slug": source.slug,
                "title": source.title,
                "city": source.city,
                "homepage": source.homepage,
                "seed": source.seed,
                "live": source.live,
                "complete": source.complete,
            }
            for source in all_sources().values()
        ]
        if as_json:
            _telling.print_json({"sources": listed}, self.stdout)
            return
        for entry in listed:
            self.stdout.write(f"{entry['slug']}\t{entry['city']}\t{entry['title']}")
