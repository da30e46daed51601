"""An office's web server on loopback: answers what a test scripts, remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from watchdog.core import http

STRANGER = b"<!DOCTYPE html><html><title>Zaloguj</title></html>"
"""What a system that lets guests in through its first page sends to who came another way."""


@dataclass
class Page:
    """One answer; ``steps`` instead of ``body`` lets a test decide when each piece of the body leaves."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    steps: Callable[[], Iterator[bytes]] | None = None
    cookie: str = ""
    """Answered only to who sends this cookie back; a stranger gets the first page instead, with status 200."""


@dataclass
class Office:
    """``pages[path]`` is an answer, or a list of answers given one after another (the last one stays)."""

    url: str
    pages: dict[str, Page | list[Page]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    questions: list[bytes] = field(default_factory=list)
    """What was sent by POST."""
    answer: Callable[[str, bytes | None], Page] | None = None
    """Answers instead of ``pages`` where a test's office computes what it says: of the path and of what was sent."""

    def next_page(self, path: str, cookies: str = "", question: bytes | None = None) -> Page:
        if self.answer:
            return self.answer(path, question)
        found = self.pages.get(path, Page(status=404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        return found if found.cookie in cookies else Page(STRANGER)

    def standing_for(self, site: str) -> Callable[..., http.Fetched | http.NotModified]:
        """Give a way to fetch that brings every document of a site (``https://bip.example``) from here."""

        def fetch(address: str, **marks: Any) -> http.Fetched | http.NotModified:
            assert address.startswith(f"{site}/"), address
            return http.fetch(self.url + address.removeprefix(site), **marks)

        return fetch

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


class _Handler(BaseHTTPRequestHandler):
    office: Office

    def do_POST(self) -> None:
        question = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.office.questions.append(question)
        self._serve(question)

    def do_GET(self) -> None:
        self._serve(None)

    def _serve(self, question: bytes | None) -> None:
        self.office.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        page = self.office.next_page(self.path, self.headers.get("Cookie", ""), question)
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.steps is None:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        try:
            for piece in page.steps() if page.steps else [page.body]:
                self.wfile.write(piece)
                self.wfile.flush()
        except OSError:
            pass  # the client gave up, as some tests want it to

    def log_message(self, *_arguments: Any) -> None:
        """Keep the tests' output quiet."""


@contextmanager
def open_office() -> Iterator[Office]:
    office = Office(url="")
    handler = type("Handler", (_Handler,), {"office": office})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    office.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
