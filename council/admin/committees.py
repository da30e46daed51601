"""Committees, functions in the council and opinions on drafts in the back room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from council.admin.people import NamedAdmin
from council.forms.committees import BodyMembershipForm, CommitteeForm, OpinionForm
from council.models import BodyMembership, CommitteeTerm, Opinion
from watchdog.backroom.admins import SourcedAdmin

FULL = ["members_known_since", "members_known_until"]
HELD = ["since", "until", "start_reason", "end_reason"]
SAID = ["verdict", "label", "votes_for", "votes_against", "votes_abstaining"]


@admin.register(CommitteeTerm)
class CommitteeTermAdmin(SourcedAdmin):
    """Committees, each in one term."""

    add_title = gettext_lazy("Add a committee")
    form = CommitteeForm
    entered = ["committee", "term_slug", *FULL]
    corrected = ["body", "term", *FULL]
    list_display = ["body", "term", *FULL]
    list_filter = ["term"]
    list_select_related = ["body", "term"]
    search_fields = ["body__name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["body", "term"] if obj else [])]


@admin.register(BodyMembership)
class BodyMembershipAdmin(NamedAdmin):
    """Who had which function in the council, and who sat in which committee."""

    add_title = gettext_lazy("Add a function or a membership of a committee")
    form = BodyMembershipForm
    autocomplete_fields = ["person"]
    shown_on = "person"
    entered = ["person", "committee", "term_slug", "role", *HELD]
    corrected = ["person", "body", "term", "role", *HELD]
    list_display = ["person", "role", "body", "term", "since", "until"]
    list_filter = ["term", "role", "body"]
    list_select_related = ["person", "body", "term"]
    search_fields = ["person__names__key"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["person", "body", "term"] if obj else [])]

    def beginning(self, obj: BodyMembership) -> dict[str, Any]:
        return {"committee": obj.body_id, "term_slug": obj.term.slug}

    def entailed(self, obj: BodyMembership) -> list[Model | None]:
        return [CommitteeTerm.objects.filter(body=obj.body_id, term=obj.term_id).first()]


@admin.register(Opinion)
class OpinionAdmin(SourcedAdmin):
    """What committees said of drafts."""

    add_title = gettext_lazy("Add an opinion of a committee")
    form = OpinionForm
    autocomplete_fields = ["draft"]
    shown_on = "draft"
    entered = ["committee", "draft", "day", *SAID]
    corrected = ["committee", "draft", "day", *SAID]
    list_display = ["committee", "draft", "day", "verdict"]
    list_filter = ["verdict", "committee"]
    list_select_related = ["committee", "draft"]
    search_fields = ["draft__number", "draft__title"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["committee", "draft"] if obj else [])]

    def beginning(self, obj: Opinion) -> dict[str, Any]:
        return {"committee": obj.committee_id, "day": obj.day}
