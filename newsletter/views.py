"""Pages of articles and of the newsletter's archive."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsletter.linked import article_thing
from newsletter.models import Article, Issue
from newsletter.presenters import article_page, issue_page
from newsletter.records import ARTICLES, ISSUES
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView


def crumbs(here: str = "") -> list[tuple[str, str]]:
    """Give the way back: the start page, the list, this article."""
    way = [(_("Start"), reverse("home")), (_("News"), reverse(ARTICLES.list_url) if here else "")]
    return [*way, (here, "")] if here else way


class ArticleList(FilteredListView):
    """Every published article, the newest first."""

    listed = ARTICLES
    template_name = "newsletter/article_list.html"
    per_page = 20

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {**super().state(selection, page), "crumbs": crumbs()}


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published article; a withdrawn one leaves its reason at the address, a draft is not there."""
    found = get_object_or_404(Article.objects.select_related("cover"), slug=slug)
    if found.withdrawn_at:
        context = {"article": found, "crumbs": crumbs(found.title)}
        return render(request, "newsletter/withdrawn.html", context, status=HTTPStatus.GONE)
    if not found.is_public:
        raise Http404
    return render(request, "newsletter/article.html", context_of(found))


def context_of(article: Article) -> dict[str, Any]:
    """Give what the template shows of an article."""
    return {"page": article_page(article), "crumbs": crumbs(article.title), "linked": article_thing(article)}


def issue_crumbs(here: str = "") -> list[tuple[str, str]]:
    """Give the way back from the archive of the newsletter, or from one issue."""
    way = [(_("Start"), reverse("home")), (_("Newsletter"), reverse(ISSUES.list_url) if here else "")]
    return [*way, (here, "")] if here else way


class IssueList(FilteredListView):
    """Every published issue of the newsletter, the newest first."""

    listed = ISSUES
    template_name = "newsletter/issue_list.html"
    per_page = 20

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {**super().state(selection, page), "crumbs": issue_crumbs()}


@require_safe
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an issue as its mail shows it; a withdrawn one leaves its reason at the address, a draft is not there."""
    found = get_object_or_404(Issue, slug=slug)
    if found.withdrawn_at:
        context = {"issue": found, "crumbs": issue_crumbs(found.title)}
        return render(request, "newsletter/issue_withdrawn.html", context, status=HTTPStatus.GONE)
    if not found.is_public:
        raise Http404
    return render(request, "newsletter/issue.html", context_of_issue(found))


def context_of_issue(issue: Issue) -> dict[str, Any]:
    """Give what the template shows of an issue."""
    return {"page": issue_page(issue), "crumbs": issue_crumbs(issue.title)}
