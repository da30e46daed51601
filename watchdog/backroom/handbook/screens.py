"""
The screens of the handbook, read from ``texts/``.

A file is one screen: its title (``# …``), its picture (``![what it shows](name.webp)``), an introduction, sections
(``## …``). The name of the file gives the order and the address. What stands **in bold** is a control or a label of the
back room, word for word; a journey (``tests/journeys/test_handbook_pictures.py``) looks for each of them on the real
pages and takes the pictures there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString

from watchdog.core.text import slugify
from watchdog.pages.markdown import render

TEXTS = Path(__file__).parent / "texts"
WIDTH, HEIGHT = 1000, 720
"""Pixels of every picture."""
HELPS: Mapping[str, str] = {
    **dict.fromkeys(("account", "recovery-codes"), "pierwsze-logowanie"),
    **dict.fromkeys(("admin:index", "waiting", "mending", "mending-list"), "co-czeka"),
    **dict.fromkeys(("entry:start", "entry:workspace", "entry:session", "entry:agenda"), "sesja-i-porzadek"),
    **dict.fromkeys(("entry:attendance", "entry:quorum"), "obecnosc"),
    **dict.fromkeys(("entry:vote", "entry:vote-new"), "glosowanie"),
    **dict.fromkeys(("entry:upload", "entry:chosen"), "lista-i-plik"),
    **dict.fromkeys(("admin:typings", "admin:typing"), "szkice"),
    **dict.fromkeys(("backroom:submissions", "backroom:submission", "backroom:bundle"), "recenzja"),
    **dict.fromkeys(("backroom:differences", "backroom:decision", "backroom:revert"), "poprawka"),
    **dict.fromkeys(("admin:errata_objections", "admin:errata_objection"), "poprawka"),
    **dict.fromkeys(("admin:council_names", "admin:council_name"), "nazwiska"),
    **dict.fromkeys(("admin:council_merge", "admin:council_split"), "nazwiska"),
    **dict.fromkeys(("imports:kinds", "imports:kind", "imports:file"), "import-tabel"),
    **dict.fromkeys(("admin:newsletter_article_add", "admin:newsletter_article_change"), "artykuly"),
    **dict.fromkeys(("admin:newsletter_article_changelist", "admin:pages_page_change"), "artykuly"),
    **dict.fromkeys(("admin:newsletter_packs", "admin:newsletter_pack"), "artykuly"),
    **dict.fromkeys(("admin:spending_contract_add", "admin:spending_contract_change"), "pieniadze"),
    **dict.fromkeys(("admin:spending_payment_add", "admin:spending_payment_change"), "pieniadze"),
    **dict.fromkeys(("admin:spending_budgetfigure_add", "admin:spending_budgetfigure_change"), "pieniadze"),
    **dict.fromkeys(("admin:spending_organization_change", "admin:spending_duplicates"), "pieniadze"),
    **dict.fromkeys(("admin:spending_signals", "admin:spending_signal"), "pieniadze"),
    **dict.fromkeys(("admin:spending_merge", "admin:spending_split", "admin:spending_hide"), "pieniadze"),
}
"""Which screen helps at which page, by the name of its address; rooms above are named by these words alone."""

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
PICTURE = re.compile(r"^!\[(.+)\]\((.+)\)$", re.MULTILINE)
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A part of a screen under a heading of its own."""

    anchor: str
    title: str
    html: SafeString


@dataclass(frozen=True)
class Screen:
    """One screenful: what to do, what is seen, what cannot go wrong, where to ask."""

    slug: str
    title: str
    picture: str
    """The name of the file under ``static/img/handbook/``."""
    alt: str
    lead: SafeString
    sections: tuple[Section, ...]
    text: str
    """The file as it was written."""

    @property
    def source(self) -> str:
        """Where the picture lies among the static files."""
        return f"img/handbook/{self.picture}"

    def get_absolute_url(self) -> str:
        return reverse("handbook-screen", args=[self.slug])


@cache
def screens() -> tuple[Screen, ...]:
    """Give the screens in their order."""
    return tuple(read(path) for path in sorted(TEXTS.glob("*.md")))


def screen_for(view_name: str) -> Screen | None:
    """Give the screen that helps at a page, by the name of the page's address."""
    slug = HELPS.get(view_name)
    return next((screen for screen in screens() if screen.slug == slug), None)


def read(path: Path) -> Screen:
    """Read one file; raises ``ValueError`` where it lacks its title or its picture."""
    text = path.read_text(encoding="utf-8")
    title, picture = TITLE.search(text), PICTURE.search(text)
    if title is None or picture is None:
        raise ValueError(f"{path.name} needs a title and a picture")
    lead, *parts = SECTION.split(text[picture.end() :])
    sections = [
        Section(slugify(name), name, render(body).html) for name, body in zip(parts[::2], parts[1::2], strict=True)
    ]
    slug = path.stem.partition("-")[2]
    return Screen(slug, title[1], picture[2], picture[1], render(lead).html, tuple(sections), text)
