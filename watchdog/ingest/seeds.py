"""The project's own seed files: addresses ``seed:<path>``, bytes in ``<app>/seeds/<path>``."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from django.conf import settings

SCHEME = "seed:"


def read_seed(address: str) -> bytes:
    """Return the bytes of a seed file; raise ``FileNotFoundError`` where no app has it."""
    path = PurePosixPath(address.removeprefix(SCHEME))
    if path.is_absolute() or ".." in path.parts:
        raise FileNotFoundError(address)
    for app in settings.INSTALLED_APPS:
        spec = find_spec(app)
        for home in (spec.submodule_search_locations or []) if spec else []:
            file = Path(home) / "seeds" / path
            if file.is_file():
                return file.read_bytes()
    raise FileNotFoundError(address)
