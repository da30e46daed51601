"""
Large documents that somebody asked for: what is asked, how far it is, and the file (ADR 29).

An order is a directory, ``<state>/reports/<key>``, and no row: it is kept for the version of the data that was asked
for, and a row that is written would make another version. Its key is made of address, edition and version, so whoever
asks for the same shares the work; ``mkdir`` decides who was first. A lock of the kernel's says whether a worker is at
it, and is gone with a killed one.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings

WAITING, WORKING, DONE, FAILED, CANCELLED = "waiting", "working", "done", "failed", "cancelled"

MOST_WAITING = 12
"""Orders that wait for the worker or are made; who comes then is told to come again."""

KEPT = 24 * 3600
"""Seconds for which a file is kept; a name that is masked takes all of them along at once."""

LARGEST_TOGETHER = 1_000_000_000
"""Bytes of all files; beyond that the oldest go sooner."""

LEFT_AFTER = 60
"""Seconds of silence after which an order is called again, where no worker is at any."""

MOST_ATTEMPTS = 3
"""So often an order is begun anew after its worker was killed."""


@dataclass(frozen=True)
class State:
    """How far an order is."""

    name: str
    at: float
    """When it was last written, in seconds of the epoch."""
    attempts: int = 0
    phase: str = ""
    """What is being done: ``rows`` are read, ``pages`` are laid out, ``again`` are they, the ``file`` is written."""
    pages: int = 0
    """Pages laid out in this phase."""

    @property
    def is_open(self) -> bool:
        return self.name in (WAITING, WORKING)


@dataclass(frozen=True)
class Order:
    """One large document: the page it is of, by whole address, in an edition."""

    key: str
    url: str
    """The whole address of the live page, query included."""
    place: str
    """Its path, as the resolver reads it."""
    language: str
    title: str
    rows: int
    """Rows that the page has."""
    at: float

    @property
    def directory(self) -> Path:
        return root() / self.key

    @property
    def file(self) -> Path:
        return self.directory / "report.pdf"

    @property
    def state(self) -> State:
        """How far it is; a reader's word to cancel it stands beside what the worker writes, which cannot undo it."""
        try:
            said = State(**json.loads((self.directory / "state.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            said = State(WAITING, self.at)  # it is just being laid down
        is_cancelled = said.is_open and (self.directory / "cancelled").exists()
        return replace(said, name=CANCELLED) if is_cancelled else said

    def become(self, name: str, **more: Any) -> None:
        """Write how far it is; what is not named stays."""
        _write(self.directory / "state.json", asdict(replace(self.state, name=name, at=time.time(), **more)))

    def is_left(self) -> bool:
        """Tell whether it is open and nobody has seen to it for a while: its worker was killed, its message lost."""
        return self.state.is_open and time.time() - self.state.at > LEFT_AFTER and is_nobody_working()

    def cancel(self) -> None:
        """Let nobody go on with it."""
        if self.state.is_open:
            (self.directory / "cancelled").touch()

    def begin_anew(self) -> None:
        """Let it wait again, if it was cancelled or failed."""
        if self.state.name in (CANCELLED, FAILED):
            (self.directory / "cancelled").unlink(missing_ok=True)
            self.become(WAITING, attempts=0, phase="", pages=0)


def root() -> Path:
    return Path(settings.PORTAL_STATE) / "reports"


def place(order: Order) -> bool:
    """Lay an order down; ``False`` where somebody else was quicker."""
    root().mkdir(parents=True, exist_ok=True)
    try:
        order.directory.mkdir()
    except FileExistsError:
        return False
    _write(order.directory / "order.json", asdict(order))
    order.become(WAITING)
    return True


def find(key: str) -> Order | None:
    """Return the order of a key; ``None`` where there is none, or not any more."""
    try:
        return Order(**json.loads((root() / key / "order.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def every() -> Iterator[Order]:
    """Give all orders, the oldest first."""
    found = [find(path.name) for path in root().glob("[0-9a-f]*")]
    return iter(sorted((each for each in found if each), key=lambda order: order.at))


def waiting() -> list[Order]:
    """Give the orders that are to be made, the oldest first, with those that a killed worker left."""
    return [each for each in every() if each.state.is_open]


def forget_old() -> int:
    """Remove orders that are old, and the oldest while all files together are too large; tell how many."""
    orders, now = list(every()), time.time()
    size = sum(_size(each) for each in orders)
    gone = 0
    for order in orders:
        if now - order.at > KEPT or size > LARGEST_TOGETHER:
            size -= _size(order)
            forget(order)
            gone += 1
    return gone


def forget(order: Order) -> None:
    shutil.rmtree(order.directory, ignore_errors=True)


def forget_all() -> None:
    """Remove all orders with their files: something that they may name was masked. Who still wants one asks anew."""
    for order in every():
        forget(order)


@contextmanager
def the_only_worker() -> Iterator[bool]:
    """Tell whether nobody else makes a document now; while the block lasts, nobody else does."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / ".working").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def is_nobody_working() -> bool:
    with the_only_worker() as alone:
        return alone


def _size(order: Order) -> int:
    return order.file.stat().st_size if order.file.is_file() else 0


def _write(path: Path, values: dict[str, Any]) -> None:
    """Write a small file whole or not at all; of an order that was forgotten meanwhile nothing is left."""
    unfinished = path.with_suffix(".part")
    try:
        unfinished.write_text(json.dumps(values), encoding="utf-8")
        unfinished.replace(path)
    except FileNotFoundError:
        return
