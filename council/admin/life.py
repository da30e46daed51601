"""What happened to drafts and resolutions, in the back room: stages, rulings, relations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from council.forms.life import DraftStageForm, ResolutionRelationForm, RulingForm
from council.models import DraftStage, ResolutionRelation, Ruling
from watchdog.backroom.admins import SourcedAdmin

RULING_FIELDS = [
    *("resolution_number", "subject", "authority_name", "number", "ruled_on", "year"),
    *("effect", "final", "words", "journal_year", "journal_position"),
]


@admin.register(DraftStage)
class DraftStageAdmin(SourcedAdmin):
    """Events on the way of drafts; what agendas and votes prove is read from them and not entered here."""

    add_title = gettext_lazy("Add an event on the way of a draft")
    form = DraftStageForm
    autocomplete_fields = ["draft"]
    shown_on = "draft"
    entered = ["draft", "stage", "day", "body", "words"]
    corrected = ["draft", "stage", "day", "body", "words"]
    list_display = ["stage", "draft", "day", "body"]
    list_filter = ["stage", "draft__term"]
    list_select_related = ["draft", "body"]
    date_hierarchy = "day"
    search_fields = ["draft__number", "draft__title", "words"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["draft", "stage"] if obj else [])]

    def beginning(self, obj: Any) -> dict[str, Any]:
        return {"draft": obj.draft_id}

    def entailed(self, obj: DraftStage) -> list[Model | None]:
        return [obj.draft]


@admin.register(Ruling)
class RulingAdmin(SourcedAdmin):
    """Rulings of supervision and of courts on resolutions."""

    add_title = gettext_lazy("Add a ruling")
    form = RulingForm
    autocomplete_fields = ["resolution"]
    shown_on = "resolution"
    entered = RULING_FIELDS
    corrected = ["resolution", *RULING_FIELDS]
    list_display = ["__str__", "resolution_number", "effect", "final"]
    list_filter = ["effect", "year"]
    search_fields = ["number", "resolution_number", "subject", "authority_name"]

    def entailed(self, obj: Ruling) -> list[Model | None]:
        return [obj.resolution]


@admin.register(ResolutionRelation)
class ResolutionRelationAdmin(SourcedAdmin):
    """What one resolution does to another; what titles say is read from them."""

    add_title = gettext_lazy("Add a relation of resolutions")
    form = ResolutionRelationForm
    autocomplete_fields = ["resolution"]
    shown_on = "resolution"
    entered = ["resolution", "kind", "target_number", "words"]
    corrected = ["resolution", "kind", "target_number", "words"]
    list_display = ["resolution", "kind", "target_number"]
    list_filter = ["kind", "from_title"]
    list_select_related = ["resolution"]
    search_fields = ["resolution__number", "target_number"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["resolution"] if obj else [])]

    def entailed(self, obj: ResolutionRelation) -> list[Model | None]:
        return [obj.resolution, obj.target]
