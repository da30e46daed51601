"""Editing the organisation's own pages."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from watchdog.pages.models import Page


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """A page keeps its address for good, because others link to it; both editions are written side by side."""

    list_display = ["title_pl", "slug", "position", "updated_at"]
    list_editable = ["position"]
    search_fields = ["title_pl", "title_en", "body_pl", "body_en"]
    readonly_fields = ["updated_at"]
    fieldsets = [
        (None, {"fields": ["slug", "position", "updated_at"]}),
        (_("Polish"), {"fields": ["title_pl", "body_pl"]}),
        (_("English"), {"fields": ["title_en", "body_en"]}),
    ]

    def get_readonly_fields(self, request: object, obj: Page | None = None) -> list[str]:
        return [*self.readonly_fields, "slug"] if obj else [*self.readonly_fields]
