"""Draft resolutions and resolutions in the back room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from council.admin.base import SourcedAdmin
from council.forms.resolutions import DraftResolutionForm, ResolutionForm
from council.models import DraftResolution, Resolution

RESOLUTION_FIELDS = [
    "number",
    "adopted_on",
    "year",
    "title",
    "journal_year",
    "journal_position",
    "validity",
    "validity_note",
]


@admin.register(DraftResolution)
class DraftResolutionAdmin(SourcedAdmin):
    """Prints; a new one comes with the agenda item that brings it."""

    form = DraftResolutionForm
    autocomplete_fields = ["replaces"]
    corrected = ["term", "number", "title", "replaces", "amended", "day"]
    list_display = ["number", "title", "term", "day"]
    list_display_links = ["title"]
    list_filter = ["term", "amended"]
    list_select_related = ["term"]
    search_fields = ["number", "title"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "term", "number"]


@admin.register(Resolution)
class ResolutionAdmin(SourcedAdmin):
    """Resolutions adopted by the council."""

    add_title = gettext_lazy("Add a resolution")
    form = ResolutionForm
    entered = RESOLUTION_FIELDS
    corrected = RESOLUTION_FIELDS
    list_display = ["__str__", "title", "adopted_on", "validity"]
    list_filter = ["validity", "term", "year"]
    list_select_related = ["term"]
    date_hierarchy = "adopted_on"
    search_fields = ["number", "title"]
