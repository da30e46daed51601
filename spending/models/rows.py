"""A row of an office's register of money: who, for whom, for what, and where in the budget."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.drafts import PERSON_SHOWN, PartyKind, Tax
from spending.models.organizations import Organization, Spelling
from watchdog.archive.models import Sourced


class Classified(Sourced):
    """A record with its place in the budget classification; codes are text, empty where not given."""

    dzial = models.CharField(_("dział"), max_length=3, blank=True)
    rozdzial = models.CharField(_("rozdział"), max_length=5, blank=True)
    paragraf = models.CharField(_("paragraf"), max_length=3, blank=True)
    financing = models.CharField(_("fourth digit"), max_length=1, blank=True)

    class Meta:
        abstract = True

    @property
    def full_paragraf(self) -> str:
        """The paragraph as people write it: with the fourth digit, where there is one."""
        return f"{self.paragraf}{self.financing}"


class RegisterRow(Classified):
    """
    One row of one register, found again by the register's name and its key there.

    ``buyer`` and ``supplier`` are the first ones named; those named besides stand as ``Party`` rows of the contract.
    ``supplier_kind`` tells a masked person and a secret name apart from a supplier that nobody names.
    """

    class Hidden(models.TextChoices):
        PERSON = PartyKind.PERSON.value, pgettext_lazy("who a supplier is", "private person")
        WITHHELD = PartyKind.WITHHELD.value, pgettext_lazy("who a supplier is", "name kept secret")

    class Taxed(models.TextChoices):
        GROSS = Tax.GROSS.value, pgettext_lazy("an amount", "gross")
        NET = Tax.NET.value, pgettext_lazy("an amount", "net")

    register = models.CharField(_("register"), max_length=40)
    key = models.CharField(_("key in the register"), max_length=160)
    slug = models.SlugField(_("address"), max_length=160, unique=True)
    buyer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    buyer_as = models.ForeignKey(
        Spelling, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit as printed")
    )
    supplier = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supplier")
    )
    supplier_as = models.ForeignKey(
        Spelling,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supplier as printed"),
    )
    supplier_hidden = models.CharField(_("hidden supplier"), max_length=8, choices=Hidden, blank=True)
    supplier_code = models.CharField(
        _("pseudonym"),
        max_length=12,
        blank=True,
        help_text=_("The same for one person within one unit and year, and nowhere else."),
    )
    subject = models.TextField(pgettext_lazy("of a contract", "subject"), blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    tax = models.CharField(_("gross or net"), max_length=5, choices=Taxed, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="%(class)s_once_in_its_register"),
            models.CheckConstraint(
                name="%(class)s_hidden_supplier_has_no_name",
                condition=Q(supplier_hidden="") | Q(supplier__isnull=True, supplier_as__isnull=True),
            ),
            models.CheckConstraint(
                name="%(class)s_supplier_hidden_known",
                condition=Q(supplier_hidden__in=["", PartyKind.PERSON.value, PartyKind.WITHHELD.value]),
            ),
            models.CheckConstraint(name="%(class)s_tax_known", condition=Q(tax__in=[each.value for each in Tax])),
        ]

    @property
    def supplier_shown(self) -> str:
        """The supplier as pages name it: as printed, or the mask with its pseudonym; empty where nobody names one."""
        if self.supplier_hidden == PartyKind.PERSON:
            return f"{PERSON_SHOWN} ({self.supplier_code})" if self.supplier_code else PERSON_SHOWN
        if self.supplier_hidden:
            return str(self.get_supplier_hidden_display())
        return self.supplier_as.name if self.supplier_as else ""

    @property
    def buyer_shown(self) -> str:
        """The unit as printed; empty where nobody names one."""
        return self.buyer_as.name if self.buyer_as else ""
