"""
The texts that the project brings along, in our own words and in two languages.

They are where an empty portal begins: ``ensure_defaults`` creates the pages that are missing and never touches one that
exists, so an editor's text stays an editor's text.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from django.utils import timezone

from watchdog.pages.models import Page, State

HERE = Path(__file__).parent


class Default(NamedTuple):
    """A page's address and titles; its texts are ``<slug>.pl.html`` and ``<slug>.en.html`` beside this file."""

    slug: str
    pl: str
    en: str


DEFAULTS = (
    Default("o-nas", "O nas", "About us"),
    Default("zespol", "Zespół", "Team"),
    Default("projekty-obywatelskie", "Projekty obywatelskie", "Civic projects"),
    Default("kontakt", "Kontakt", "Contact"),
    Default("prywatnosc", "Prywatność", "Privacy"),
    Default("dostepnosc", "Deklaracja dostępności", "Accessibility statement"),
)
"""In the order in which the portal's map names them."""


def ensure_defaults() -> list[Page]:
    """Create the project's own pages that are missing and return those; an existing one is left as it is."""
    made = []
    for position, default in enumerate(DEFAULTS, start=1):
        values = {
            "title_pl": default.pl,
            "title_en": default.en,
            "body_pl": _text(default.slug, "pl"),
            "body_en": _text(default.slug, "en"),
            "position": position * 10,
            "state": State.PUBLISHED,
            "published_at": timezone.now(),
        }
        page, created = Page.objects.get_or_create(slug=default.slug, defaults=values)
        if created:
            made.append(page)
    return made


def _text(slug: str, language: str) -> str:
    return (HERE / f"{slug}.{language}.html").read_text(encoding="utf-8")
