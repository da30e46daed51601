"""Addresses made of titles, for texts whose writer typed none."""

from __future__ import annotations

from newsletter.models import Article, Issue
from watchdog.core.text import slugify


def free_slug(model: type[Article] | type[Issue], title: str, pk: int | None, fallback: str) -> str:
    """Give the address that a title makes, with a number behind it where another text of this kind has it."""
    slug = slugify(title, 70) or fallback
    taken = set(model._default_manager.filter(slug__startswith=slug).exclude(pk=pk).values_list("slug", flat=True))
    return next(each for each in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if each not in taken)
