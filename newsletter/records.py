"""Articles as a kind of record, introduced to search, exports, feeds and sitemaps."""

from __future__ import annotations

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.filters import ArticleFilter
from newsletter.models import Article
from watchdog.pages.markdown import plain
from watchdog.records import Column, RecordType, SearchText, register


def article_text(article: Article) -> SearchText:
    """Keep the words that readers see, without the signs of the editor."""
    return SearchText(
        title=article.title,
        url=article.get_absolute_url(),
        body=f"{article.lead}\n{plain(article.body)}",
        keywords=f"{article.get_category_display()} {article.authors}",
        day=timezone.localdate(article.published_at) if article.published_at else None,
    )


ARTICLES = register(
    RecordType(
        kind="newsletter.article",
        model=Article,
        singular=_("article"),
        plural=_("News"),
        list_url="newsletter:article-list",
        queryset=lambda: Article.objects.for_list(),
        filterset=ArticleFilter,
        columns=(
            Column("slug", _("key"), attrgetter("slug")),
            Column("title", _("title"), attrgetter("title")),
            Column("category", _("category"), attrgetter("category")),
            Column("authors", _("authors"), attrgetter("authors")),
            Column("published_at", _("published"), attrgetter("published_at")),
            Column("updated_at", _("last changed in public"), attrgetter("updated_at")),
            Column("lead", _("lead"), attrgetter("lead")),
        ),
        search_text=article_text,
        key=attrgetter("slug"),
        order=("-published_at",),
        sorts={"data": ("published_at",)},
        learned="published_at",
    )
)
