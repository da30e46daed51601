"""
What drafts, resolutions and their numbers are called.

Official titles begin in the middle of a sentence („zmieniającej uchwałę…”, „w sprawie…”) and need the noun that the
office prints above them. Titles and nouns are Polish in every edition, like the documents.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

DRAFT, RESOLUTION = "Projekt uchwały", "Uchwała"

_CONTINUES = re.compile(r"(w sprawie|o|(zmieniając|uchylając|wprowadzając)(a|ej)) ")
"""How a title begins that goes on from „uchwała”; others („miejscowy plan…”) stand by themselves."""


def draft_title(title: str) -> str:
    """Give a draft's title as a heading: „Projekt uchwały zmieniającej…”; nothing where it has none."""
    return _headed(DRAFT, title)


def resolution_title(title: str) -> str:
    """Give a resolution's title as a heading: „Uchwała w sprawie…”, „Miejscowy plan…”."""
    return _headed(RESOLUTION, title)


def print_name(number: str) -> str:
    """Name a print: „druk 148/2024”; the office's own wording is quoted: „druk „zamiast druku nr 128/2024””."""
    words = _("print %(number)s") if number[:1].isdigit() else _("print “%(number)s”")
    return words % {"number": number}


def item_label(label: str) -> str:
    """Give the number of an agenda item; „b.n. 2” of our own lists says that the source prints none."""
    return _("no number") if label.startswith("b.n.") else label


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _headed(noun: str, title: str) -> str:
    return f"{noun} {title}" if _CONTINUES.match(title) else capitalised(title)
