"""Draft resolutions and resolutions in the back room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.forms.resolutions import DraftResolutionAddForm, DraftResolutionForm, ResolutionForm
from council.models import DraftResolution, DraftStage, Resolution
from watchdog.backroom.admins import SourcedAdmin, links
from watchdog.backroom.links import add_url, admin_link
from watchdog.backroom.sections import Section, section

RESOLUTION_FIELDS = [
    "number",
    "adopted_on",
    "year",
    "title",
    "journal_year",
    "journal_position",
    "journal_on",
    "in_force_on",
    "eli",
    "validity",
    "validity_note",
]

MOVER = ["initiator", "initiator_name", "initiator_club", "initiator_body", "initiator_person"]


@admin.register(DraftResolution)
class DraftResolutionAdmin(SourcedAdmin):
    """Prints; most come with the agenda items that bring them, and one that was only tabled is entered here."""

    add_title = gettext_lazy("Add a draft that was tabled")
    form = DraftResolutionForm
    add_form = DraftResolutionAddForm
    entered = ["term_slug", "number", "title", "day", "initiator", "initiator_name"]
    autocomplete_fields = ["replaces", "initiator_person"]
    corrected = ["term", "number", "title", "replaces", "amended", "day", *MOVER]
    list_display = ["number", "title", "term", "day"]
    list_display_links = ["title"]
    list_filter = ["term", "amended"]
    list_select_related = ["term"]
    search_fields = ["number", "title"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["term", "number", "stages"] if obj else [])]

    def sections(self, request: HttpRequest, obj: Any) -> list[Section]:
        return [section(gettext_lazy("The way of the draft"), ["stages"])] if obj else []

    def readable(self) -> list[str]:
        return [*super().readable(), "stages"]

    @admin.display(description=gettext_lazy("known events"))
    def stages(self, draft: DraftResolution) -> SafeString:
        rows = [admin_link(stage) for stage in draft.stages.all()]
        return links(rows, add_url(DraftStage, draft=draft.pk), _("Add an event"))


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
