"""Payments and invoices: money that left, which is neither a contract's value nor the budget's execution."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spending.models.contracts import PARTIES, Contract
from spending.models.organizations import Organization
from spending.models.rows import RegisterRow
from watchdog.archive.models import Certainty
from watchdog.core.order import known


class PaymentQuerySet(models.QuerySet["Payment"]):
    def for_list(self) -> Self:
        """Fetch what a list of payments shows, in one query whatever its length."""
        return self.select_related(*PARTIES, "contract")

    def for_page(self) -> Self:
        """Fetch a payment with its parties, its contract and its document."""
        return self.select_related(*PARTIES, "contract", "snapshot")

    def standing(self) -> Self:
        """Keep what the register still lists and no inference of ours: what may be added up."""
        return self.filter(withdrawn_at__isnull=True).exclude(certainty=Certainty.INFERRED.value)

    def of_supplier(self, organization: Organization) -> Self:
        """Keep what was paid to an organization."""
        return self.filter(supplier=organization)

    def of_buyer(self, organization: Organization) -> Self:
        """Keep what a unit paid."""
        return self.filter(buyer=organization)


class Payment(RegisterRow):
    """One payment or invoice of a register."""

    document_number = models.CharField(_("number of the invoice"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    contract_number = models.CharField(_("number of the contract"), max_length=200, blank=True)
    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("contract")
    )

    objects = PaymentQuerySet.as_manager()

    class Meta(RegisterRow.Meta):
        ordering = [F("paid_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        indexes = [
            models.Index(known("paid_on", models.DateField), "id", name="payment_newest"),
        ]

    def __str__(self) -> str:
        return self.document_number or self.subject[:80] or self.slug

    def get_absolute_url(self) -> str:
        return reverse("spending:payment", args=[self.slug])
