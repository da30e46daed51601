"""Addresses of many records at once (a list names a hundred, and Django looks each up anew), and of editions."""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

_MARK = "this-one"
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")


def address_of(name: str, slug: str) -> str:
    """Return ``reverse(name, args=[slug])`` for a page whose address ends in a slug, looked up once a language."""
    return address_in(name, slug, get_language())


def address_in(name: str, slug: str, language: str | None) -> str:
    """Return the same for whoever has asked for the language already."""
    if not _SLUG.fullmatch(slug):
        return reverse(name, args=[slug])
    before, after = _around(name, language)
    return f"{before}{slug}{after}"


@lru_cache(maxsize=512)
def _around(name: str, language: str | None) -> tuple[str, str]:
    """Return what stands before and after the slug; the language only tells editions apart."""
    before, _, after = reverse(name, args=[_MARK]).partition(_MARK)
    return before, after


def in_edition(path: str, language: str | None) -> str:
    """Give a path of this edition, or one without an edition, the prefix of another: ``/en`` for English, else none."""
    prefix = f"/{get_language()}/"
    plain = f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else path
    return plain if language in (None, settings.LANGUAGE_CODE) else f"/{language}{plain}"
