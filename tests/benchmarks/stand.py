"""
The servers to measure on: PostgreSQL and Valkey with the settings of ``./portal run``, two web workers.

They live in a directory of their own, under the machine's temporary one unless ``--keep`` names another, and nothing of
a portal that somebody runs here is touched. ``DATABASE_URL`` and ``REDIS_URL`` name servers that exist already, with a
database to read; then nothing is loaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from watchdog.embedded import servers as embedded
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.lock import exclusive, owner_lock
from watchdog.embedded.port import HOST, take
from watchdog.embedded.portal import QUICK_WEB, WEB, ask, environ_for
from watchdog.embedded.processes import Child, spawn, wait_until
from watchdog.embedded.running import keep_secret_keys
from watchdog.embedded.servers import Servers
from watchdog.embedded.state import PROJECT, State, server_home

PATIENCE = 90.0
"""Seconds that a web server gets to answer its first page."""


@dataclass
class Site:
    """A web server of ours or of a peer: where it answers, and its process, which leads a session of its own."""

    name: str
    port: int
    child: Child

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"


@dataclass
class Stand:
    """A state directory with its servers, and the web servers started on it."""

    state: State
    servers: Servers
    sites: list[Site] = field(default_factory=list)

    @property
    def given(self) -> bool:
        """Whether the servers are somebody else's, who also filled the database."""
        return not self.servers.children

    def database(self, name: str) -> str:
        """Return the address of another database of the same server."""
        return urlunsplit(urlsplit(self.servers.database_url)._replace(path=f"/{name}"))

    def environ(self, database_url: str = "") -> dict[str, str]:
        """Return the environment of the portal's processes on one of the databases."""
        servers = {**self.servers.environ(), **({"DATABASE_URL": database_url} if database_url else {})}
        found = {**environ_for(self.state, {}), **servers, "CITY": "gliwice"}
        found.pop("PYTHONDONTWRITEBYTECODE", None)  # as ``./portal`` does
        return found

    def manage(self, database_url: str, *arguments: str) -> float:
        """Run one of Django's commands to its end and return its seconds; raise ``EmbeddedError`` if it fails."""
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, str(PROJECT / "manage.py"), *arguments],
            env=self.environ(database_url),
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise EmbeddedError(f"manage {arguments[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return time.perf_counter() - started

    def create(self, name: str) -> str:
        """Make an empty database of the portal's schema, in place of one of that name; return its address."""
        url = self.database(name)
        with connected(self.servers.database_url) as connection:
            for verb in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}"):
                connection.execute(sql.SQL(verb).format(sql.Identifier(name)))
        login = self.state.root / f"admin-{name}"
        login.unlink(missing_ok=True)
        self.manage(url, "prepare", "--admin-login", str(login))
        return url

    def web(self, database_url: str = "", name: str = "web") -> Site:
        """Start the portal's web server as ``./portal run`` does."""
        return self.serve(name, [*WEB, *QUICK_WEB], self.environ(database_url), "/health/live")

    def serve(self, name: str, command: Sequence[str], environ: Mapping[str, str], probe: str) -> Site:
        """Start a server under gunicorn's manner: Python's arguments, the socket handed over as a file descriptor."""
        with take(0) as line:
            bind = f"--bind=fd://{line.fileno()}"
            child = spawn(
                name,
                [sys.executable, *command, bind],
                log=self.state.logs / f"{name}.log",
                environ=environ,
                cwd=PROJECT,
                pass_fds=[line.fileno()],
            )
            site = Site(name, line.getsockname()[1], child)
        return self.known(site, probe)

    def known(self, site: Site, probe: str) -> Site:
        """Wait until a server that was started answers; it is stopped with the stand."""
        self.sites.append(site)
        address = f"{site.address}{probe}"
        if (
            not wait_until(lambda: site.child.has_ended() or ask(address) == "200", PATIENCE, 0.1)
            or ask(address) != "200"
        ):
            raise EmbeddedError(f"{site.name} does not answer {address}: {ask(address)}\n{site.child.last_lines()}")
        return site

    def stop(self, *sites: Site) -> None:
        for site in sites:
            site.child.stop()
            self.sites.remove(site)


@contextmanager
def stand(keep: Path | None = None) -> Iterator[Stand]:
    """Yield working servers; stop them afterwards, and remove all they wrote unless it is to be kept."""
    root = keep.absolute() if keep else Path(tempfile.mkdtemp(prefix="odnowa-bench-"))
    state = State(root)
    state.make()
    root.chmod(0o711)  # the servers' user, who is not root, has to walk through
    keep_secret_keys(state)
    try:
        with exclusive(owner_lock(state), wait=False) as mine:
            if not mine:
                raise EmbeddedError(f"Another run uses {root}.")
            with embedded.started(state) as servers:
                yield from _standing(Stand(state, servers))
    finally:
        if keep is None:
            _remove(state)


def _standing(made: Stand) -> Iterator[Stand]:
    # This process asks Django too: its settings read what the web server's do.
    os.environ.update(made.environ())
    try:
        yield made
    finally:
        made.stop(*reversed(made.sites))


def _remove(state: State) -> None:
    """Remove a state directory, and the home and the sockets that its servers have elsewhere, where they have them."""
    if (state.root / "servers").exists():
        home = server_home(state)
        for place in (home.sockets, home.path):
            shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(state.root, ignore_errors=True)


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Yield a connection in which every statement stands for itself."""
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
