"""Bringing pictures, and saying what they show."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from watchdog.pages import pictures
from watchdog.pages.admin.texts import OwnAdmin
from watchdog.pages.forms import PictureForm
from watchdog.pages.models import Picture


@admin.register(Picture)
class PictureAdmin(OwnAdmin):
    """A picture is brought once; its words may be mended, its file and its name stay."""

    add_title = _("Bring a picture")
    form = PictureForm
    list_display = ["slug", "small", "alt", "author", "licence", "created_at"]
    search_fields = ["slug", "alt", "caption", "author"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        words = ["slug", "alt", "decorative", "caption", "author", "licence"]
        return ["small", "code", *words] if obj else ["file", *words]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["small", "code", "slug"] if obj else []

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        own = ["slug", "alt", "decorative", "caption", "author", "licence"]
        return super().get_form(request, obj, change=change, **{**kwargs, "fields": own})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            brought = form.brought
            obj.sha256, obj.extension = brought.sha256, brought.extension
            obj.width, obj.height, obj.brought_by = brought.width, brought.height, request.user
            pictures.store(brought)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("picture"))
    def small(self, picture: Picture) -> SafeString:
        return format_html('<img class="thumb" src="{}" alt="{}">', picture.src, picture.shown_alt)

    @admin.display(description=_("in a text"))
    def code(self, picture: Picture) -> SafeString:
        return format_html("<code>{}</code>", picture.code)
