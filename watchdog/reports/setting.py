"""From a document to a tagged PDF: no network, no file but our own styles and fonts."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from xml.etree.ElementTree import Element, tostring

from django.conf import settings

from watchdog.reports.native import prepare
from watchdog.reports.painting import STYLES
from watchdog.reports.saying import end_streams_plainly, say_that_it_is_accessible
from watchdog.reports.tagging import in_order

VARIANT = "pdf/a-3a"
"""The form of PDF that may carry files; ``_finish`` makes PDF/UA-1 of it besides."""

PATIENCE = 30.0
"""Seconds that one document waits for another to be finished."""

_one_at_a_time = Lock()
"""Pango and Fontconfig are one for the process; two documents at once take twice the memory, not half the time."""


class Busy(RuntimeError):
    """Another document is being made, and takes long."""


@dataclass(frozen=True)
class Attached:
    """A file that travels inside the document: the rows that its tables are drawn from."""

    name: str
    content: bytes
    describes: str


@dataclass(frozen=True)
class Manuscript:
    """A document before it is set: its HTML, the address of the live page, the files that travel inside."""

    text: str
    address: str
    attached: tuple[Attached, ...] = ()


def written(document: Element) -> str:
    """Write a document as HTML."""
    return f"<!doctype html>{tostring(document, encoding='unicode', method='html')}"


def typeset(made: Manuscript) -> bytes:
    """
    Set a document as PDF/UA-1 and, since files are attached to it, PDF/A-3 (level A) at once.

    It names its language and title; by its address its links become whole.
    Whatever it asks for, nothing is fetched. Raises ``NoPango`` where the machine cannot, ``Busy`` where others wait.
    """
    prepare()
    import weasyprint  # (only now can it be; 1.4 s, once in a process)

    end_streams_plainly()
    with alone():
        fonts, given = styles()
        files = [
            weasyprint.Attachment(string=each.content, name=each.name, description=each.describes, relationship="Data")
            for each in made.attached
        ]
        page = weasyprint.HTML(string=made.text, base_url=made.address, url_fetcher=only_ours())
        pdf = page.write_pdf(
            stylesheets=given, font_config=fonts, attachments=files, pdf_variant=VARIANT, finisher=_finish
        )
    return bytes(pdf)


@contextmanager
def alone(patience: float = PATIENCE) -> Iterator[None]:
    """Let nobody else set anything in this process meanwhile; raise ``Busy`` after so many seconds of waiting."""
    if not _one_at_a_time.acquire(timeout=patience):
        raise Busy
    try:
        yield
    finally:
        _one_at_a_time.release()


@cache
def styles() -> tuple[Any, list[Any]]:
    """Read our styles and unpack our fonts, once in a process: a second of work, the same for every document."""
    import weasyprint  # (as above)
    from weasyprint.text.fonts import FontConfiguration  # (likewise)

    atexit.register(styles.cache_clear)  # while the library is still there to let go of its fonts
    fonts, fetcher = FontConfiguration(), only_ours()
    names = [str(_static() / "css" / name) for name in STYLES]
    return fonts, [weasyprint.CSS(filename=name, font_config=fonts, url_fetcher=fetcher) for name in names]


def _finish(document: Any, pdf: Any) -> None:
    in_order(pdf)
    say_that_it_is_accessible(pdf)


def only_ours() -> Any:
    """Return a fetcher that reads our static files and data that stand in the page, and refuses everything else."""
    from weasyprint.urls import URLFetcher  # (as above)

    class OnlyOurs(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith((_static().as_uri() + "/", "data:")) or "/.." in url:
                raise ValueError(f"A report may not fetch {url[:200]}")
            return super().fetch(url, headers)

    return OnlyOurs(allowed_protocols=["file", "data"], allow_redirects=False)


def _static() -> Path:
    return Path(settings.BASE_DIR) / "static"
