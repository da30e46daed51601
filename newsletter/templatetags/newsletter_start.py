"""The articles' part of the start page, which is a page of the ground and asks no room by name."""

from __future__ import annotations

from django import template
from django.db.models import QuerySet

from newsletter.models import Article

register = template.Library()
SHOWN = 3


@register.simple_tag
def the_latest_articles() -> QuerySet[Article]:
    """``{% the_latest_articles as articles %}``: the newest three, in one query."""
    return Article.objects.public().latest_first()[:SHOWN]
