"""The address the local portal answers at, taken before anything else is started."""

import os
import socket
from contextlib import closing

from watchdog.embedded.errors import EmbeddedError, UsageError

HOST = "127.0.0.1"
"""The local portal has no TLS and an admin: it answers this machine only."""


def wanted_port() -> int:
    """Return ``PORT`` from the environment, 8000 without it; 0 lets the system choose."""
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise UsageError(f"PORT={text} is not a port; it is a number up to 65535.")
    return int(text)


def take(port: int) -> socket.socket:
    """Bind the port for the web server to inherit, so that nobody can take it while the portal starts."""
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((HOST, port))
        line.listen(128)
    except PermissionError:
        line.close()
        raise EmbeddedError(f"Only root may use port {port}; try PORT={_free_port()} ./portal run") from None
    except OSError as error:
        line.close()
        raise EmbeddedError(
            f"Port {port} is taken by another program ({error.strerror}). Try PORT={_free_port()} ./portal run"
        ) from None
    return line


def _free_port() -> int:
    for port in range(8001, 8100):
        with closing(socket.socket()) as line:
            if line.connect_ex((HOST, port)) != 0:
                return port
    return 0
