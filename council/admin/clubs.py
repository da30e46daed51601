"""Clubs of councillors in the back room, and who stood in them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from council.admin.people import NamedAdmin
from council.forms.clubs import ClubForm, MembershipForm
from council.models import Club, ClubMembership, Term
from watchdog.backroom.admins import KeptAdmin
from watchdog.backroom.indexing import index_on_commit


@admin.register(Club)
class ClubAdmin(SimpleHistoryAdmin, KeptAdmin):
    """Clubs, one a term; a club keeps its address when its name is corrected."""

    add_title = gettext_lazy("Add a club")
    form = ClubForm
    list_display = ["name", "short_name", "term"]
    list_filter = ["term"]
    list_select_related = ["term"]
    search_fields = ["name", "short_name"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("term" if obj else "term_slug", "name", "short_name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["term"] if obj else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        index_on_commit(obj.memberships.all())

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Any]]:
        return super().get_form(request, obj, change=change, **{**kwargs, "fields": ["name", "short_name"]})


@admin.register(ClubMembership)
class ClubMembershipAdmin(NamedAdmin):
    """Who stood in which club, and when."""

    add_title = gettext_lazy("Add a membership of a club")
    form = MembershipForm
    autocomplete_fields = ["person", "club"]
    shown_on = "person"
    entered = ["person", "club", "since", "until"]
    corrected = ["person", "club", "since", "until"]
    list_display = ["person", "club", "term", "since", "until"]
    list_filter = ["club__term"]
    list_select_related = ["person", "club__term"]
    search_fields = ["person__names__key"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["person"] if obj else [])]

    def beginning(self, obj: ClubMembership) -> dict[str, Any]:
        return {"person": obj.person_id}

    @admin.display(description=gettext_lazy("term"), ordering="club__term__starts")
    def term(self, membership: ClubMembership) -> Term:
        return membership.club.term
