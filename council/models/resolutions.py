"""Draft resolutions (projekty uchwał) with their print numbers, and the resolutions (uchwały) that were adopted."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.drafts import Initiator
from council.models.people import Club, Person, Term
from council.models.relations import has, rows_of
from council.models.sessions import Body
from council.models.states import draft_state, legal_standing
from watchdog.archive.models import Sourced

OF_PEOPLE = (Initiator.MAYOR.value, Initiator.CHAIR.value, Initiator.COUNCILLORS.value)
"""Movers who can be one person, in a public function; of a group it is the one who speaks for it."""


class DraftResolutionQuerySet(models.QuerySet["DraftResolution"]):
    def for_list(self) -> Self:
        """Fetch what a list of drafts shows, in one query; ``state`` is computed here."""
        return self.select_related("term", "replaces__term").annotate(state=draft_state(DraftResolution))

    def for_page(self) -> Self:
        """Fetch a draft with its mover, the print it stands in for and the document it was read from, in one query."""
        movers = ("initiator_club__term", "initiator_body", "initiator_person")
        return self.for_list().select_related("snapshot", *movers)

    def voted(self) -> Self:
        """Keep the drafts of which a vote is known."""
        return self.filter(has(DraftResolution, "votes"))


class DraftResolution(Sourced):
    """
    A draft tabled to the council under a print number (druk), which is text and restarts by term or year.

    Who tabled it is a kind and a name as printed; club, committee or person stand beside it where we know them. Of
    residents who tabled a draft no name is kept.
    """

    class InitiatorKind(models.TextChoices):
        UNKNOWN = Initiator.UNKNOWN.value, _("mover not known")
        MAYOR = Initiator.MAYOR.value, _("the mayor")
        COMMITTEE = Initiator.COMMITTEE.value, _("a committee of the council")
        CLUB = Initiator.CLUB.value, _("a club of councillors")
        COUNCILLORS = Initiator.COUNCILLORS.value, _("a group of councillors")
        CHAIR = Initiator.CHAIR.value, _("the chair of the council")
        RESIDENTS = Initiator.RESIDENTS.value, _("residents (citizens' initiative)")

    state: str  # there only after ``for_list``

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
    initiator = models.CharField(_("tabled by"), max_length=12, choices=InitiatorKind, blank=True)
    initiator_name = models.CharField(_("mover as printed"), max_length=300, blank=True)
    initiator_club = models.ForeignKey(
        Club, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("club that tabled")
    )
    initiator_body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("committee that tabled"),
    )
    initiator_person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("person who tabled"),
    )

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
            models.CheckConstraint(
                name="draft_resolution_initiator_known", condition=Q(initiator__in=[each.value for each in Initiator])
            ),
            models.CheckConstraint(
                name="draft_resolution_initiator_of_its_kind",
                condition=(Q(initiator_club__isnull=True) | Q(initiator=Initiator.CLUB.value))
                & (Q(initiator_body__isnull=True) | Q(initiator=Initiator.COMMITTEE.value))
                & (Q(initiator_person__isnull=True) | Q(initiator__in=OF_PEOPLE)),
            ),
            models.CheckConstraint(
                name="draft_resolution_residents_unnamed",
                condition=~Q(initiator=Initiator.RESIDENTS.value) | Q(initiator_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("council:draft", args=[self.term.slug, self.slug])


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def for_list(self) -> Self:
        """Fetch what a list of resolutions shows, in one query; ``standing`` and ``changed`` are computed here."""
        return self.select_related("term").annotate(standing=legal_standing(Resolution), changed=_changed())

    def for_page(self) -> Self:
        """Fetch a resolution with the document it was read from, in one query."""
        return self.for_list().select_related("snapshot")

    def published(self) -> Self:
        """Keep the resolutions whose position in the official journal is known."""
        return self.exclude(journal_position="")

    def altered(self) -> Self:
        """Keep the resolutions that a later one changed or repealed, as far as we know."""
        return self.filter(_changed())


def _changed() -> models.Exists:
    later = rows_of(Resolution, "acted_on_by").filter(kind__in=["changes", "repeals"])
    return models.Exists(later.filter(certainty="stated", withdrawn_at=None))


class Resolution(Sourced):
    """
    An act adopted by the council.

    ``validity`` is what its own source says of it (a register's „status: nieważna”); what authorities and courts ruled
    stands in ``rulings``, and how the act stands by all of them is computed (``council.models.states``).
    """

    class Validity(models.TextChoices):
        UNKNOWN = "", _("no ruling known to us")
        INVALID = "invalid", _("declared invalid")
        PARTLY_INVALID = "partly_invalid", _("declared invalid in part")

    standing: str  # there only after ``for_list``, as is the next
    changed: bool

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
    journal_on = models.DateField(_("day of the journal"), null=True, blank=True)
    in_force_on = models.DateField(
        _("in force on"), null=True, blank=True, help_text=_("As the act or its publisher says; never computed.")
    )
    eli = models.CharField("ELI", max_length=200, blank=True)
    guid = models.CharField(_("number in the editor of acts"), max_length=60, blank=True)
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
            models.CheckConstraint(
                name="resolution_published_in_the_year_of_its_journal",
                condition=Q(journal_on__isnull=True)
                | Q(journal_year__isnull=True)
                | Q(journal_year=models.F("journal_on__year")),
            ),
        ]
        indexes = [models.Index(fields=["-year", "-adopted_on"], name="resolution_newest_first")]

    def __str__(self) -> str:
        return self.number or self.title

    def get_absolute_url(self) -> str:
        return reverse("council:resolution", args=[self.year, self.slug])
