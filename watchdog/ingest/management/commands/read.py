"""``read``: what the portal would make of a file, storing nothing and needing no database."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from watchdog.ingest.files import contents, expand, shown
from watchdog.ingest.management.commands import _telling
from watchdog.ingest.reading import DocumentReading, read_document
from watchdog.ingest.registry import by_likelihood
from watchdog.ingest.source import Finding, Unreadable

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Say what the portal would make of files; nothing is stored, no database is needed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="+", type=Path, metavar="PATH", help="files or directories")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *, path: list[Path], json: bool, **options: Any) -> None:
        """Print the readings; exit code 1 when a document could not be read, 2 when a path is not there."""
        try:
            files = expand(path)
        except OSError as error:
            text = _("Cannot open %(path)s: %(reason)s") % {"path": error.filename, "reason": error.strerror}
            raise CommandError(text, returncode=_telling.USAGE_ERROR) from error
        readings = [_read(file) for file in files]
        if json:
            _telling.print_json({"documents": [reading.as_json() for reading in readings]}, self.stdout)
        else:
            for reading in readings:
                self.stdout.write(_line(reading))
        if any(reading.status == "failed" for reading in readings):
            raise SystemExit(1)


def _read(file: Path) -> DocumentReading:
    try:
        return read_document(contents(file), shown(file), by_likelihood(settings.CITY))
    except Unreadable as refusal:
        finding = Finding(code=refusal.code, text=refusal.text)
    except Exception:  # one file that a reader cannot bear must not hide what the others say
        logger.exception("reading %s broke off", shown(file))
        finding = Finding(code="crashed", text="Odczyt przerwał błąd programu.")
    return DocumentReading(path=shown(file), status="failed", findings=[finding])


def _line(reading: DocumentReading) -> str:
    if reading.status == "failed":
        values = {"path": reading.path, "reason": " ".join(finding.text for finding in reading.findings)}
        return _("%(path)s: not read. %(reason)s") % values
    head = _("%(path)s: %(source)s, read %(read)d (valid %(valid)d, repeated %(duplicate)d, rejected %(rejected)d)")
    lines = [head % {"path": reading.path, "source": reading.source, **reading.as_json()["rows"]}]
    lines += [f"  {reject.place} {reject.reason}" for reject in reading.rejects]
    return "\n".join([*lines, *(f"  {finding.place} {finding.text}".rstrip() for finding in reading.findings)])
