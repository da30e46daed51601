"""A person without a mouse: each control is reached by Tab or by a key that the page shows, and presses are counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = """document.activeElement && {
  name: document.activeElement.getAttribute("name") || "",
  href: document.activeElement.getAttribute("href") || "",
  text: (document.activeElement.textContent || "").trim(),
  tag: document.activeElement.tagName.toLowerCase(),
}"""
"""What has the focus."""


@dataclass
class Keyboard:
    """A keyboard that counts its presses and its seconds by the part of the work; a paste is one press."""

    page: Page
    presses: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    part: str = ""
    _since: float = 0

    def __post_init__(self) -> None:
        self.page.on("filechooser", lambda _asking: None)  # a browser hands over its window of files once one listens

    def begin(self, part: str) -> None:
        """Count from here on for a part of the work."""
        now = time.monotonic()
        if self.part:
            self.seconds[self.part] = self.seconds.get(self.part, 0) + now - self._since
        self.part, self._since = part, now

    def report(self) -> str:
        """Say for each part how many presses it took and how long a machine was at it."""
        self.begin("")
        parts = [f"{part}: {count} keys, {self.seconds.get(part, 0):.1f} s" for part, count in self.presses.items()]
        in_all = f"in all: {sum(self.presses.values())} keys, {sum(self.seconds.values()):.0f} s"
        return "\n".join([*parts, in_all])

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self._counted()

    def write(self, text: str) -> None:
        for letter in text:
            self.page.keyboard.type(letter)
            self._counted()

    def paste(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self._counted()

    def enter(self) -> None:
        """Press Enter where it leads to another page."""
        with self.page.expect_event("load"):
            self.press("Enter")

    def back(self) -> None:
        """Press Alt with the left arrow; it is the browser's own key, which Playwright does not hand to the browser."""
        self.page.go_back()
        self._counted()

    def shortcut(self, letter: str) -> None:
        """Press Alt with a letter that the page shows; Playwright's own press leaves out what a browser looks for."""
        code, key = f"Key{letter.upper()}", ord(letter.upper())
        told = {"type": "keyDown", "key": letter, "code": code, "windowsVirtualKeyCode": key, "modifiers": 1}
        line = self.page.context.new_cdp_session(self.page)
        with self.page.expect_event("load"):
            line.send("Input.dispatchKeyEvent", {**told, "unmodifiedText": letter})
        self._counted()

    def past_the_head(self) -> None:
        """Take the link that leads past the navigation; a page that was sent from there begins past it already."""
        self.press("Tab")
        if self.page.evaluate(HERE)["href"].startswith("#content"):
            self.press("Enter")

    def to(self, name: str, *, back: bool = False, most: int = 120) -> None:
        """Go on with Tab as far as the control of this name."""
        self._walk("name", lambda here: here["name"] == name, name, back, most)

    def to_link(self, address: str = "", text: str = "", *, back: bool = False, most: int = 200) -> None:
        """Go on with Tab as far as the link whose address ends so, or whose words hold these."""

        def is_there(here: Any) -> bool:
            return bool(here["tag"] == "a" and here["href"].endswith(address) and text in here["text"])

        self._walk("link", is_there, address or text, back, most)

    def to_text(self, text: str, *, back: bool = False, most: int = 200) -> None:
        """Go on with Tab as far as a button or a heading that opens, with these words."""
        opens = ("a", "button", "summary")
        self._walk("control", lambda here: here["tag"] in opens and text in here["text"], text, back, most)

    def follow(self, address: str = "", text: str = "", *, back: bool = False) -> None:
        """Go to a link and open it."""
        self.to_link(address, text, back=back)
        self.enter()

    def choose(self, label: str) -> None:
        """Choose from the list that has the focus by typing how the choice begins."""
        self.write(label)
        chosen = self.page.evaluate("document.activeElement.selectedOptions[0].textContent.trim()")
        assert chosen.startswith(label), f"{label} was typed, and {chosen} is chosen"

    def attach(self, path: Path) -> None:
        """Give a file to the control that has the focus."""
        with self.page.expect_file_chooser() as asking:
            self.press("Space")
        asking.value.set_files(path)

    def _walk(self, what: str, is_there: Callable[[Any], bool], wanted: str, back: bool, most: int) -> None:
        for _press in range(most):
            here = self.page.evaluate(HERE)
            if here and is_there(here):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{most} presses of Tab lead to no {what} {wanted!r} on {self.page.url}")

    def _counted(self) -> None:
        self.presses[self.part] = self.presses.get(self.part, 0) + 1
