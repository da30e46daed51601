"""Draft resolutions (projekty uchwał) with their print numbers, and the resolutions (uchwały) that were adopted."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.models.people import Term
from council.models.relations import has
from watchdog.archive.models import Sourced


class DraftResolutionQuerySet(models.QuerySet["DraftResolution"]):
    def for_list(self) -> Self:
        """Fetch what a list of drafts shows, in one query."""
        return self.select_related("term", "replaces__term")

    def for_page(self) -> Self:
        """Fetch a draft with the print it stands in for and the document it was read from, in one query."""
        return self.select_related("term", "replaces__term", "snapshot")

    def voted(self) -> Self:
        """Keep the drafts of which a vote is known."""
        return self.filter(has(DraftResolution, "votes"))


class DraftResolution(Sourced):
    """A draft tabled to the council under a print number (druk), which is text and restarts by term or year."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("term"))
    number = models.CharField(_("print number"), max_length=40)
    slug = models.SlugField(_("address"), max_length=60)
    title = models.TextField(_("title"))
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("stands in for print"),
    )
    amended = models.BooleanField(_("with the mover's own amendments"), default=False)
    day = models.DateField(_("first on an agenda"), null=True, blank=True)

    objects = DraftResolutionQuerySet.as_manager()

    class Meta:
        ordering = [models.F("day").desc(nulls_last=True), "-pk"]
        verbose_name = _("draft resolution")
        verbose_name_plural = _("draft resolutions")
        constraints = [
            models.UniqueConstraint(fields=["term", "slug"], name="draft_resolution_number_once_in_term"),
            models.CheckConstraint(
                name="draft_resolution_not_its_own_successor", condition=~Q(replaces=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("council:draft", args=[self.term.slug, self.slug])


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def for_list(self) -> Self:
        """Fetch what a list of resolutions shows, in one query."""
        return self.select_related("term")

    def for_page(self) -> Self:
        """Fetch a resolution with the document it was read from, in one query."""
        return self.select_related("term", "snapshot")

    def published(self) -> Self:
        """Keep the resolutions whose position in the official journal is known."""
        return self.exclude(journal_position="")


class Resolution(Sourced):
    """An act adopted by the council."""

    class Validity(models.TextChoices):
        UNKNOWN = "", _("no ruling known to us")
        INVALID = "invalid", _("declared invalid")
        PARTLY_INVALID = "partly_invalid", _("declared invalid in part")

    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="resolutions", verbose_name=_("term")
    )
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("Like XLIV/949/2014."))
    slug = models.SlugField(_("address"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    title = models.TextField(_("title"))
    journal_year = models.PositiveSmallIntegerField(_("year of the journal"), null=True, blank=True)
    journal_position = models.CharField(_("position in the journal"), max_length=40, blank=True)
    validity = models.CharField(_("validity"), max_length=20, choices=Validity, blank=True)
    validity_note = models.TextField(_("ruling"), blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", models.F("adopted_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        constraints = [
            models.UniqueConstraint(fields=["year", "slug"], name="resolution_slug_once_a_year"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="resolution_number_once"),
        ]
        indexes = [models.Index(fields=["-year", "-adopted_on"], name="resolution_newest_first")]

    def __str__(self) -> str:
        return self.number or self.title

    def get_absolute_url(self) -> str:
        return reverse("council:resolution", args=[self.year, self.slug])
