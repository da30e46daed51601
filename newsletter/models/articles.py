"""Articles: reports of sessions, analyses, notes on access to information."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from watchdog.pages.models import Picture
from watchdog.pages.models.editorial import Editorial, EditorialQuerySet


class Category(models.TextChoices):
    """What an article is about; the value stands in addresses."""

    SESSIONS = "sesja-rm", _("Council session")
    POLITICS = "polityka-lokalna", _("Local politics")
    FINANCE = "finanse", _("Finance")
    VIDEO = "wideo", _("Video")
    OPENNESS = "jawnosc", _("Open government")
    ANALYSES = "analizy", _("Analyses")


class ArticleQuerySet(EditorialQuerySet):
    def for_list(self) -> Self:
        """Keep what everybody sees, with the picture of each, in one query."""
        return self.public().select_related("cover")

    def latest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")


class Article(Editorial):
    """An article in Polish, by one or more authors; its address stays once it has been public."""

    EDITED = ("title", "lead", "body", "category", "authors", "cover_id")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    lead = models.TextField(
        _("lead"), max_length=600, help_text=_("Two or three sentences: what happened, why it matters.")
    )
    body = models.TextField(_("text"))
    category = models.CharField(_("category"), max_length=20, choices=Category.choices)
    authors = models.CharField(
        _("authors"), max_length=200, help_text=_("Names as readers see them, with commas between.")
    )
    cover = models.ForeignKey(
        Picture, verbose_name=_("picture"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = ArticleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Editorial.Meta):
        ordering = ["-published_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("publish_article", "Can publish articles that others have written")]
        indexes = [models.Index(fields=["-published_at", "-id"], name="newsletter_article_latest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("newsletter:article", args=[self.slug])
