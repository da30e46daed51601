"""``signals``: computing the signals anew, or Open Contracting's indicators of a file."""

from __future__ import annotations

from argparse import ArgumentParser
from json import dumps
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from spending.management.commands import _files
from spending.signals.recomputing import Counts, recompute
from spending.signals.touching import keep_up


class Command(BaseCommand):
    help = (
        "Compute the signals anew: recompute (of everything), or keep-up (of what changed since the last time). With "
        "--file, compute Open Contracting's indicators of a file of OCDS data; nothing is stored."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what", nargs="?", choices=["recompute", "keep-up"], help="recompute everything, or what has changed"
        )
        parser.add_argument(
            "--file", metavar="PATH", help="OCDS: a package, a list or JSON lines, also packed by gzip; - reads stdin"
        )
        parser.add_argument("--settings-file", type=Path, metavar="INI", help="settings as Cardinal reads them")
        parser.add_argument("--map", action="store_true", help="with --json, which tenderers each procedure marks")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *, what: str | None, file: str | None, json: bool, **options: Any) -> None:
        """Compute one or the other; exit code 2 where neither or both are asked for, or the file cannot be used."""
        if (what is None) == (file is None):
            raise CommandError(_("Say recompute, keep-up, or --file with a file."), returncode=_files.USAGE_ERROR)
        if file is not None:
            self.stdout.write(_files.told(file, options["settings_file"], as_json=json, maps=options["map"]))
        else:
            self._compute(what == "recompute", json)

    def _compute(self, everything: bool, json: bool) -> None:
        """Compute, and say of each class how many signals are new, changed, and no longer hold."""
        counts = (recompute() if everything else keep_up()) or Counts()
        if json:
            self.stdout.write(dumps(counts.by_class))
            return
        for code, each in counts.by_class.items():
            self.stdout.write(f"{code}: +{each['new']} ~{each['changed']} -{each['outdated']}")
