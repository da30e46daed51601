"""Articles as a kind of record, introduced to search, exports, feeds and sitemaps."""

from __future__ import annotations

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.filters import ArticleFilter, IssueFilter
from newsletter.models import Article, Issue
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


def issue_text(issue: Issue) -> SearchText:
    """Keep the words that readers see."""
    return SearchText(
        title=issue.title,
        url=issue.get_absolute_url(),
        body=f"{issue.lead}\n{plain(issue.body)}",
        keywords="newsletter",
        day=timezone.localdate(issue.published_at) if issue.published_at else None,
    )


ISSUES = register(
    RecordType(
        kind="newsletter.issue",
        model=Issue,
        singular=_("issue of the newsletter"),
        plural=_("Newsletter"),
        list_url="newsletter:issue-list",
        queryset=lambda: Issue.objects.for_list(),
        filterset=IssueFilter,
        columns=(
            Column("slug", _("key"), attrgetter("slug")),
            Column("title", _("title"), attrgetter("title")),
            Column("published_at", _("published"), attrgetter("published_at")),
            Column("updated_at", _("last changed in public"), attrgetter("updated_at")),
            Column("lead", _("introduction"), attrgetter("lead")),
        ),
        search_text=issue_text,
        key=attrgetter("slug"),
        order=("-published_at",),
        sorts={"data": ("published_at",)},
        learned="published_at",
    )
)
