"""A real browser on a real server: Debian's Chromium, headless, seeing loopback only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from threading import Lock
from time import monotonic, sleep
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; where there is none, skip on a developer's machine and fail in CI."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine; ./portal test installs it as root"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    # A document that was set in this process has told Fontconfig of our fonts alone, without which Chromium ends.
    environ = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=environ)
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


class Requests:
    """How many requests the server is answering: a page that is closed may have sent its last words just before."""

    def __init__(self) -> None:
        self.open = 0
        self._lock = Lock()
        request_started.connect(self._begun)
        request_finished.connect(self._ended)

    def _begun(self, **_signal: Any) -> None:
        with self._lock:
            self.open += 1

    def _ended(self, **_signal: Any) -> None:
        with self._lock:
            self.open -= 1

    def rest(self, seconds: float = 5) -> None:
        """Wait until none is left; the next test empties the tables, and must not meet one that still reads them."""
        sleep(0.1)
        deadline = monotonic() + seconds
        while self.open > 0 and monotonic() < deadline:
            sleep(0.02)


REQUESTS = Requests()


@pytest.fixture(autouse=True)
def server_at_rest(transactional_db: None) -> Iterator[None]:
    """Let the server come to rest after the browser is closed and before the tables are emptied."""
    yield
    REQUESTS.rest()
    REQUESTS.open = 0


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Open a page in Polish that fails its test on any script error, console error or request to another host."""
    context = browser.new_context(base_url=live_server.url, locale="pl-PL", accept_downloads=True)
    troubles: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda request: _only_ours(request.url, live_server.url, troubles))
    yield opened
    context.close()
    assert troubles == []


@pytest.fixture
def rules_of_production(settings: Settings) -> None:
    """Ask reviewers for a second factor and count failed log-ins, as the portal does where it serves people."""
    settings.SECOND_FACTOR_REQUIRED = True
    settings.AXES_ENABLED = True
    cache.clear()


def _only_ours(url: str, ours: str, troubles: list[str]) -> None:
    if not url.startswith((ours, "data:", "blob:")):
        troubles.append(f"asked another host: {url}")
