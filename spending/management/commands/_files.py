"""What ``signals --file`` does: Open Contracting's indicators over a file, storing nothing and needing no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import cast

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from spending.signals.ocds.ini import settings_of
from spending.signals.ocds.reading import NotOcds, Reading
from spending.signals.ocds.running import Study, study
from spending.signals.ocds.settings import Settings
from spending.signals.ocds.telling import shape
from spending.signals.open_contracting.summary import lines

USAGE_ERROR = 2
STANDARD_INPUT = "-"


def told(path: str, settings_file: Path | None, *, as_json: bool, maps: bool) -> str:
    """Say what was found in a file, as JSON or in words; end the command with exit code 2 when it cannot be used."""
    settings = _settings(settings_file)
    with _opened(path) as stream:
        reading = Reading(stream)
        asked = _study(reading, settings, path)
    if as_json:
        return json.dumps(shape(asked, reading, maps=maps), ensure_ascii=False, indent=2, allow_nan=False)
    return "\n".join(lines(asked, reading))


def _study(reading: Reading, settings: Settings, path: str) -> Study:
    try:
        asked = study(reading, settings)
    except NotOcds as refusal:
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
