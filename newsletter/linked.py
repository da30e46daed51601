"""An article in the words of schema.org (``watchdog.core.linked``)."""

from __future__ import annotations

from newsletter.models import Article
from watchdog.core.linked import Thing, absolute, publisher, thing
from watchdog.exports.writers import LICENCE_URL

EDITORS = "Redakcja"
"""How a name begins that stands for the editors together, not for one person."""


def article_thing(article: Article) -> Thing | None:
    """Tell of an article what its page shows; nothing of one that is not public."""
    if article.published_at is None or not article.is_public:
        return None
    address = absolute(article.get_absolute_url())
    return thing(
        "NewsArticle",
        headline=article.title,
        description=article.lead,
        url=address,
        mainEntityOfPage=address,
        datePublished=article.published_at.isoformat(),
        dateModified=max(article.updated_at, article.published_at).isoformat(),
        author=[_author(name.strip()) for name in article.authors.split(",") if name.strip()],
        publisher=publisher(),
        image=absolute(article.cover.src) if article.cover else "",
        articleSection=article.get_category_display(),
        license=LICENCE_URL,
        inLanguage="pl",
    )


def _author(name: str) -> Thing:
    """Name an author as the site does; schema.org asks whether that is a person."""
    return thing("Organization" if name.startswith(EDITORS) else "Person", name=name)
