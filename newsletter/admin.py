"""Articles in the back room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council.models import Session
from newsletter.backroom import doubts, mails, packs
from newsletter.letters.admin import IssueAdmin
from newsletter.models import Article
from newsletter.packs.acts import PERMISSION
from newsletter.slugs import free_slug
from newsletter.views import context_of
from watchdog.backroom.site import site
from watchdog.backroom.tools import Tool, add_tool
from watchdog.pages.admin.texts import TextAdmin
from watchdog.pages.forms import TextForm
from watchdog.pages.models import Picture

__all__ = ["ArticleAdmin", "IssueAdmin"]

PICTURES_OFFERED = 24

site.add_door(doubts.urls)
site.add_door(mails.urls)
site.add_door(packs.urls)
add_tool(Session, Tool(_("Make the pack after the session"), packs.address_of_making, PERMISSION))


class ArticleForm(TextForm):
    """An article; the address is made of the title where none is typed, the picture is one of the newest."""

    cover = forms.ModelChoiceField(
        label=_("picture"),
        queryset=Picture.objects.none(),
        required=False,
        blank=True,
        empty_label=_("none"),
        widget=forms.RadioSelect,
        help_text=_("Stands above the text. Pictures are brought at “Pictures”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cover: Any = self.fields.get("cover")
        if cover:
            newest = list(Picture.objects.values_list("pk", flat=True)[:PICTURES_OFFERED])
            cover.queryset = Picture.objects.filter(pk__in=[*newest, *filter(None, [self.initial.get("cover")])])
            cover.label_from_instance = lambda picture: f"{picture.slug}: {picture.shown_alt or picture.caption}"
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Empty: made of the title. It stays for good once the article is published."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and cleaned.get("title"):
            cleaned["slug"] = free_slug(Article, cleaned["title"], self.instance.pk, "artykul")
        return cleaned


@admin.register(Article)
class ArticleAdmin(TextAdmin):
    """Written by one person, published by another; the address stays once readers may have it."""

    add_title = _("Write an article")
    form = ArticleForm
    public_template = "newsletter/article.html"
    list_display = ["title", "state_shown", "category", "authors", "published_at", "saved_at"]
    list_filter = ["state", "category"]
    search_fields = ["title", "lead", "body", "authors"]
    date_hierarchy = "published_at"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        note = ["change_note"] if obj and obj.published_at else []
        return [
            (None, {"fields": ["title", "slug", "category", "authors", "lead", "body", *note, "began"]}),
            (_("Picture"), {"fields": ["cover"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug"] if obj and obj.published_at else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "slug" in form.cleaned_data:
            obj.slug = form.cleaned_data["slug"]
        super().save_model(request, obj, form, change)

    def public_context(self, text: Any) -> dict[str, Any]:
        return context_of(text)
