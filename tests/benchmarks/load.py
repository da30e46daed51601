"""
Asking a server over HTTP as fast as it answers, over one connection or several, and waiting until it rests.

``wrk`` is used where the machine has it (Debian's package of that name); else a small client of our own in threads,
which takes more of the machine for itself. Figures of the two are not to be compared.
"""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.benchmarks.figures import percentile
from watchdog.embedded.processes import wait_until

WRK = shutil.which("wrk")
TOOL = "wrk, slow pages by our own client" if WRK else "own client in threads"
DRAWN = {"Cookie": "drawn=1"}
"""A cookie keeps a page from being remembered: it is drawn each time."""
SCRIPT = """
local paths, place = {}, 0
for line in io.lines(PATHS) do paths[#paths + 1] = line end
request = function()
  place = place % #paths + 1
  return wrk.format("GET", paths[place])
end
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format(
    '\\nFIGURES {"p50": %f, "p95": %f, "requests": %d, "seconds": %f, "errors": %d}\\n',
    latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    summary.requests, summary.duration / 1e6, bad))
end
"""
SLOW = 250.0
"""Milliseconds of one answer above which wrk's short rounds would hold too few of them."""
RESTING = 0.02
"""Seconds of processor time in a fifth of a second below which a server counts as resting."""


@dataclass(frozen=True)
class Target:
    """Pages of one server that answer the same question; several of them take turns."""

    name: str
    base: str
    paths: tuple[str, ...]
    headers: dict[str, str] = field(default_factory=lambda: dict(DRAWN))


@dataclass(frozen=True)
class Shot:
    """What came of asking one target for a while: milliseconds, answers per second, answers that were no 200."""

    p50: float
    p95: float
    rate: float
    requests: int
    errors: int


def plain(path: str) -> str:
    """Write an address in ASCII, as browsers send it; what is written so already stays."""
    return quote(path, safe="/?&=+~-_.%:")


def shoot(target: Target, connections: int, seconds: float) -> Shot:
    """
    Ask a target over so many connections at once for so many seconds.

    A slow one is asked by our own client, which waits for its last answers: wrk would leave before the first one came.
    """
    with Client(target.base) as client:
        slow = client.get(target.paths[0], target.headers).milliseconds > SLOW
    return (_with_threads if slow or not WRK else _with_wrk)(target, connections, seconds)


def _with_wrk(target: Target, connections: int, seconds: float) -> Shot:
    with tempfile.TemporaryDirectory() as directory:
        paths, script = Path(directory, "paths"), Path(directory, "ask.lua")
        paths.write_text("\n".join(map(plain, target.paths)))
        script.write_text(SCRIPT.replace("PATHS", json.dumps(str(paths))))
        headers = [word for name, value in target.headers.items() for word in ("-H", f"{name}: {value}")]
        options = ["-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "60s", "-s", str(script)]
        command = [str(WRK), *options, *headers, target.base]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = json.loads(said.partition("FIGURES ")[2])
    rate = figures["requests"] / figures["seconds"]
    return Shot(figures["p50"], figures["p95"], rate, figures["requests"], figures["errors"])


def _with_threads(target: Target, connections: int, seconds: float) -> Shot:
    times: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + seconds

    def work(offset: int) -> None:
        turn = offset
        with Client(target.base) as client:
            while time.monotonic() < end:
                answer = client.get(target.paths[turn % len(target.paths)], target.headers)
                times.append(answer.milliseconds)
                errors.extend([answer.path] if answer.status != 200 else [])
                turn += 1

    started = time.monotonic()
    together([lambda offset=offset: work(offset) for offset in range(connections)])
    took = time.monotonic() - started
    return Shot(percentile(times, 50), percentile(times, 95), len(times) / took, len(times), len(errors))


def together(pieces: Sequence[Callable[[], None]]) -> None:
    """Do pieces of work at the same time, each in a thread, and wait for all of them."""
    threads = [threading.Thread(target=piece, daemon=True) for piece in pieces]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass(frozen=True)
class Answer:
    """One answer: how long it took to its first byte and to its last, in milliseconds."""

    path: str
    status: int
    first: float
    milliseconds: float
    body: bytes
    headers: http.client.HTTPMessage


class Client:
    """One kept connection; after a rest it is opened anew, because the server may have closed it (keep-alive, 2 s)."""

    def __init__(self, base: str, timeout: float = 120.0) -> None:
        parts = urlsplit(base)
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=timeout)
        self._used = 0.0

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._connection.close()

    def _response(self, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Ask; once more where a kept connection was closed before it answered, as browsers do (RFC 9112, 9.3.1)."""
        kept = self._connection.sock is not None
        try:
            self._connection.request("GET", plain(path), headers=headers)
            return self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self._connection.close()
            if not kept:
                raise
        self._connection.request("GET", plain(path), headers=headers)
        return self._connection.getresponse()

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """Fetch a page whole; raises ``OSError`` and ``HTTPException`` as the connection does."""
        started = time.perf_counter()
        if started - self._used > 1:
            self._connection.close()
        response = self._response(path, headers or {})
        start = response.read(1)
        first = time.perf_counter() - started
        body = start + response.read()
        self._used = time.perf_counter()
        took = self._used - started
        return Answer(path, response.status, first * 1000, took * 1000, body, response.headers)


def drain(pids: Sequence[int], seconds: float = 60.0) -> bool:
    """
    Wait until servers rest: whoever was asked too much goes on working after its asker has left.

    What a process started is counted with it.
    """

    def rests() -> bool:
        before = _ticks(pids)
        time.sleep(0.2)
        return (_ticks(pids) - before) / 100 <= RESTING

    return wait_until(rests, seconds)


def _ticks(roots: Sequence[int]) -> int:
    return sum(int(fields[11]) + int(fields[12]) for fields in stats(roots).values())


def stats(roots: Sequence[int]) -> dict[int, list[str]]:
    """Return the fields of proc(5)'s ``stat`` from the third on, by pid, of these processes and all below them."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
    wanted = set(roots)
    while more := {pid for pid, fields in found.items() if int(fields[1]) in wanted} - wanted:
        wanted |= more
    return {pid: found[pid] for pid in wanted & set(found)}
