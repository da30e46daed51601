"""The operators' page: what ran, what failed, what was rejected and why."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from watchdog.archive.admin import ReadOnlyAdmin, ReadOnlyInline
from watchdog.ingest import tasks
from watchdog.ingest.models import Failure, Rejected, Run
from watchdog.ingest.registry import every_source


class FailureInline(ReadOnlyInline):
    """What failed in a run."""

    model = Failure
    fields = ["address", "code", "text", "snapshot", "at"]
    readonly_fields = ["at"]


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """One walk of one source."""

    list_display = ["source", "state", "queued_at", "started_at", "ended_at", "documents", "tally", "failed", "error"]
    list_filter = ["state", "source"]
    date_hierarchy = "queued_at"
    inlines = [FailureInline]
    actions = ["run_again", "read_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Run]:
        runs: QuerySet[Run] = super().get_queryset(request)
        return runs.annotate(failed_documents=Count("failures"))

    @admin.display(description=_("read (new, changed, rejected)"))
    def tally(self, run: Run) -> str:
        counts = run.counts or {}
        parts = [counts.get(name, 0) for name in ("read", "stored", "changed", "rejected")]
        return "{} ({}, {}, {})".format(*parts)

    @admin.display(description=_("unread documents"), ordering="failed_documents")
    def failed(self, run: Any) -> int:
        return int(run.failed_documents)

    @admin.action(description=_("Run again"), permissions=["start"])
    def run_again(self, request: HttpRequest, queryset: QuerySet[Run]) -> None:
        """Queue a new run of each chosen source."""
        self._queue(request, queryset, reparse=False)

    @admin.action(description=_("Read again from the archive"), permissions=["start"])
    def read_again(self, request: HttpRequest, queryset: QuerySet[Run]) -> None:
        """Queue a re-reading of each chosen source, without the network."""
        self._queue(request, queryset, reparse=True)

    def has_start_permission(self, request: HttpRequest) -> bool:
        """Let those start runs who may add them."""
        return request.user.has_perm("ingest.add_run")

    def _queue(self, request: HttpRequest, queryset: QuerySet[Run], *, reparse: bool) -> None:
        sources = sorted(set(queryset.order_by().values_list("source", flat=True)) & set(every_source()))
        for source in sources:
            tasks.queue(source, reparse=reparse)
        number = len(sources)
        self.message_user(request, ngettext("%d run queued", "%d runs queued", number) % number)


@admin.register(Failure)
class FailureAdmin(ReadOnlyAdmin):
    """Documents that could not be read."""

    list_display = ["address", "code", "text", "run", "snapshot", "at"]
    list_select_related = ["run", "snapshot"]
    list_filter = ["code", "run__source"]
    search_fields = ["address", "snapshot__sha256"]


@admin.register(Rejected)
class RejectedAdmin(ReadOnlyAdmin):
    """Rows that could not become records, as they stand in their documents."""

    list_display = ["source", "place", "reason", "snapshot", "at"]
    list_select_related = ["snapshot"]
    list_filter = ["source"]
    search_fields = ["place", "reason", "snapshot__sha256"]
