"""
What machines may read, for search engines: ``/sitemap.xml``, one section per kind of record, one of our own pages
(sitemaps.org 0.9).

Every section names the Polish and the English address of each page; those of records also when we last altered them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.urls import path, reverse

from watchdog.pages.models import Page
from watchdog.records import RecordType, record_types
from watchdog.reports.months.registry import counts


class RecordSitemap(Sitemap):  # type: ignore[type-arg]  # takes no parameters at run time
    """Every public record of one kind that search engines may list."""

    i18n = True
    alternates = True
    x_default = True
    limit = 10_000

    def __init__(self, kind: RecordType) -> None:
        self.kind = kind

    def items(self) -> QuerySet[Any]:
        listed = self.kind.queryset().prefetch_related(None).order_by("pk")
        return listed.filter(self.kind.for_engines()) if self.kind.for_engines else listed

    def lastmod(self, record: Any) -> datetime | None:
        return getattr(record, "updated_at", None)


class PageSitemap(Sitemap):  # type: ignore[type-arg]  # likewise
    """The start page, the lists, and what the organisation writes about itself and its methods."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[tuple[str, ...]]:
        lists = [(kind.list_url,) for kind in record_types()]
        own = [("page", slug) for slug in Page.objects.public().values_list("slug", flat=True)]
        errata = [("errata:corrections",), ("errata:remarks",)]
        monthly = [("reports",), *(("month-report", month.key) for month in counts())]
        return [("home",), *lists, *monthly, ("sources",), ("missing",), ("open-data",), *errata, ("methods",), *own]

    def location(self, item: tuple[str, ...]) -> str:
        name, *arguments = item
        return reverse(name, args=arguments)


def sections() -> dict[str, Sitemap]:  # type: ignore[type-arg]  # likewise
    """Return the section of each kind, and that of our own pages; asked once, when the addresses are laid."""
    return {"pages": PageSitemap(), **{kind.kind: RecordSitemap(kind) for kind in record_types()}}


urlpatterns = [
    path("sitemap.xml", views.index, {"sitemaps": sections(), "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", views.sitemap, {"sitemaps": sections()}, name="sitemap-section"),
]
