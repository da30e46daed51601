"""
Where the nightly files lie: ``<state>/open-data/current``, a link to the directory of the newest whole set.

What was written the night before is removed when the link has moved. When something is masked or taken down, the set
is withdrawn at once and another is written; a set that was begun before that is never shown.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.utils import timezone

CURRENT, UNFINISHED, WITHDRAWN = "current", "unfinished", "withdrawn"
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


def withdraw() -> None:
    """Take the newest set away, and let no set be shown that is being written now: it may hold what was masked."""
    root().mkdir(parents=True, exist_ok=True)
    (root() / WITHDRAWN).write_text(token_hex(8), encoding="ascii")
    _remove_all()


def is_withdrawn() -> bool:
    """Tell whether there are no files because they were withdrawn, and not because none was written yet."""
    return package() == {} and (root() / WITHDRAWN).exists()


def withdrawal() -> str:
    """Name the last withdrawal; a set begun before it is not shown."""
    path = root() / WITHDRAWN
    return path.read_text(encoding="ascii") if path.exists() else ""


class Outdated(Exception):
    """Something was masked while the set was written."""


@contextmanager
def new_set() -> Iterator[Path]:
    """
    Give an empty directory; when it is left without an error, it is the newest set, and older ones are removed.

    Raises ``Outdated`` where all was withdrawn meanwhile; then there is no set.
    """
    begun_after = withdrawal()
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
    # Asked once it is shown: who withdraws later than this finds it shown, and takes it away himself.
    if withdrawal() != begun_after:
        _remove_all()
        raise Outdated
    _remove_all(but=whole)


def _remove_all(but: Path | None = None) -> None:
    if but is None:
        (root() / CURRENT).unlink(missing_ok=True)
    for each in root().iterdir():
        if each.is_dir() and not each.is_symlink() and each not in (but, root() / UNFINISHED):
            shutil.rmtree(each, ignore_errors=True)
