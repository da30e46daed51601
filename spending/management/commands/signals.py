"""``signals --file OCDS.json``: Open Contracting's indicators over a file, storing nothing and needing no database."""

from __future__ import annotations

import json as json_format
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from spending.signals.ocds.ini import settings_of
from spending.signals.ocds.reading import Reading, Unreadable
from spending.signals.ocds.running import Study, study
from spending.signals.ocds.settings import Settings
from spending.signals.ocds.telling import shape
from spending.signals.open_contracting.summary import lines

USAGE_ERROR = 2
STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = "Compute Open Contracting's indicators over a file of OCDS data; nothing is stored, no database is needed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file",
            required=True,
            metavar="PATH",
            help="a package, a list or JSON lines, also packed by gzip; - reads stdin",
        )
        parser.add_argument("--settings-file", type=Path, metavar="INI", help="settings as Cardinal reads them")
        parser.add_argument("--map", action="store_true", help="with --json, say which tenderers each procedure marks")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *, file: str, settings_file: Path | None, map: bool, json: bool, **options: Any) -> None:
        """Print what was found; exit code 2 when the file, or the settings, cannot be used."""
        settings = _settings(settings_file)
        with _opened(file) as stream:
            reading = Reading(stream)
            asked = _study(reading, settings, file)
        if json:
            told = shape(asked, reading, maps=map)
            self.stdout.write(json_format.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
        else:
            self.stdout.write("\n".join(lines(asked, reading)))


def _study(reading: Reading, settings: Settings, path: str) -> Study:
    try:
        asked = study(reading, settings)
    except Unreadable as refusal:
        reasons = {
            "empty": _("%(path)s is empty."),
            "broken": _("%(path)s is damaged: %(detail)s."),
            "not_json": _("%(path)s is neither JSON nor JSON lines (%(detail)s)."),
        }
        text = reasons[refusal.code] % {"path": path, "detail": refusal.detail}
        raise CommandError(text, returncode=USAGE_ERROR) from refusal
    if not reading.found:
        text = _("%(path)s holds no OCDS release: neither a compiled release nor a package with some.") % {"path": path}
        raise CommandError(text, returncode=USAGE_ERROR)
    return asked


def _settings(path: Path | None) -> Settings:
    if path is None:
        return Settings()
    try:
        return settings_of(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _cannot_open(str(path), error) from error
    except ValueError as error:
        text = _("These settings cannot be used here: %(reason)s.") % {"reason": error}
        raise CommandError(text, returncode=USAGE_ERROR) from error


@contextmanager
def _opened(path: str) -> Iterator[BufferedReader]:
    """Open the file; standard input stays open behind us."""
    if path == STANDARD_INPUT:
        yield cast(BufferedReader, sys.stdin.buffer)
        return
    try:
        with Path(path).open("rb") as stream:
            yield stream
    except OSError as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: str, error: OSError) -> CommandError:
    text = _("Cannot open %(path)s: %(reason)s") % {"path": path, "reason": error.strerror}
    return CommandError(text, returncode=USAGE_ERROR)
