"""
Where the nightly files lie: ``<state>/open-data/current``, a link to the directory of the newest whole set.

What was written the night before is removed when the link has moved: a value that was masked since is then in no
file of ours.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

CURRENT, UNFINISHED = "current", "unfinished"
PACKAGE, SUMS = "datapackage.json", "SHA256SUMS"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def root() -> Path:
    return Path(settings.PORTAL_STATE) / "open-data"


def file_of(name: str) -> Path | None:
    """Return a file of the newest set; ``None`` where it has none of this name."""
    path = root() / CURRENT / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def package() -> dict[str, Any]:
    """Return what the newest set says of itself; empty while there is none."""
    path = file_of(PACKAGE)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path else {}
    return found


@contextmanager
def new_set() -> Iterator[Path]:
    """Give an empty directory; when it is left without an error, it is the newest set, and older ones are removed."""
    unfinished = root() / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    yield unfinished
    whole = root() / f"{timezone.now():%Y%m%dT%H%M%S%f}"
    unfinished.rename(whole)
    link = root() / ".next"
    link.unlink(missing_ok=True)
    link.symlink_to(whole.name)
    link.replace(root() / CURRENT)
    for each in root().iterdir():
        if each.is_dir() and not each.is_symlink() and each != whole:
            shutil.rmtree(each, ignore_errors=True)
