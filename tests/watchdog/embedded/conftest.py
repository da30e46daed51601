"""A throw-away state directory, and one cluster for all the tests that only need some cluster."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from watchdog.embedded.postgres import Postgres
from watchdog.embedded.state import ServerHome, State, server_home


@contextmanager
def throw_away(prefix: str = "portal-embedded-") -> Iterator[State]:
    """Make a state directory that root's stand-in can walk into, which pytest's own are not."""
    directory = Path(tempfile.mkdtemp(prefix=prefix))
    directory.chmod(0o711)
    state = State(directory.resolve())
    state.make()
    try:
        yield state
    finally:
        shutil.rmtree(directory)


@pytest.fixture
def state() -> Iterator[State]:
    with throw_away() as state:
        yield state


@pytest.fixture
def home(state: State) -> ServerHome:
    home = server_home(state)
    home.make()
    return home


@pytest.fixture(scope="module")
def cluster() -> Iterator[Postgres]:
    """Give a cluster, made once for a module's tests; each test starts and stops it."""
    with throw_away() as state:
        home = server_home(state)
        home.make()
        yield Postgres(home, state.logs / "postgres.log", throw_away=True)
