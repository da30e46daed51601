"""Editing the organisation's own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import resolve
from django.utils.translation import gettext_lazy as _

from watchdog.pages.admin.texts import TextAdmin
from watchdog.pages.forms import TextForm
from watchdog.pages.models import Page
from watchdog.pages.views import context_of


class PageForm(TextForm):
    """A page of our own; its address must not be one that the portal answers with something else."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if resolve(f"/{slug}/").view_name != "page":
            raise ValidationError(_("The portal has another page at this address."))
        return slug


@admin.register(Page)
class PageAdmin(TextAdmin):
    """A page keeps its address for good, because others link to it; both editions are written side by side."""

    add_title = _("Add a page")
    form = PageForm
    public_template = "pages/page.html"
    list_display = ["title_pl", "slug", "state_shown", "position", "saved_at"]
    list_filter = ["state"]
    search_fields = ["title_pl", "title_en", "body_pl", "body_en"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        note = ["change_note"] if obj and obj.published_at else []
        return [
            (None, {"fields": ["slug", "position", "began"]}),
            (_("Polish"), {"fields": ["title_pl", "body_pl"]}),
            (_("English"), {"fields": ["title_en", "body_en", *note]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> list[str]:
        return ["slug"] if obj else []

    def public_context(self, text: Any) -> dict[str, Any]:
        return context_of(text)
