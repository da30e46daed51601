"""
What a child of ``limited`` says, as frames on a socket: eight bytes of length, then a pickle.

A parser that a document has taken over may write anything. So nothing is unpickled but plain values, dates, and the
drafts, dataclasses and enumerations of the portal's own modules that are loaded already; no function is ever called.
"""

from __future__ import annotations

import builtins
import datetime
import decimal
import io
import pickle
import socket
import struct
import sys
from dataclasses import is_dataclass
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from watchdog.ingest.source import Unreadable

LENGTH = struct.Struct("!Q")
MAX_BYTES = 1024 * 1024 * 1024
"""The longest frame: a batch of drafts is a few hundred kilobytes."""

PLAIN = (
    {("builtins", name): getattr(builtins, name) for name in ("set", "frozenset", "bytearray", "complex", "range")}
    | {("datetime", name): getattr(datetime, name) for name in ("date", "datetime", "time", "timedelta", "timezone")}
    | {
        ("decimal", "Decimal"): decimal.Decimal,
        ("zoneinfo", "ZoneInfo._unpickle"): ZoneInfo,
    }
)
"""Classes of the standard library that a value may be of."""

OURS = ("council", "newsletter", "spending", "tests", "watchdog")


class Forbidden(pickle.UnpicklingError):
    """A child's answer names something that is no value."""


class _Values(pickle.Unpickler):
    """Unpickles values and nothing that acts."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return PLAIN[module, name]
        found: Any = sys.modules.get(module) if module.split(".")[0] in OURS else None
        for step in name.split("."):
            found = getattr(found, step, None)
        if isinstance(found, type) and _is_value(found):
            return found
        raise Forbidden(f"{module}.{name}")


def _is_value(kind: type) -> bool:
    is_tuple = issubclass(kind, tuple) and hasattr(kind, "_fields")
    return issubclass(kind, BaseModel | Enum) or is_dataclass(kind) or is_tuple


def send(to: socket.socket, answer: Any) -> None:
    """Write one frame."""
    content = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    to.sendall(LENGTH.pack(len(content)) + content)


def received(line: socket.socket, *, trusted: bool = False) -> Any:
    """Read one frame; ``None`` at the end of the line, also where it breaks within a frame."""
    head = _bytes(line, LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > MAX_BYTES:
        raise Forbidden(f"a frame of {length} bytes")
    content = _bytes(line, length)
    if len(content) < length:
        return None
    return pickle.loads(content) if trusted else _Values(io.BytesIO(content)).load()


def next_answer(line: socket.socket, patience_over: str) -> tuple[Any, ...] | None:
    """Read a child's next answer; ``None`` when it says no more, ``Unreadable`` when it says nothing for too long."""
    try:
        answer: tuple[Any, ...] | None = received(line)
    except TimeoutError as error:
        raise Unreadable("too_costly", patience_over) from error
    except ConnectionResetError:
        return None
    return answer


def _bytes(line: socket.socket, count: int) -> bytes:
    """Read so many bytes, fewer where the line ends before them."""
    found = bytearray()
    while len(found) < count and (piece := line.recv(min(count - len(found), 1 << 20))):
        found += piece
    return bytes(found)
