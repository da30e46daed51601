"""Municipal companies: what documents say of the city's share on a day, and who sat in their bodies."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.drafts import BoardBody, Extent, LegalForm
from watchdog.archive.models import Sourced
from watchdog.core.db import PolishSortKey


class CompanyQuerySet(models.QuerySet["Company"]):
    def for_list(self) -> Self:
        """Fetch what a list of companies shows, in three queries whatever its length."""
        return self.prefetch_related("holdings", "board")

    def for_page(self) -> Self:
        """Fetch a company with every statement of its shares and its people, in three queries."""
        return self.select_related("snapshot", "organization").prefetch_related("holdings__snapshot", "board__snapshot")

    def with_extent(self, *extents: str) -> Self:
        """Keep the companies of which any document says this extent of the city's share."""
        return self.filter(Exists(Holding.objects.filter(company=OuterRef("pk"), extent__in=extents)))

    def without_share(self) -> Self:
        """Keep the companies of whose share no document gives a percentage or says that it is a majority."""
        known = Holding.objects.filter(company=OuterRef("pk")).exclude(extent="")
        return self.filter(~Exists(known))


class Company(Sourced):
    """A company in which the city has shares, under one spelling of its name."""

    class Form(models.TextChoices):
        LIMITED = LegalForm.LIMITED.value, _("limited liability company")
        STOCK = LegalForm.STOCK.value, _("joint-stock company")

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    form = models.CharField(_("legal form"), max_length=10, choices=Form, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    sort_key = models.GeneratedField(
        expression=PolishSortKey(F("name")), output_field=models.CharField(max_length=200), db_persist=True
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("municipal company")
        verbose_name_plural = _("municipal companies")
        constraints = [
            models.CheckConstraint(name="company_form_known", condition=Q(form__in=[each.value for each in LegalForm])),
            models.UniqueConstraint(fields=["krs"], condition=~Q(krs=""), name="company_krs_once"),
            models.UniqueConstraint(fields=["nip"], condition=~Q(nip=""), name="company_nip_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("spending:company", args=[self.slug])


class Statement(Sourced):
    """What one document says of a company; it held on some day between two, as exactly as the document knows it."""

    as_of_first = models.DateField(_("as of, first day"), null=True, blank=True)
    as_of_last = models.DateField(_("as of, last day"), null=True, blank=True)

    class Meta:
        abstract = True


class Holding(Statement):
    """The city's share in a company, as one document gives it. Documents that disagree stand beside each other."""

    class Kind(models.TextChoices):
        WHOLE = Extent.WHOLE.value, pgettext_lazy("share of the city", "the whole company")
        MAJORITY = Extent.MAJORITY.value, pgettext_lazy("share of the city", "a majority")
        MINORITY = Extent.MINORITY.value, pgettext_lazy("share of the city", "a minority")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("company"))
    share_percent = models.DecimalField(_("share, percent"), max_digits=7, decimal_places=4, null=True, blank=True)
    share_words = models.CharField(_("share in words"), max_length=200, blank=True)
    extent = models.CharField(_("extent of the share"), max_length=10, choices=Kind, editable=False, blank=True)
    shares = models.PositiveBigIntegerField(_("number of shares"), null=True, blank=True)
    value = models.DecimalField(_("value of the shares, zł"), max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = [F("as_of_last").desc(nulls_last=True), "-pk"]
        verbose_name = _("share of the city")
        verbose_name_plural = _("shares of the city")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "address", "as_of_first", "as_of_last"],
                nulls_distinct=False,
                name="holding_once_a_document_and_day",
            ),
            models.CheckConstraint(
                name="holding_share_is_a_percentage",
                condition=Q(share_percent__isnull=True) | Q(share_percent__gte=0, share_percent__lte=100),
            ),
            models.CheckConstraint(
                name="holding_extent_known", condition=Q(extent__in=[each.value for each in Extent])
            ),
            models.CheckConstraint(
                name="holding_value_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)
            ),
            models.CheckConstraint(
                name="holding_says_something",
                condition=~Q(share_percent=None, share_words="", shares=None, value=None),
            ),
            models.CheckConstraint(
                name="holding_days_in_order",
                condition=Q(as_of_first=None, as_of_last=None) | Q(as_of_first__lte=F("as_of_last")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.share_percent or self.share_words}"

    def get_absolute_url(self) -> str:
        return self.company.get_absolute_url()


class BoardMember(Statement):
    """Somebody in a body of a company, named as the document prints; nobody is taken for a councillor by the name."""

    class Body(models.TextChoices):
        MANAGEMENT = BoardBody.MANAGEMENT.value, _("management board")
        SUPERVISORY = BoardBody.SUPERVISORY.value, _("supervisory board")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="board", verbose_name=_("company"))
    name = models.CharField(_("name as printed"), max_length=160)
    body = models.CharField(_("body"), max_length=12, choices=Body)
    role = models.CharField(_("role"), max_length=120, blank=True)
    appointed_by = models.CharField(_("appointed by"), max_length=200, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["body", F("as_of_last").desc(nulls_last=True), "pk"]
        verbose_name = _("member of a company's body")
        verbose_name_plural = _("members of companies' bodies")
        constraints = [
            models.UniqueConstraint(fields=["company", "name", "body", "address"], name="board_member_once_a_document"),
            models.CheckConstraint(
                name="board_member_body_known", condition=Q(body__in=[each.value for each in BoardBody])
            ),
            models.CheckConstraint(
                name="board_member_starts_before_it_ends",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
            ),
            models.CheckConstraint(
                name="board_member_days_in_order",
                condition=Q(as_of_first=None, as_of_last=None) | Q(as_of_first__lte=F("as_of_last")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.company}"

    def get_absolute_url(self) -> str:
        return self.company.get_absolute_url()
