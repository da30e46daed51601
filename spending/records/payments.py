"""Payments as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.filters import PaymentFilter
from spending.models import Organization, Payment
from spending.searching.payments import payment_text
from watchdog.records import Column, RecordType, register

PAYMENTS = register(
    RecordType(
        kind="spending.payment",
        model=Payment,
        singular=_("payment"),
        plural=pgettext_lazy("list", "Payments"),
        list_url="spending:payment-list",
        queryset=lambda: Payment.objects.for_list(),
        filterset=PaymentFilter,
        columns=(
            Column("id", _("key"), attrgetter("slug")),
            Column("invoice", _("number of the invoice"), attrgetter("document_number")),
            Column("subject", _("subject"), attrgetter("subject")),
            Column("unit", _("unit as printed"), attrgetter("buyer_shown")),
            Column("recipient", _("recipient as printed"), attrgetter("supplier_shown")),
            Column("recipient_nip", _("NIP of the recipient"), lambda row: row.supplier.nip if row.supplier else ""),
            Column("recipient_hidden", _("hidden supplier"), attrgetter("supplier_hidden")),
            Column("issued_on", _("issued on"), attrgetter("issued_on")),
            Column("paid_on", _("paid on"), attrgetter("paid_on")),
            Column("amount", _("amount"), attrgetter("amount")),
            Column("currency", _("currency"), attrgetter("currency")),
            Column("tax", _("gross or net"), attrgetter("tax")),
            Column("contract", _("number of the contract"), attrgetter("contract_number")),
            Column("dzial", _("dział"), attrgetter("dzial")),
            Column("rozdzial", _("rozdział"), attrgetter("rozdzial")),
            Column("paragraf", _("paragraf"), attrgetter("full_paragraf")),
            Column("register", _("register"), attrgetter("register")),
            Column("register_key", _("key in the register"), attrgetter("key")),
            Column("withdrawn_at", _("withdrawn by the office"), attrgetter("withdrawn_at")),
        ),
        search_text=payment_text,
        key=attrgetter("slug"),
        order=("-paid_on",),
        sorts={"data": ("paid_on",), "kwota": ("amount",)},
        made_of={Organization: "supplier"},
    )
)
