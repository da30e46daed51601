"""The pair of servers that a portal needs: those the environment names, or else our own for as long as we need them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from watchdog.embedded.postgres import Postgres
from watchdog.embedded.processes import Child
from watchdog.embedded.state import State, server_home
from watchdog.embedded.valkey import Valkey


@dataclass
class Servers:
    """Addresses of PostgreSQL and Valkey, and those of the two that we started ourselves."""

    database_url: str
    redis_url: str
    children: list[Child] = field(default_factory=list)
    cluster: str = ""

    def environ(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop()


def given(environ: Mapping[str, str] = os.environ) -> Servers | None:
    """Return the servers that the environment names, when it names both."""
    if environ.get("DATABASE_URL") and environ.get("REDIS_URL"):
        return Servers(environ["DATABASE_URL"], environ["REDIS_URL"])
    return None


@contextmanager
def started(state: State, *, throw_away: bool = False) -> Iterator[Servers]:
    """Yield a working pair and stop afterwards what was started here; the caller holds the owner's lock."""
    servers = Servers(os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    try:
        _start_missing(servers, state, throw_away=throw_away)
        yield servers
    finally:
        servers.stop()


def _start_missing(servers: Servers, state: State, *, throw_away: bool) -> None:
    if servers.database_url and servers.redis_url:
        return
    home = server_home(state)
    home.make()
    if not servers.redis_url:
        valkey = Valkey(home, state.logs / "valkey.log")
        servers.children.append(valkey.start())
        servers.redis_url = valkey.url
    if not servers.database_url:
        postgres = Postgres(home, state.logs / "postgres.log", throw_away=throw_away)
        servers.children.append(postgres.start())
        servers.database_url, servers.cluster = postgres.url, postgres.identity()
