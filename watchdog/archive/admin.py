"""The evidence room for staff: to look at, not to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from watchdog.archive.models import Change, Reading, Sighting, Snapshot

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline


class ReadOnlyAdmin(ModelAdmin):
    """Evidence is never written by hand."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyInline(TabularInline):
    """Rows of evidence on the page of what they belong to."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class SightingInline(ReadOnlyInline):
    """Where and when a document was seen."""

    model = Sighting
    fields = ["address", "source", "seen_at", "confirmed_at", "taken_in_at"]


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    """A kept document and where it was seen."""

    list_display = ["__str__", "media_type", "size", "disclosure", "kept_at"]
    list_filter = ["disclosure", "media_type"]
    search_fields = ["sha256", "sightings__address"]
    inlines = [SightingInline]


@admin.register(Sighting)
class SightingAdmin(ReadOnlyAdmin):
    """Where and when; ``taken_in_at`` is empty for a document that waits to be read."""

    list_display = ["address", "source", "snapshot", "seen_at", "confirmed_at", "taken_in_at"]
    list_select_related = ["snapshot"]
    list_filter = ["source", ("taken_in_at", admin.EmptyFieldListFilter)]
    search_fields = ["address", "snapshot__sha256"]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """What one document says of one record."""

    list_display = ["content_type", "object_id", "snapshot", "place", "certainty", "authority", "read_at"]
    list_select_related = ["content_type", "snapshot"]
    list_filter = ["content_type", "certainty"]
    search_fields = ["snapshot__sha256", "address"]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """
    The history of every record.

    A document never overwrites what a person entered: it leaves a difference, which the back room of the app that owns
    the record puts before a person.
    """

    list_display = ["content_type", "object_id", "field", "before", "after", "applied", "user", "at"]
    list_select_related = ["content_type", "user", "snapshot"]
    list_filter = ["applied", "content_type"]
