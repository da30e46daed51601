"""`./portal run`: from nothing to a portal that answers, and back to nothing on Ctrl-C."""

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from threading import Thread
from typing import TextIO

from watchdog.embedded import pango
from watchdog.embedded import servers as our_servers
from watchdog.embedded.catalogue import compile_stale
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.fingerprint import fingerprint, matches
from watchdog.embedded.lock import Note, exclusive, owner_lock, stop_leftovers
from watchdog.embedded.port import HOST, take, wanted_port
from watchdog.embedded.portal import Portal, environ_for, raise_if_ended
from watchdog.embedded.processes import Child
from watchdog.embedded.progress import complain, say
from watchdog.embedded.servers import Servers
from watchdog.embedded.signals import Stopped, stoppable
from watchdog.embedded.state import PROJECT, State


def run(arguments: list[str]) -> int:
    """Start the portal and watch it until somebody stops it or a part of it ends."""
    if arguments:
        complain("./portal run takes no arguments; PORT, CITY and PORTAL_STATE go before it.")
        return 2
    state = State.here()
    state.make()
    with stoppable(), exclusive(owner_lock(state), wait=False) as mine:
        if not mine:
            raise EmbeddedError(_who_is_there(state))
        try:
            _run_as_owner(state)
        except Stopped:
            say("Stopped; nothing is left running")
        finally:
            state.running.unlink(missing_ok=True)
    return 0


def _run_as_owner(state: State) -> None:
    for name in stop_leftovers(state):
        say(f"Stopped {name}, left over from a start that was killed")
    with take(wanted_port()) as line:
        keep_secret_keys(state)
        pango.ensure()
        note = Note.of_this_process("run")
        with our_servers.started(state) as servers:
            say("PostgreSQL and Valkey answer")
            _run_portal(state, line, servers, note)


def _run_portal(state: State, line: socket.socket, servers: Servers, note: Note) -> None:
    portal = Portal(state, environ_for(state, servers.environ()))
    site = f"http://{HOST}:{line.getsockname()[1]}/"
    note.database_url, note.redis_url = servers.database_url, servers.redis_url
    note.write(state, servers.children)
    try:
        compile_stale(PROJECT)
        prepare(state, servers, portal.environ)
        portal.start_worker()
        portal.start_web(line)
        portal.start_beat()
        note.write(state, [*servers.children, *portal.children])
        _seed(state, servers, portal)
        portal.wait_until_ready(site, servers.children)
        note.site = site
        note.write(state, [*servers.children, *portal.children])
        say(f"Logs: {state.logs}   admin login: {state.root / 'admin-login'}")
        print(f"PORTAL READY {site}", flush=True)
        _watch([*servers.children, *portal.children])
    finally:
        say("Stopping")
        portal.stop()


def prepare(state: State, servers: Servers, environ: Mapping[str, str], to: TextIO | None = None) -> None:
    """Migrate the database and make the first administrator, unless our cluster has had these very migrations."""
    stamp = state.root / "prepared"
    value = fingerprint(PROJECT, servers.cluster, within="migrations")
    if not servers.cluster or not matches(stamp, value):
        _django(["prepare", "--admin-login", str(state.root / "admin-login")], environ, to=to)
        stamp.write_text(value)


def keep_secret_keys(state: State) -> None:
    """Make this machine's keys, for signing and for pseudonyms, on the first start; settings read them there."""
    for name in ("secret-key", "pseudonym-key"):
        path = state.root / name
        if not path.exists() or not path.stat().st_size:
            path.touch(mode=0o600)
            path.write_text(f"{secrets.token_urlsafe(50)}\n")


def _seed(state: State, servers: Servers, portal: Portal) -> None:
    """Send the city's facts through the running worker, unless this database has had them from this very code."""
    stamp = state.root / "seeded"
    value = fingerprint(PROJECT, servers.cluster or servers.database_url, state.root.name)
    if servers.cluster and matches(stamp, value):
        return
    say("Seeding the city's record (once)")
    try:
        _django(["seed"], portal.environ, needs=[*servers.children, *portal.children])
        stamp.write_text(value)
    except EmbeddedError as error:
        say(f"The seed is not complete; the portal starts without it and the next start tries again. {error}")


def _django(
    arguments: list[str], environ: Mapping[str, str], needs: Sequence[Child] = (), to: TextIO | None = None
) -> None:
    """Run one of Django's commands, repeat its lines as our progress, and raise when it or what it needs fails."""
    command = [sys.executable, str(PROJECT / "manage.py"), *arguments]
    with subprocess.Popen(
        command, env=dict(environ), cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            reader = Thread(target=_repeat, args=(process, to), daemon=True)
            reader.start()
            while process.poll() is None:
                raise_if_ended(needs)
                time.sleep(0.05)
            reader.join()
        finally:
            process.kill()
    if process.returncode:
        raise EmbeddedError(f"manage {arguments[0]} failed (exit {process.returncode}); see above.")


def _repeat(process: subprocess.Popen[str], to: TextIO | None) -> None:
    for line in process.stdout or ():
        say(line.rstrip(), to)


def _watch(children: list[Child]) -> None:
    while True:
        raise_if_ended(children)
        time.sleep(0.3)


def _who_is_there(state: State) -> str:
    note = Note.read(state)
    if note is None:
        return f"Another ./portal is starting with {state.root}."
    where = f"at {note.site}" if note.site else "and is still starting" if note.command == "run" else ""
    what = "The portal of this directory already runs" if note.command == "run" else f"./portal {note.command} is using"
    return f"{what} {where} ({state.root}, pid {note.pid}). Stop it there with Ctrl-C, or type: kill {note.pid}"
