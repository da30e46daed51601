"""The organisation's own pages (o nas, zespół, kontakt…), written in the admin, in two languages."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from watchdog.pages.models.editorial import Editorial


class Page(Editorial):
    """One page of our own words; the default text comes with the project, an editor's text is never overwritten."""

    EDITED = ("title_pl", "body_pl", "title_en", "body_en", "position")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title_pl = models.CharField(_("title in Polish"), max_length=200)
    body_pl = models.TextField(_("text in Polish"))
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()

    class Meta(Editorial.Meta):
        ordering = ["position", "slug"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        permissions = [("publish_page", "Can publish pages that others have written")]

    def __str__(self) -> str:
        return self.title_pl

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])

    @property
    def title(self) -> str:
        return (get_language() == "en" and self.title_en) or self.title_pl

    @property
    def body(self) -> str:
        return (get_language() == "en" and self.body_en) or self.body_pl

    @property
    def is_untranslated(self) -> bool:
        """Whether the English edition has to show the Polish text."""
        return get_language() == "en" and not self.body_en
