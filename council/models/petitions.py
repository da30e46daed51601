"""Petitions (petycje) to the council or to the mayor, and what became of them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractMonth, ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.drafts import PetitionerKind, PetitionOutcome
from council.models.people import Term
from council.models.resolutions import Resolution
from council.models.sessions import Meeting
from watchdog.archive.models import Sourced
from watchdog.core.privacy import NATURAL_PERSON


class PetitionQuerySet(models.QuerySet["Petition"]):
    def for_list(self) -> Self:
        """Fetch what a list of petitions shows, in one query."""
        return self.select_related("term", "resolution")

    def for_page(self) -> Self:
        """Fetch a petition with its resolution, its session and the document it was read from, in one query."""
        return self.for_list().select_related("meeting__body", "meeting__term", "snapshot")


class Petition(Sourced):
    """
    A petition: who asked whom for what, and what came of it.

    Of when it came we may know the day, the month or the year alone: what is not known stays empty. A private person
    is never named here, only masked.
    """

    class Petitioner(models.TextChoices):
        UNKNOWN = PetitionerKind.UNKNOWN.value, _("not known")
        PERSON = PetitionerKind.PERSON.value, _("private person")
        GROUP = PetitionerKind.GROUP.value, _("group of residents")
        ORGANISATION = PetitionerKind.ORGANISATION.value, _("organisation")
        FIRM = PetitionerKind.FIRM.value, _("firm")

    class Outcome(models.TextChoices):
        UNKNOWN = PetitionOutcome.UNKNOWN.value, pgettext_lazy("petition", "outcome not known")
        GRANTED = PetitionOutcome.GRANTED.value, pgettext_lazy("petition", "granted")
        REFUSED = PetitionOutcome.REFUSED.value, pgettext_lazy("petition", "refused")
        LEFT = PetitionOutcome.LEFT.value, pgettext_lazy("petition", "left without consideration")
        WITHDRAWN = PetitionOutcome.WITHDRAWN.value, pgettext_lazy("petition", "withdrawn")
        TAKEN_OFF = PetitionOutcome.TAKEN_OFF.value, pgettext_lazy("petition", "taken off the agenda")

    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="petitions", verbose_name=_("term")
    )
    slug = models.SlugField(_("address"), max_length=140, unique=True)
    year = models.PositiveSmallIntegerField(_("year of receipt"))
    month = models.PositiveSmallIntegerField(_("month of receipt"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    petitioner_kind = models.CharField(_("kind of petitioner"), max_length=15, choices=Petitioner, blank=True)
    petitioner = models.CharField(
        _("petitioner"),
        max_length=200,
        blank=True,
        help_text=_("A private person is never named: choose the kind and leave this empty."),
    )
    to_council = models.BooleanField(_("to the council"), default=False)
    to_mayor = models.BooleanField(_("to the mayor"), default=False)
    subject = models.TextField(_("subject"))
    subject_key = models.CharField(max_length=1000, editable=False, db_index=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    outcome_words = models.TextField(_("outcome as worded"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    committee = models.CharField(_("committee"), max_length=200, blank=True)
    committee_opinion = models.TextField(_("what the committee said"), blank=True)
    resolution = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="petitions",
        verbose_name=_("resolution"),
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="petitions", verbose_name=_("session")
    )
    reasons = models.TextField(_("reasons"), blank=True)

    objects = PetitionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", F("month").desc(nulls_last=True), F("received_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        constraints = [
            models.CheckConstraint(
                name="petition_private_person_is_masked",
                condition=~Q(petitioner_kind=PetitionerKind.PERSON.value) | Q(petitioner=NATURAL_PERSON),
            ),
            models.CheckConstraint(
                name="petition_named_petitioner_has_a_kind",
                condition=Q(petitioner="", petitioner_kind="") | ~Q(petitioner="") & ~Q(petitioner_kind=""),
            ),
            models.CheckConstraint(
                name="petition_day_lies_in_its_month",
                condition=Q(received_on__isnull=True)
                | Q(year=ExtractYear("received_on"), month=ExtractMonth("received_on")),
            ),
            models.CheckConstraint(
                name="petition_month_of_the_year", condition=Q(month__isnull=True) | Q(month__range=(1, 12))
            ),
            models.CheckConstraint(
                name="petition_outcome_known", condition=Q(outcome__in=[each.value for each in PetitionOutcome])
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("council:petition", args=[self.slug])

    @property
    def received(self) -> str:
        """When it came, as exactly as it is known: ``2020-05-11``, ``2020-05``, ``2020``."""
        if self.received_on:
            return self.received_on.isoformat()
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)
