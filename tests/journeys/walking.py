"""What a walk through the handbook is made of: who walks, what was on the pages, the pictures taken on the way."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image
from playwright.sync_api import Page

from tests.factories.accounts import log_in
from watchdog.backroom.handbook.screens import HEIGHT, WIDTH

PICTURES = Path(settings.BASE_DIR) / "static/img/handbook"
UPDATES = os.environ.get("UPDATE_PICTURES") == "1"
"""Whether the walk writes its pictures; else it only looks whether they are there."""
MOST = 60_000
"""Bytes of one picture."""
WORDS = """() => Array.from(
  document.querySelectorAll("a, button, label, legend, summary, caption, th, h1, h2, h3, [type=submit]"),
  (each) => {
    const copy = each.cloneNode(true);
    for (const key of copy.querySelectorAll("kbd, .visually-hidden")) key.remove();
    return each.value && each.tagName === "INPUT" ? each.value : copy.textContent;
  },
)"""
"""The words of controls, labels and headings, without the keys that stand on some of them."""
CLOSED = "localStorage.setItem('django.admin.navSidebarIsOpen', 'false'); localStorage.setItem('theme', 'light');"


def plain(text: str) -> str:
    """Give words as they are compared: without case, with single spaces."""
    return re.sub(r"\s+", " ", text).strip().casefold()


@dataclass
class Walk:
    """One person after another at the real pages; ``seen`` is what stood on those of each screen."""

    page: Page
    seen: dict[str, set[str]] = field(default_factory=dict)
    screen: str = ""

    def __post_init__(self) -> None:
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.add_init_script(CLOSED)

    def enter(self, user: User, *, verified: bool = True) -> None:
        """Come in as somebody, without the form."""
        cookie = log_in(Client(), user, verified=verified).cookies[settings.SESSION_COOKIE_NAME].value
        self.leave()
        address = self.page.evaluate("location.origin") if self.page.url.startswith("http") else ""
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])

    def leave(self) -> None:
        self.page.context.clear_cookies()

    def open(self, url: str) -> None:
        """Open a page and note what stands on it."""
        answer = self.page.goto(url)
        assert answer is not None
        assert answer.ok, f"{url}: {answer.status}"
        self.note()

    def press(self, selector: str) -> None:
        """Press a button or a link that leads to another page, and note what stands there."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.note()

    def fill(self, **typed: str) -> None:
        for name, value in typed.items():
            self.page.locator(f"[name={name}]").first.fill(value)

    def note(self) -> None:
        self.seen.setdefault(self.screen, set()).update(plain(each) for each in self.page.evaluate(WORDS))

    def stood(self, screen: str, control: str) -> bool:
        """Tell whether a control stood on the pages of a screen; a colon or a bracket may follow its words."""
        words = re.compile(re.escape(plain(control)) + r"( ?[:(].*)?")
        return any(words.fullmatch(each) for each in self.seen[screen])

    def picture(self, selector: str = "", above: int = 60) -> None:
        """Take the picture of the screen, from so many pixels above the first of what is selected."""
        top = (
            f"document.querySelector({selector!r}).getBoundingClientRect().top + scrollY - {above}" if selector else "0"
        )
        self.page.evaluate(f"scrollTo(0, {top})")
        if UPDATES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            (PICTURES / f"{self.screen}.webp").write_bytes(small(self.page.screenshot()))


def small(screenshot: bytes) -> bytes:
    """Write a picture as WebP, a little coarser until it is small enough."""
    picture: Any = Image.open(BytesIO(screenshot)).convert("RGB")
    for quality in range(80, 20, -10):
        written = BytesIO()
        picture.save(written, "WEBP", quality=quality, method=6)
        if written.tell() <= MOST:
            return written.getvalue()
    raise AssertionError(f"{written.tell()} bytes are too many for a picture")
