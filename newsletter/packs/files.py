"""
Where the bytes of packs lie: ``<state>/packs/<pack>/<SHA-256>``, readable by the portal alone.

They are made of the database and can be made again, so they are in no backup; a pack whose files are not there is made
anew by the clock.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from django.conf import settings

from newsletter.models import PackPiece


def root() -> Path:
    return Path(settings.PORTAL_STATE) / "packs"


def path_of(piece: PackPiece) -> Path:
    return root() / str(piece.pack_id) / piece.sha256


def keep(pack: int, sha256: str, content: bytes) -> None:
    """Write a piece whole or not at all; what is there already stays as it is."""
    place = root() / str(pack) / sha256
    if place.is_file():
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def forget_all_but(pack: int, sums: Collection[str]) -> None:
    """Remove what a pack held before: a name that was masked since then lies in no file of ours."""
    directory = root() / str(pack)
    for each in directory.iterdir() if directory.is_dir() else ():
        if each.name not in sums:
            each.unlink(missing_ok=True)


def forget_packs_but(packs: Collection[int]) -> None:
    """Remove the files of packs that are no more."""
    for each in root().iterdir() if root().is_dir() else ():
        if each.name not in {str(pack) for pack in packs}:
            shutil.rmtree(each, ignore_errors=True)


def are_there(pieces: Iterable[PackPiece]) -> bool:
    return all(path_of(piece).is_file() for piece in pieces)
