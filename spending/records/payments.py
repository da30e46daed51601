"""Payments as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.filters import PaymentFilter
from spending.models import Organization, Payment
from spending.records import stored
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
            Column.of("id", _("key"), "slug"),
            Column.of("invoice", _("number of the invoice"), "document_number"),
            Column.of("subject", pgettext_lazy("of a contract", "subject"), "subject"),
            Column("unit", _("unit as printed"), attrgetter("buyer_shown"), "buyer_as__name"),
            Column("recipient", _("recipient as printed"), attrgetter("supplier_shown"), stored.supplier),
            Column(
                "recipient_nip",
                _("NIP of the recipient"),
                lambda row: row.supplier.nip if row.supplier else "",
                "supplier__nip",
            ),
            Column.of("recipient_hidden", _("hidden supplier"), "supplier_hidden"),
            Column.of("issued_on", _("issued on"), "issued_on"),
            Column.of("paid_on", _("paid on"), "paid_on"),
            Column.of("amount", _("amount"), "amount"),
            Column.of("currency", _("currency"), "currency"),
            Column.of("tax", _("gross or net"), "tax"),
            Column.of("contract", _("number of the contract"), "contract_number"),
            Column.of("dzial", _("dział"), "dzial"),
            Column.of("rozdzial", _("rozdział"), "rozdzial"),
            Column("paragraf", _("paragraf"), attrgetter("full_paragraf"), stored.paragraf),
            Column.of("register", _("register"), "register"),
            Column.of("register_key", _("key in the register"), "key"),
            Column.of("withdrawn_at", _("withdrawn by the office"), "withdrawn_at"),
        ),
        search_text=payment_text,
        key=attrgetter("slug"),
        page=("spending:payment", "slug"),
        order=("-paid_on",),
        sorts={"data": ("paid_on",), "kwota": ("amount",)},
        made_of={Organization: "supplier"},
    )
)
