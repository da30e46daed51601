"""The page of an article or an issue: its text as HTML, the records that it shows, and what was changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from newsletter.models import Article, Issue
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
    return ArticlePage(
        article=article,
        body=render(article.body).html,
        cover=figure(article.cover) if article.cover else SafeString(),
        updates=_updates(article),
    )


@dataclass(frozen=True)
class IssuePage:
    """Everything the template shows of one issue: what its mail shows."""

    issue: Issue
    body: SafeString
    updates: tuple[Update, ...]
    """The newest first; a mail that has gone out does not know them."""

    @property
    def is_foreign(self) -> bool:
        """Whether this edition speaks another language than issues do."""
        return get_language() != "pl"


def issue_page(issue: Issue) -> IssuePage:
    """Build the page of an issue, which may never have been saved."""
    return IssuePage(issue=issue, body=render(issue.body).html, updates=_updates(issue))


def _updates(text: Article | Issue) -> tuple[Update, ...]:
    found = [Update(date.fromisoformat(each["day"]), each["note"]) for each in text.updates]
    return tuple(reversed(found))
