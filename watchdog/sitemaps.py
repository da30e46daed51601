"""
What machines may read, for search engines: ``/sitemap.xml`` and one section per kind of record (sitemaps.org 0.9).

Every section names the Polish and the English address of each record and the day on which we last altered it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.urls import path

from watchdog.records import RecordType, record_types


class RecordSitemap(Sitemap):  # type: ignore[type-arg]  # takes no parameters at run time
    """Every public record of one kind."""

    i18n = True
    alternates = True
    x_default = True
    limit = 10_000

    def __init__(self, kind: RecordType) -> None:
        self.kind = kind

    def items(self) -> QuerySet[Any]:
        return self.kind.queryset().prefetch_related(None).order_by("pk")

    def lastmod(self, record: Any) -> datetime | None:
        return getattr(record, "updated_at", None)


def sections() -> dict[str, RecordSitemap]:
    """Return the section of each kind; asked once, when the addresses are laid."""
    return {kind.kind: RecordSitemap(kind) for kind in record_types()}


urlpatterns = [
    path("sitemap.xml", views.index, {"sitemaps": sections(), "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", views.sitemap, {"sitemaps": sections()}, name="sitemap-section"),
]
