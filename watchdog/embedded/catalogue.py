"""Compiled catalogues are not kept in the repository: they are made where they are missing or older."""

import subprocess
import sys
from pathlib import Path

from watchdog.embedded.errors import EmbeddedError


def stale_catalogues(project: Path) -> list[Path]:
    """Return the ``.po`` files that are newer than their ``.mo``."""
    return [path for path in sorted((project / "locale").rglob("*.po")) if _is_stale(path, path.with_suffix(".mo"))]


def compile_stale(project: Path) -> None:
    """Compile the catalogues when one of them is stale."""
    if not stale_catalogues(project):
        return
    command = [sys.executable, str(project / "manage.py"), "messages", "compile"]
    done = subprocess.run(command, cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise EmbeddedError("The catalogues in locale/ could not be compiled; see above.")


def _is_stale(catalogue: Path, compiled: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime
