"""
Where one city's local portal keeps what it must not lose.

The state directory is ``PORTAL_STATE``, or ``.portal/<city>/`` in the project. Under root the servers run as another
user, who may not be able to walk into it (a clone in ``/root``, say): then the server's own files live in a *home*
under ``/var/lib/odnowa`` to which the state directory holds a link, and nobody's permissions are changed.
"""

import hashlib
import os
import re
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from watchdog.embedded.account import Account, account_for
from watchdog.embedded.errors import EmbeddedError

PROJECT = Path(__file__).resolve().parents[2]

AWAY = Path("/var/lib/odnowa")
"""Where root keeps what the servers' user cannot reach in the clone."""

LONGEST_SOCKET = 107
"""Bytes that the path of a Unix socket may have on Linux (unix(7): 108 with the closing zero)."""

PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True)
class State:
    """The directory of one city on this machine, and the places in it."""

    root: Path

    @classmethod
    def here(cls) -> "State":
        """Return the state directory that the environment names."""
        city = os.environ.get("CITY") or "gliwice"
        return cls(Path(os.environ.get("PORTAL_STATE") or PROJECT / ".portal" / city).absolute().resolve())

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def running(self) -> Path:
        """The note on what is running now, for other commands to use and for the next start to clear up."""
        return self.root / "running.json"

    def make(self) -> None:
        """Make the directory; it holds secrets, so a new one is closed to others but for passing through."""
        if not self.root.exists():
            self.root.mkdir(parents=True, mode=0o711)
        self.logs.mkdir(exist_ok=True, mode=0o700)


@dataclass(frozen=True)
class ServerHome:
    """The directory that the servers' user owns: PostgreSQL's data and the sockets."""

    path: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.path / "postgres"

    @property
    def sockets(self) -> Path:
        """
        The directory of the Unix sockets, closed to others: whoever reaches a socket is let in.

        It lies in the home; in the machine's temporary directory where the home's path is too long for a socket, or
        has signs that not every reader of an address decodes.
        """
        inside = self.path / "run"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET and PLAIN_PATH.fullmatch(str(inside)):
            return inside
        key = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"odnowa-{key}"

    def make(self) -> None:
        for directory in (self.path, self.sockets):
            if not directory.exists():
                directory.mkdir(mode=0o700)
                self.account.owns(directory)
        status = self.sockets.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != self.account.uid or status.st_mode & 0o077:
            raise EmbeddedError(f"{self.sockets} is not a directory of our own; remove it and start again.")


def server_home(state: State) -> ServerHome:
    """Return the servers' home of a state directory: the one it has, or a new one where the servers can reach it."""
    link = state.root / "servers"
    if link.is_symlink():
        return _home_away(state, link)
    account = account_for(link)
    if account.can_enter(state.root):
        return ServerHome(link, account)
    if link.exists():
        raise EmbeddedError(
            f"The user who owns {link} can no longer reach it. Let others pass through the directories above it "
            "(chmod o+x), or start with the permissions they had."
        )
    return _new_home_away(state, link)


def _home_away(state: State, link: Path) -> ServerHome:
    """
    Follow the link to the home, unless the whole state directory was copied.

    A clone that was moved keeps its data; of a clone that was copied, the original does.
    """
    home = link.readlink()
    owner = home.parent / "belongs-to"
    if not owner.exists():
        raise EmbeddedError(f"{link} points to {home}, where this city's data should be, but they are not there.")
    former = Path(owner.read_text().strip())
    if former == state.root:
        return ServerHome(home, account_for(home))
    if (former / link.name).is_symlink() and (former / link.name).readlink() == home:
        link.unlink()
        return _new_home_away(state, link)
    owner.write_text(f"{state.root}\n")
    return ServerHome(home, account_for(home))


def _new_home_away(state: State, link: Path) -> ServerHome:
    AWAY.mkdir(exist_ok=True, mode=0o755)
    keeper = AWAY / f"{state.root.name}-{secrets.token_hex(6)}"
    keeper.mkdir(mode=0o755)
    (keeper / "belongs-to").write_text(f"{state.root}\n")
    home = keeper / link.name
    link.symlink_to(home)
    return ServerHome(home, account_for(home))
