"""An article's page: its text as HTML, the records that it shows, and what was changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from newsletter.models import Article
from watchdog.pages.inserts import figure
from watchdog.pages.markdown import render


@dataclass(frozen=True)
class Update:
    """What was changed after publication, and on which day."""

    day: date
    note: str


@dataclass(frozen=True)
class ArticlePage:
    """Everything the template shows of one article."""

    article: Article
    body: SafeString
    cover: SafeString
    updates: tuple[Update, ...]
    """The newest first."""

    @property
    def is_foreign(self) -> bool:
        """Whether this edition speaks another language than articles do."""
        return get_language() != "pl"


def article_page(article: Article) -> ArticlePage:
    """Build the page of an article, which may never have been saved."""
    updates = [Update(date.fromisoformat(each["day"]), each["note"]) for each in article.updates]
    return ArticlePage(
        article=article,
        body=render(article.body).html,
        cover=figure(article.cover) if article.cover else SafeString(),
        updates=tuple(reversed(updates)),
    )
