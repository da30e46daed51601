"""
The portal's own processes on one machine: the worker, the web server and beat, and the watch over them.

They are the same programs with the same arguments as in production, only fewer and on loopback.
"""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.processes import Child, spawn
from watchdog.embedded.state import PROJECT, State

WORKER = ("-m", "celery", "-A", "watchdog.celery", "worker", "--concurrency=2", "--loglevel=info")
QUIET_WORKER = ("--without-gossip", "--without-mingle")
"""One worker has no peers to look for; looking takes a second."""

BEAT = ("-m", "celery", "-A", "watchdog.celery", "beat", "--loglevel=info", "--pidfile=")
WEB = ("-m", "gunicorn", "watchdog.wsgi", "--workers=2", "--threads=4", "--no-control-socket")
QUICK_WEB = ("--preload", "--graceful-timeout=5")
"""One import for both workers, and no long goodbye."""


PATIENCE = 60.0
"""Seconds until a portal that does not answer is given up."""


def environ_for(state: State, servers: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the portal's processes: the caller's, with what was decided here."""
    return {
        "DJANGO_SETTINGS_MODULE": "watchdog.settings.dev",
        **os.environ,
        **servers,
        "PORTAL_STATE": str(state.root),
        "PYTHONUNBUFFERED": "1",
    }


class Portal:
    """Web, worker and beat of one state directory, as children of this process."""

    def __init__(self, state: State, environ: Mapping[str, str]) -> None:
        self.state = state
        self.environ = environ
        self.children: list[Child] = []

    def start_worker(self) -> None:
        self._start("worker", [*WORKER, *QUIET_WORKER])

    def start_beat(self) -> None:
        self._start("beat", [*BEAT, f"--schedule={self.state.root / 'beat-schedule'}"])

    def start_web(self, line: socket.socket) -> None:
        self._start("web", [*WEB, *QUICK_WEB, f"--bind=fd://{line.fileno()}"], pass_fds=[line.fileno()])

    def wait_until_ready(self, site: str, servers: Sequence[Child]) -> None:
        """Return once ``/health/ready`` says yes; say what is wrong when a process ends instead."""
        deadline = time.monotonic() + PATIENCE
        answer = ""
        while (answer := ask(f"{site}health/ready")) != "200":
            raise_if_ended([*servers, *self.children])
            if time.monotonic() > deadline:
                log = next(child for child in self.children if child.name == "web").last_lines()
                raise EmbeddedError(f"{site}health/ready does not say yes after {PATIENCE:.0f} s: {answer}\n{log}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask all at once, then wait for each."""
        for child in self.children:
            child.ask_to_stop()
        for child in reversed(self.children):
            child.stop()

    def _start(self, name: str, arguments: Sequence[str], pass_fds: Sequence[int] = ()) -> None:
        command: list[str | Path] = [sys.executable, *arguments]
        log = self.state.logs / f"{name}.log"
        self.children.append(spawn(name, command, log=log, environ=self.environ, cwd=PROJECT, pass_fds=pass_fds))


def ask(address: str) -> str:
    """Return the status a loopback address answers with, or the reason why it gives none."""
    try:
        # Never through a proxy: the machine's HTTP_PROXY cannot see our loopback.
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=2) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read(500).decode(errors='replace')}"
    except OSError as error:
        return str(error)


def raise_if_ended(children: Sequence[Child]) -> None:
    """Raise with the last lines of the first process that has ended on its own."""
    for child in children:
        if child.has_ended():
            lines = child.last_lines()
            hint = "\nThe disk is full." if "No space left on device" in lines else ""
            raise EmbeddedError(
                f"{child.name} ended by itself (exit {child.process.returncode}). Its last words ({child.log}):\n"
                f"{lines}{hint}"
            )
