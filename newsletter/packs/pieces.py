"""The pieces of a pack, each made from one session, and what could not be made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from newsletter.models import PackPiece
from newsletter.packs import tables
from newsletter.packs.asking import ask
from newsletter.packs.session import Told
from newsletter.packs.words import short
from watchdog.core.text import slugify
from watchdog.core.version import stated

Kind = PackPiece.Kind
PDF, PNG, CSV, MARKDOWN = "application/pdf", "image/png", "text/csv", "text/markdown"


@dataclass(frozen=True)
class Planned:
    """A piece that is to be made: what it is, and what makes its bytes (or raises ``asking.Missing``)."""

    kind: str
    name: str
    title: str
    media_type: str
    make: Callable[[], bytes]


def planned(told: Told, texts: Mapping[str, str], version: str) -> Iterator[Planned]:
    """Say which pieces a session's pack has, in their order; each file is named with the version of the data."""
    session, mark = told.session, stated(version)
    stem = f"sesja-{slugify(session.key)}-{slugify(session.term.slug)}"
    at = session.get_absolute_url().rstrip("/")
    yield Planned(Kind.REPORT, f"{stem}-{mark}.pdf", _("Report of the session"), PDF, partial(ask, f"{at}.pdf", PDF))
    yield Planned(Kind.PICTURE, f"{stem}-{mark}.png", _("Picture of the session"), PNG, partial(ask, f"{at}.png", PNG))
    yield from _votes(told, stem, mark)
    for name, title, make in (
        (pgettext("name of a file", "votes"), _("Votes of the session"), tables.votes),
        (pgettext("name of a file", "choices"), _("Who chose what"), tables.choices),
        (pgettext("name of a file", "attendance"), _("Attendance, person by person"), tables.attendance),
    ):
        yield Planned(Kind.TABLE, f"{stem}-{slugify(name)}-{mark}.csv", title, CSV, partial(make, told))
    for name, title, text in (
        (pgettext("name of a file", "article"), _("Draft of the article"), texts["article"]),
        (pgettext("name of a file", "newsletter"), _("Section of the newsletter"), texts["section"]),
    ):
        yield Planned(Kind.TEXT, f"{stem}-{slugify(name)}-{mark}.md", title, MARKDOWN, text.encode)


def _votes(told: Told, stem: str, mark: str) -> Iterator[Planned]:
    word = slugify(pgettext("name of a file", "vote"))
    for place, row in enumerate(told.closest, 1):
        title = _("Picture of the vote: %(title)s") % {"title": short(row.title, 120)}
        make = partial(ask, f"{row.url.rstrip('/')}.png", PNG)
        yield Planned(Kind.PICTURE, f"{stem}-{word}-{place}-{mark}.png", title, PNG, make)


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
