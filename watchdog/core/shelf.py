"""
Remembered pages as files, from which a proxy in front of the portal serves them without asking it (ADR 23).

``PAGES_DIR`` has a directory for each data version that pages were drawn from, and a link, ``current``, to that of the
newest one: ``current/https/portal.example/rada/uchwaly/index.html``. A page goes to the version that was read before it
was drawn, so one that a write has overtaken lies where nobody looks. The link moves before who wrote gets an answer.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from watchdog.core.version import present_version

log = logging.getLogger(__name__)

CURRENT = "current"
PLAIN = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*")
"""Addresses that are kept: those of pages, in letters that every file system and proxy writes alike."""
HOST = re.compile(r"[a-z0-9][a-z0-9.-]*(?::[0-9]+)?")


def is_open() -> bool:
    """Tell whether this portal keeps pages as files."""
    return bool(settings.PAGES_DIR)


def turn() -> str:
    """
    Let ``current`` lead to the data version of this moment, and throw older pages away; return the version.

    One process at a time reads the version and moves the link, so the link never goes back. Without room or rights
    there is no link, and a proxy asks the portal.
    """
    try:
        with _alone():
            version = present_version()
            if _shown() != version:
                _point_to(version)
                _forget_all_but(version)
            return version
    except OSError as error:
        log.error("pages cannot be kept as files: %s", error)
        close()
        return present_version()


def keep(request: HttpRequest, version: str, content: bytes) -> None:
    """Keep a page that was drawn after this version was read; where it cannot be written, it is not kept."""
    place = _place(request, version)
    if place is None or not (_root() / version).is_dir():
        return
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place, content, _stamp(version))


def close() -> None:
    """Take the link away, so that a proxy asks the portal for every page."""
    with suppress(OSError):
        (_root() / CURRENT).unlink(missing_ok=True)


def _root() -> Path:
    return Path(str(settings.PAGES_DIR))


def _place(request: HttpRequest, version: str) -> Path | None:
    host = str(request.META.get("HTTP_HOST", ""))
    if not HOST.fullmatch(host) or not PLAIN.fullmatch(request.path):
        return None
    return _root().joinpath(version, str(request.scheme), host, str(request.path)[1:], "index.html")


def _stamp(version: str) -> int:
    """
    Return the time that files of a version bear.

    Proxies make ETags of a file's time and size. Two versions of a page within one second may have one size; with
    these times they have two ETags.
    """
    return int(version[:8], 16) >> 1


def _write(place: Path, content: bytes, stamp: int) -> None:
    """Write a file that appears whole or not at all, readable for a proxy of another user."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(0o644)
        os.utime(new, (stamp, stamp))
        new.replace(place)
    except OSError:
        new.unlink(missing_ok=True)
        raise


@contextmanager
def _alone() -> Iterator[None]:
    _root().mkdir(parents=True, exist_ok=True)
    with (_root() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _shown() -> str:
    with suppress(OSError):
        return str((_root() / CURRENT).readlink())
    return ""


def _point_to(version: str) -> None:
    """Move the link in one step."""
    new = _root() / ".next"
    (_root() / version).mkdir(mode=0o755, exist_ok=True)
    new.unlink(missing_ok=True)
    new.symlink_to(version)
    new.replace(_root() / CURRENT)


def _forget_all_but(version: str) -> None:
    for each in _root().iterdir():
        if each.is_dir() and not each.is_symlink() and each.name != version:
            shutil.rmtree(each, ignore_errors=True)
