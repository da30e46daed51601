"""Readers that a hostile document might make of ours; found by name in the child that runs them."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from watchdog.ingest.source import Finding, Unreadable


def doubled(number: int) -> int:
    return 2 * number


def doubts(count: int) -> Iterator[Finding]:
    for number in range(count):
        yield Finding(code="totals_differ", text="Druk podaje co innego.", place=f"row {number}")


def cut_after(count: int) -> Iterator[Finding]:
    yield from doubts(count)
    raise Unreadable("cut_json", "JSON urywa się.")


def endless() -> None:
    while True:
        pass


def asleep() -> None:
    time.sleep(3600)


def hungry() -> int:
    return len(bytearray(8 * 1024**3))


def crashing() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def wrong() -> None:
    raise ZeroDivisionError("a fault of ours")


class Trap:
    """An answer that acts when it is unpickled."""

    def __reduce__(self) -> Any:
        return (os.mkdir, ("/nowhere/odnowa",))


def trap() -> Trap:
    return Trap()


def dialling(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def network() -> str:
    """Name the network namespace."""
    return str(Path("/proc/self/ns/net").readlink())


def environment() -> list[str]:
    return sorted(os.environ)
