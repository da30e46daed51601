"""
The article of a pack: written once, refreshed while nobody has worked on it, never written over a person's words.

Whoever pressed the button stands as who worked on the draft, so a second person publishes it, as every text of ours.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from newsletter.models import Article, Category, SessionPack
from newsletter.slugs import free_slug
from watchdog.pages import publishing
from watchdog.pages.models import State


def write(pack: SessionPack) -> None:
    """Bring the article of a pack to its text, where it is ours alone; else the text waits beside it in the pack."""
    if pack.asked_by is None or (pack.article and pack.article_text == pack.text):
        return
    if pack.article is None:
        begin(pack, pack.asked_by)
        return
    article = Article.objects.select_for_update(of=("self",)).get(pk=pack.article.pk)
    if is_untouched(pack, article):
        publishing.keep(article, pack.text, article.change_note, pack.asked_by)
        pack.article_text = pack.text


def begin(pack: SessionPack, user: User) -> Article:
    """Make a new draft of the text of a pack; an earlier article stays as it is."""
    authors = user.get_full_name() or _("Editors")
    article = Article(category=Category.SESSIONS, authors=authors, cover=None)
    article.slug = free_slug(Article, pack.text["title"], None, "sesja")
    publishing.keep(article, pack.text, "", user)
    pack.article, pack.article_text = article, pack.text
    return article


def is_untouched(pack: SessionPack, article: Article) -> bool:
    """Tell whether an article says only what we wrote, and nobody has taken it further."""
    own = {name: getattr(article, name) for name in pack.article_text}
    return article.state == State.DRAFT and article.published_at is None and own == pack.article_text
