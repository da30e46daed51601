"""Remarks to recorded votes in the back room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from council.forms.remarks import RemarkForm
from council.models import Remark
from watchdog.backroom.admins import SourcedAdmin


@admin.register(Remark)
class RemarkAdmin(SourcedAdmin):
    """What people say of recorded votes; whom a remark is about is found by the roster."""

    add_title = gettext_lazy("Add a remark to a vote")
    form = RemarkForm
    autocomplete_fields = ["vote"]
    entered = ["vote", "about", "said_by", "speaker", "said_on", "mistaken", "text"]
    corrected = ["vote", "about", "said_by", "speaker", "said_on", "mistaken", "text"]
    list_display = ["text", "vote", "about", "said_by", "said_on", "mistaken"]
    list_filter = ["said_by", "mistaken"]
    list_select_related = ["vote"]
    search_fields = ["text", "about", "vote__subject"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["vote"] if obj else [])]

    def entailed(self, obj: Remark) -> list[Model | None]:
        return [obj.vote]

    def beginning(self, obj: Remark) -> dict[str, Any]:
        return {"vote": obj.vote_id}
