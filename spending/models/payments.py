"""Payments and invoices: money that left, which is neither a contract's value nor the budget's execution."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spending.models.contracts import PARTIES, Contract
from spending.models.rows import RegisterRow


class PaymentQuerySet(models.QuerySet["Payment"]):
    def for_list(self) -> Self:
        """Fetch what a list of payments shows, in one query whatever its length."""
        return self.select_related(*PARTIES, "contract")


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
            models.Index(F("paid_on").desc(nulls_last=True), F("id").desc(), name="payment_newest"),
        ]

    def __str__(self) -> str:
        return self.document_number or self.subject[:80] or self.slug

    def get_absolute_url(self) -> str:
        """Give the place of the payment in the list: a payment has no page of its own."""
        return f"{reverse('spending:payment-list')}?wpis={self.slug}"
