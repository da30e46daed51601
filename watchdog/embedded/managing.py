"""
`./portal manage CMD …`: Django's commands, from any directory, with a database at hand.

The running portal's servers are used if there is one. Otherwise servers are started for the time of the command;
further commands typed meanwhile share them, and the last one out turns off the light. Standard output belongs to the
command alone.
"""

import sys
import time
from collections.abc import Mapping

from watchdog.embedded import servers as our_servers
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.foreground import foreground
from watchdog.embedded.lock import Note, exclusive, owner_lock, shared, stop_leftovers, users_lock
from watchdog.embedded.portal import environ_for
from watchdog.embedded.processes import is_same
from watchdog.embedded.progress import complain
from watchdog.embedded.running import keep_secret_keys, prepare
from watchdog.embedded.servers import Servers
from watchdog.embedded.signals import stoppable
from watchdog.embedded.state import PROJECT, State

WITHOUT_DATABASE = frozenset(
    {"check", "collectstatic", "diffsettings", "help", "makemigrations", "messages", "read", "sources", "version"}
)
"""Commands that never ask the database, so that none is started for them."""

OWN_SCHEMA = frozenset({"backup", "migrate", "prepare", "restore", "showmigrations", "sqlmigrate"})
"""Commands that want to meet the schema as it is; before all others it is brought up to date."""

PATIENCE = 90.0
"""Seconds to wait for servers that another command is starting or stopping."""


def manage(arguments: list[str]) -> int:
    """Run one command of Django's and return its exit code."""
    state = State.here()
    if needs_no_servers(arguments) or our_servers.given():
        return _django(arguments, environ_for(state, {}))
    state.make()
    with stoppable():
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with exclusive(owner_lock(state), wait=False) as mine:
                if mine:
                    return _with_own_servers(state, arguments)
            with shared(users_lock(state)):
                if environ := _environ_of_the_running(state):
                    return _django(arguments, environ)
            time.sleep(0.1)
    raise EmbeddedError(f"Another ./portal holds {state.root}, but its servers do not come up; see {state.logs}.")


def needs_no_servers(arguments: list[str]) -> bool:
    """Tell whether a command line can do without a database."""
    if not arguments or {"--help", "-h", "--version"} & set(arguments):
        return True
    if arguments[0] == "ingest":
        return "--list" in arguments
    if arguments[0] == "backup":
        return "--verify" in arguments
    if arguments[0] == "signals":
        return any(each.startswith("--file") for each in arguments)
    return arguments[0] in WITHOUT_DATABASE and "--database" not in arguments


def _django(arguments: list[str], environ: Mapping[str, str]) -> int:
    return foreground([sys.executable, str(PROJECT / "manage.py"), *arguments], environ)


def _with_own_servers(state: State, arguments: list[str]) -> int:
    stop_leftovers(state)
    keep_secret_keys(state)
    note = Note.of_this_process(f"manage {arguments[0]}")
    with our_servers.started(state) as servers:
        environ = environ_for(state, servers.environ())
        if arguments[0] not in OWN_SCHEMA:
            prepare(state, servers, environ, to=sys.stderr)
        note.database_url, note.redis_url = servers.database_url, servers.redis_url
        note.write(state, servers.children)
        try:
            return _django(arguments, environ)
        finally:
            _wait_for_others(state)


def _wait_for_others(state: State) -> None:
    """Keep the servers until no other command uses them, then let nobody new in."""
    with exclusive(users_lock(state), wait=False) as alone:
        if alone:
            state.running.unlink(missing_ok=True)
            return
    complain("Another ./portal manage uses these servers; they stop when it is done")
    with exclusive(users_lock(state), wait=True):
        state.running.unlink(missing_ok=True)


def _environ_of_the_running(state: State) -> dict[str, str] | None:
    note = Note.read(state)
    if note is None or not note.database_url or not is_same(note.pid, note.born):
        return None
    return environ_for(state, Servers(note.database_url, note.redis_url).environ())
