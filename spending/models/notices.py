"""Notices of public procurement, tied to the contracts that they led to where a number says so."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.drafts import NoticeKind
from spending.models.contracts import PARTIES, Contract
from spending.models.rows import RegisterRow


class NoticeQuerySet(models.QuerySet["Notice"]):
    def for_list(self) -> Self:
        """Fetch what a list of notices shows, in one query whatever its length."""
        return self.select_related(*PARTIES, "contract")

    def for_page(self) -> Self:
        """Fetch a notice with its parties, its contract and its document."""
        return self.select_related(*PARTIES, "contract", "snapshot")


class Notice(RegisterRow):
    """One notice of the Biuletyn Zamówień Publicznych; ``key`` is its number."""

    class Kind(models.TextChoices):
        CONTRACT = NoticeKind.CONTRACT.value, pgettext_lazy("kind of notice", "contract notice")
        RESULT = NoticeKind.RESULT.value, pgettext_lazy("kind of notice", "result of a procedure")
        CHANGE = NoticeKind.CHANGE.value, pgettext_lazy("kind of notice", "change")
        PERFORMED = NoticeKind.PERFORMED.value, pgettext_lazy("kind of notice", "contract performed")
        OTHER = NoticeKind.OTHER.value, pgettext_lazy("kind of notice", "other notice")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    published_on = models.DateField(_("published on"))
    tender = models.CharField(_("identifier of the procedure"), max_length=200, blank=True, db_index=True)
    reference = models.CharField(_("the unit's number of the procedure"), max_length=200, blank=True)
    cpv = models.CharField("CPV", max_length=200, blank=True)
    order_type = models.CharField(_("kind of order"), max_length=200, blank=True)
    procedure = models.CharField(_("procedure"), max_length=200, blank=True)
    result = models.CharField(_("result"), max_length=200, blank=True)
    offers_until = models.DateField(_("offers until"), null=True, blank=True)
    offers = models.PositiveIntegerField(_("number of offers"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2, null=True, blank=True)
    lowest = models.DecimalField(_("lowest offer"), max_digits=18, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField(_("highest offer"), max_digits=18, decimal_places=2, null=True, blank=True)
    contract_on = models.DateField(_("contract signed on"), null=True, blank=True)
    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("contract")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta(RegisterRow.Meta):
        ordering = ["-published_on", "-pk"]
        verbose_name = _("procurement notice")
        verbose_name_plural = _("procurement notices")
        indexes = [models.Index(fields=["-published_on", "-id"], name="notice_newest")]
        constraints = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(name="notice_kind_known", condition=Q(kind__in=[each.value for each in NoticeKind])),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("spending:notice", args=[self.slug])
