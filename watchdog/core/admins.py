"""What every page of the admin shares, in whichever room: whole titles, because Polish bends the names of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.text import capfirst

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class TitledAdmin(ModelAdmin):
    """Pages under titles in correct Polish; Django puts the nominative where other cases belong."""

    list_title: ClassVar[str | Promise] = ""
    """The title of the list, where it is not the plural of the kind."""
    add_title: ClassVar[str | Promise] = ""
    """The whole words of the button and of the page for a new one: „Dodaj osobę”; Django's own where empty."""
    empty_value_display = "–"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = self.list_title or capfirst(self.opts.verbose_name_plural)
        context = {"title": title, "add_title": self.add_title}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"title": self.add_title} if self.add_title else {}
        return super().add_view(request, form_url, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(self.opts.verbose_name)
        return super().change_view(request, object_id, form_url, {"title": title, **(extra_context or {})})
