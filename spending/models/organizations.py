"""Who orders and who delivers: one organization under all the spellings by which documents name it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.drafts import PartyKind
from spending.models.companies import Company
from watchdog.archive.models import Sourced
from watchdog.core.db import PolishSortKey
from watchdog.search.text import text_vector


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def for_list(self) -> Self:
        """Fetch what a list of organizations shows, without a query a row."""
        return self.select_related("company").prefetch_related("spellings")

    def for_page(self) -> Self:
        """Fetch an organization with its municipal company and its document."""
        return self.select_related("company", "snapshot")

    def numbered(self, number: str) -> Self:
        """Keep those that a document names with this NIP, REGON or KRS: nine, ten or fourteen figures."""
        here = Q(nip=number) | Q(regon=number) | Q(krs=number)
        return self.filter(here | Q(pk__in=Spelling.objects.filter(here).values("organization")))

    def standing(self) -> Self:
        """Keep those that still have a spelling: one merged into another has none."""
        return self.filter(Exists(Spelling.objects.filter(organization=OuterRef("pk"))))


class Organization(Sourced):
    """
    A firm or a public body that stands in registers as a buyer, a supplier or both (OCDS ``Organization``).

    Private persons are not organizations: their rows carry a mask. ``nip`` is not unique, because schools and offices
    of one municipality share it; ``regon`` is.
    """

    class Kind(models.TextChoices):
        FIRM = PartyKind.FIRM.value, pgettext_lazy("kind of organization", "firm or organisation")
        PUBLIC = PartyKind.PUBLIC.value, pgettext_lazy("kind of organization", "public body")

    name = models.CharField(_("name"), max_length=500)
    key = models.CharField(max_length=500, db_index=True, editable=False)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True, db_index=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True)
    company = models.OneToOneField(
        Company,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organization",
        verbose_name=_("municipal company"),
    )
    buys = models.BooleanField(_("orders"), default=False, editable=False)
    supplies = models.BooleanField(_("delivers"), default=False, editable=False)
    sort_key = models.GeneratedField(
        expression=PolishSortKey(F("name")), output_field=models.CharField(max_length=500), db_persist=True
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        indexes = [
            models.Index(fields=["sort_key", "id"], name="organization_alphabet"),
            models.Index(fields=["sort_key", "id"], name="organization_units", condition=Q(buys=True)),
            GinIndex(text_vector("name"), name="organization_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="organization_kind_known",
                condition=Q(kind__in=["", PartyKind.FIRM.value, PartyKind.PUBLIC.value]),
            ),
            models.UniqueConstraint(fields=["regon"], condition=~Q(regon=""), name="organization_regon_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give its page as a supplier, or as a unit where it only orders."""
        return reverse("spending:unit" if self.buys and not self.supplies else "spending:supplier", args=[self.slug])


class SupplierManager(models.Manager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]  # made at run time
    def get_queryset(self) -> OrganizationQuerySet:
        return super().get_queryset().filter(supplies=True)  # type: ignore[no-any-return]  # its base is Any


class UnitManager(models.Manager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]  # made at run time
    def get_queryset(self) -> OrganizationQuerySet:
        return super().get_queryset().filter(buys=True)  # type: ignore[no-any-return]  # its base is Any


class Supplier(Organization):
    """An organization as one that delivers: some row names it as a supplier."""

    objects: ClassVar[SupplierManager] = SupplierManager()

    class Meta:
        proxy = True
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")

    def get_absolute_url(self) -> str:
        return reverse("spending:supplier", args=[self.slug])


class Unit(Organization):
    """An organization as one that orders and pays: some row names it as a buyer."""

    objects: ClassVar[UnitManager] = UnitManager()

    class Meta:
        proxy = True
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def get_absolute_url(self) -> str:
        return reverse("spending:unit", args=[self.slug])


class Spelling(models.Model):
    """
    One way in which documents write an organization: a name with the numbers beside it.

    Rows point here and to the organization; merging and splitting means giving spellings to another organization, so
    it can be taken back exactly.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="spellings", verbose_name=_("organization")
    )
    name = models.CharField(_("as printed"), max_length=500)
    key = models.CharField(max_length=500, db_index=True, editable=False)
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tied by"),
        help_text=_("Empty: the numbers or the name told whose spelling it is."),
    )
    seen_at = models.DateTimeField(_("first seen"), auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("spelling of an organization")
        verbose_name_plural = _("spellings of organizations")
        indexes = [GinIndex(text_vector("name"), name="spelling_words")]
        constraints = [
            models.UniqueConstraint(fields=["name", "nip", "regon", "krs"], name="spelling_once"),
        ]

    def __str__(self) -> str:
        return self.name
