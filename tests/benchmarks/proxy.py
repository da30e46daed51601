"""
How many pages a second a proxy serves from the portal's files, as a part of a static file of that size (nginx, wrk).

    python -m tests.benchmarks.proxy [ROUNDS]

The page is a file in the place where the portal keeps pages, served by ``deploy/nginx.conf``: with the look for it, the
headers of a page and its ETag. The peer is the same bytes as a plain file of the same nginx, without anything.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PAGE = "/rada/uchwaly/"
SIZE = 21_500
"""Bytes of a list page."""


def main(rounds: int = 5) -> None:
    """Print what ``measure`` found."""
    for name, value in measure(rounds).items():
        print(f"{name:12} {value:10.2f}")


def measure(rounds: int = 5, content: bytes = b"x" * SIZE, seconds: int = 2) -> dict[str, float]:
    """Return medians of requests a second at eight connections, ``page`` and ``static``, and their ``ratio``."""
    with tempfile.TemporaryDirectory() as name, serving(Path(name), content) as (page, static):
        times: dict[str, list[float]] = {page: [], static: []}
        for _round in range(rounds):
            for address, found in times.items():
                found.append(requests_per_second(address, seconds))
        pages, files = (statistics.median(times[each]) for each in (page, static))
        return {"page": pages, "static": files, "ratio": pages / files}


def requests_per_second(address: str, seconds: int) -> float:
    """Ask ``wrk``; raise ``RuntimeError`` when not every answer was a page."""
    said = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{seconds}s", address], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


@contextmanager
def serving(directory: Path, content: bytes) -> Iterator[tuple[str, str]]:
    """Start an nginx with our configuration; give the addresses of the page and of the plain file."""
    page, static = free_port(), free_port()
    kept = directory / "pages" / "current" / "http" / f"127.0.0.1:{page}" / PAGE[1:] / "index.html"
    for file in (kept, directory / "static" / "page.html"):
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    (directory / "portal.conf").write_text(
        (PROJECT / "deploy" / "nginx.conf").read_text().replace("127.0.0.1:8080", f"127.0.0.1:{page}")
    )
    (directory / "nginx.conf").write_text(configuration(directory, static))
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") or "nginx"
    with subprocess.Popen([program, "-c", str(directory / "nginx.conf"), "-e", str(directory / "errors")]) as process:
        time.sleep(1)
        try:
            yield f"http://127.0.0.1:{page}{PAGE}", f"http://127.0.0.1:{static}/page.html"
        finally:
            process.terminate()


def configuration(directory: Path, static: int) -> str:
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{each}_temp_path {directory}/{each}; " for each in parts)
    user = "user root; " if os.geteuid() == 0 else ""
    return (
        f"daemon off; {user}worker_processes 2; pid {directory}/pid; error_log {directory}/errors; events {{}}\n"
        f"http {{ access_log off; sendfile on; tcp_nopush on; {temporary}\n"
        "upstream portal { server 127.0.0.1:9; }\n"
        f"map $host $portal_pages {{ default {directory}/pages; }}\n"
        f"include {directory}/portal.conf;\n"
        f"server {{ listen 127.0.0.1:{static}; root {directory}/static; types {{ text/html html; }} }} }}\n"
    )


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
