"""Articles in the back room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsletter.backroom import doubts, mails
from newsletter.models import Article
from newsletter.views import context_of
from watchdog.backroom.site import site
from watchdog.core.text import slugify
from watchdog.pages.admin.texts import TextAdmin
from watchdog.pages.forms import TextForm
from watchdog.pages.models import Picture

PICTURES_OFFERED = 24

site.add_door(doubts.urls)
site.add_door(mails.urls)


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
            cleaned["slug"] = _free_slug(cleaned["title"], self.instance.pk)
        return cleaned


def _free_slug(title: str, pk: int | None) -> str:
    slug = slugify(title, 70) or "artykul"
    taken = set(Article.objects.filter(slug__startswith=slug).exclude(pk=pk).values_list("slug", flat=True))
    return next(each for each in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if each not in taken)


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
