"""What supervision and courts said of resolutions, and what one act of the council does to another."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.drafts import RelationKind, RulingEffect
from council.models.resolutions import Resolution
from watchdog.archive.models import Sourced


class RulingQuerySet(models.QuerySet["Ruling"]):
    def in_order(self) -> Self:
        """Put rulings in the order in which they were given; one known by its year alone stands first in it."""
        return self.order_by("year", F("ruled_on").asc(nulls_first=True), "pk")

    def said(self) -> Self:
        """Keep what a document states and no office has removed; only that enters a computation."""
        return self.filter(certainty="stated", withdrawn_at=None)

    def unlinked(self) -> Self:
        """Keep the rulings whose resolution we do not have, known by its number or by its subject alone."""
        return self.filter(resolution=None)


class Ruling(Sourced):
    """
    A supervisory ruling or a judgment on a resolution, or the opening of proceedings, of whose end we know nothing.

    ``key`` is what tells two rulings without a signature apart: the resolution's number, or else the subject.
    """

    class Effect(models.TextChoices):
        UNKNOWN = RulingEffect.UNKNOWN.value, _("effect not known")
        OPENED = RulingEffect.OPENED.value, _("proceedings opened")
        INVALID = RulingEffect.INVALID.value, _("declared invalid")
        PARTLY_INVALID = RulingEffect.PARTLY_INVALID.value, _("declared invalid in part")
        REMARKED = RulingEffect.REMARKED.value, _("breach of law stated, the resolution stands")
        UPHELD = RulingEffect.UPHELD.value, _("the resolution stands")

    resolution = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rulings",
        verbose_name=_("resolution"),
    )
    resolution_number = models.CharField(_("number of the resolution"), max_length=40, blank=True)
    subject = models.TextField(_("subject of the resolution"), blank=True)
    authority_name = models.CharField(_("authority or court"), max_length=200)
    number = models.CharField(_("signature"), max_length=80, blank=True)
    ruled_on = models.DateField(_("ruled on"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    effect = models.CharField(_("effect"), max_length=15, choices=Effect, blank=True)
    final = models.BooleanField(_("final"), null=True, blank=True, help_text=_("Empty where the source does not say."))
    words = models.TextField(_("what it says"), blank=True)
    journal_year = models.PositiveSmallIntegerField(_("year of the journal"), null=True, blank=True)
    journal_position = models.CharField(_("position in the journal"), max_length=40, blank=True)
    key = models.CharField(max_length=200, editable=False, blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ["-year", F("ruled_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="ruling_signature_once"),
            models.UniqueConstraint(
                fields=["authority_name", "year", "ruled_on", "key"],
                condition=Q(number=""),
                nulls_distinct=False,
                name="ruling_without_signature_once",
            ),
            models.CheckConstraint(
                name="ruling_effect_known", condition=Q(effect__in=[each.value for each in RulingEffect])
            ),
            models.CheckConstraint(
                name="ruling_in_the_year_of_its_day",
                condition=Q(ruled_on__isnull=True) | Q(year=F("ruled_on__year")),
            ),
        ]

    def __str__(self) -> str:
        day = f"{self.ruled_on:%d.%m.%Y}" if self.ruled_on else str(self.year)
        return " ".join(filter(None, (self.authority_name, self.number, day)))


class ResolutionRelationQuerySet(models.QuerySet["ResolutionRelation"]):
    def for_way(self) -> Self:
        """Fetch what the pages of both acts show, in one query."""
        return self.select_related("resolution", "target")

    def by_day(self) -> Self:
        """Put relations in the order of the days on which the acting resolutions were adopted."""
        return self.order_by("resolution__year", F("resolution__adopted_on").asc(nulls_last=True), "pk")


class ResolutionRelation(Sourced):
    """
    One act changes, repeals, consolidates or executes another one, which may be known by its number alone.

    ``from_title`` marks what was read from the official title of the acting resolution; it follows that title.
    """

    class Kind(models.TextChoices):
        CHANGES = RelationKind.CHANGES.value, _("changes resolution")
        REPEALS = RelationKind.REPEALS.value, _("repeals resolution")
        CONSOLIDATES = RelationKind.CONSOLIDATES.value, _("announces the consolidated text of resolution")
        EXECUTES = RelationKind.EXECUTES.value, _("executes resolution")

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="relations", verbose_name=_("resolution")
    )
    kind = models.CharField(_("relation"), max_length=12, choices=Kind)
    target = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="acted_on_by",
        verbose_name=_("the other resolution"),
    )
    target_number = models.CharField(_("number of the other resolution"), max_length=40)
    words = models.TextField(_("as worded"), blank=True)
    from_title = models.BooleanField(_("read from the title"), default=False, editable=False)

    objects = ResolutionRelationQuerySet.as_manager()

    class Meta:
        ordering = ["resolution", "pk"]
        verbose_name = _("relation of resolutions")
        verbose_name_plural = _("relations of resolutions")
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "kind", "target_number"], name="resolution_relation_once_of_a_kind"
            ),
            models.CheckConstraint(name="resolution_relation_names_its_target", condition=~Q(target_number="")),
            models.CheckConstraint(
                name="resolution_relation_with_another_act",
                condition=Q(target__isnull=True) | ~Q(target=F("resolution")),
            ),
            models.CheckConstraint(
                name="resolution_relation_kind_known", condition=Q(kind__in=[each.value for each in RelationKind])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution} {self.get_kind_display()} {self.target_number}"
