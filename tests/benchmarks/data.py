"""
Databases of a size, filled by the portal's own way in: ``ingest --file`` with a mapping of the generator's columns.

A database that holds the rows already is used as it is: loading a million takes minutes.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.stand import Stand, connected
from watchdog.embedded.errors import EmbeddedError

MAPPING = Path(__file__).with_name("register.toml")
SLUG = "bench"
SOURCE = f"rejestr_{SLUG}"
SAVE = """
import json
from django.contrib.auth import get_user_model
from spending.models import RegisterMapping
from spending.registers.mapping import Mapping
saved = RegisterMapping.objects.filter(slug="bench").first() or RegisterMapping(slug="bench")
saved.mapping = Mapping.model_validate(json.loads({mapping!r}))
users = get_user_model().objects
saved.saved_by = users.order_by("pk").first() or users.create(username="benchmark")
saved.save()
"""


@dataclass(frozen=True)
class Loaded:
    """A database with its number of contracts, and the seconds that loading took, where it was loaded in this run."""

    url: str
    rows: int
    seconds: float | None = None


def file_of(stand: Stand, rows: int) -> Path:
    """Return the generator's file of so many rows, written where it is missing."""
    path = stand.state.root / f"register-{rows}.csv"
    return path if path.exists() else generate.write(path, rows)


def loaded(stand: Stand, rows: int) -> Loaded:
    """Return a database of so many rows; servers that were given keep the one they have."""
    if stand.given:
        held = count(stand.servers.database_url)
        if not held:
            raise EmbeddedError("The database that DATABASE_URL names holds no contracts.")
        return Loaded(stand.servers.database_url, held)
    url = stand.database(name_of(rows))
    if _exists(stand, rows) and count(url) == rows:
        return Loaded(url, rows)
    return fresh(stand, rows)


def fresh(stand: Stand, rows: int, name: str = "") -> Loaded:
    """Make a database anew and load it; the file is made before the clock starts."""
    path = file_of(stand, rows)
    url = stand.create(name or name_of(rows))
    save_mapping(stand, url)
    took = ingest(stand, url, path)
    held = count(url)
    if held != rows:
        raise EmbeddedError(f"{held} of {rows} rows were stored; {path}")
    with connected(url) as connection:
        connection.execute("VACUUM ANALYZE")
    return Loaded(url, rows, took)


def ingest(stand: Stand, url: str, path: Path) -> float:
    """Take a file in as an administrator would on the machine itself; return the seconds of the whole command."""
    return stand.manage(url, "ingest", SOURCE, "--file", str(path))


def save_mapping(stand: Stand, url: str) -> None:
    """Save the mapping of the generator's columns, as the back room does."""
    layout = {"slug": SLUG, **tomllib.loads(MAPPING.read_text(encoding="utf-8"))}
    stand.manage(url, "shell", "-c", SAVE.format(mapping=json.dumps(layout)))


def count(url: str) -> int:
    with connected(url) as connection:
        [held] = connection.execute("SELECT count(*) FROM spending_contract").fetchone() or [0]
    return int(str(held))


def name_of(rows: int) -> str:
    return f"bench_{rows}"


def _exists(stand: Stand, rows: int) -> bool:
    with connected(stand.servers.database_url) as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name_of(rows)]).fetchone())
