"""Contracts, payments and notices in the back room: found, looked at, corrected; contracts and payments also typed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spending.admin.putting import put
from spending.forms.rows import ContractForm, PaymentForm
from spending.models import Contract, Notice, Payment
from watchdog.backroom.admins import SourcedAdmin
from watchdog.backroom.correcting import correctable
from watchdog.backroom.describing import Line, describe_also
from watchdog.backroom.sections import Section, section

PARTIES = ["buyer_name", "buyer_nip", "supplier_is", "supplier_name", "supplier_nip", "further_suppliers"]
MONEY = ["currency", "tax"]
CONTRACT = [
    *("number", "signed_first", "signed_last", "valid_from", "valid_until", "open_ended", "value", *MONEY),
    *("value_words", "approximate", "procedure", "parent_number", "value_effect"),
]
PAYMENT = ["document_number", "issued_on", "paid_on", "amount", *MONEY, "contract_number"]
CLASSIFIED = ["dzial", "rozdzial", "paragraf", "financing"]


class RowAdmin(SourcedAdmin):
    """Rows of registers; whom a row names is shown, and decided by the spellings of organizations."""

    shown: ClassVar = ["register", "key", "buyer_shown", "supplier_shown"]
    search_fields: ClassVar[Any] = ["subject", "key", "buyer_as__name", "supplier_as__name"]
    list_select_related: ClassVar[Any] = ["buyer_as", "supplier_as"]
    show_full_result_count = False
    """Registers have hundreds of thousands of rows."""

    def sections(self, request: HttpRequest, obj: Any) -> list[Section]:
        return [section(_("In the register"), self.shown)] if obj else []

    def readable(self) -> list[str]:
        return [*self.shown, *super().readable()]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(self.shown if obj else [])]

    @admin.display(description=_("unit as printed"))
    def buyer_shown(self, obj: Any) -> str:
        return obj.buyer_shown or "–"

    @admin.display(description=_("supplier as printed"))
    def supplier_shown(self, obj: Any) -> str:
        return obj.supplier_shown or "–"


@admin.register(Contract)
class ContractAdmin(RowAdmin):
    """Rows of registers of contracts."""

    add_title = _("Add a contract")
    form = ContractForm
    entered = ["kind", "subject", *PARTIES, *CONTRACT]
    corrected = ["kind", "subject", *CONTRACT, *CLASSIFIED]
    list_display = ["__str__", "kind", "subject", "buyer_shown", "supplier_shown", "signed_last", "value"]
    list_filter = ["kind", "register"]
    search_fields = [*RowAdmin.search_fields, "number"]


@admin.register(Payment)
class PaymentAdmin(RowAdmin):
    """Payments and invoices."""

    add_title = _("Add a payment")
    form = PaymentForm
    entered = ["subject", *PARTIES[:-1], *PAYMENT]
    corrected = ["subject", *PAYMENT, *CLASSIFIED]
    list_display = ["__str__", "subject", "buyer_shown", "supplier_shown", "paid_on", "amount"]
    list_filter = ["register"]
    search_fields = [*RowAdmin.search_fields, "document_number"]


@admin.register(Notice)
class NoticeAdmin(RowAdmin):
    """Notices of public procurement; read from the bulletin, corrected here, never typed anew."""

    corrected = [
        *("kind", "subject", "published_on", "reference", "cpv", "procedure", "result", "offers_until", "offers"),
        *("value", *MONEY, "lowest", "highest", "contract_on"),
    ]
    list_display = ["__str__", "kind", "subject", "buyer_shown", "published_on", "value"]
    list_filter = ["kind", "register"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


def _further(contract: Contract) -> list[Line]:
    """Say who else signs a contract, for whoever has to check it."""
    names = "; ".join(map(str, contract.parties.all()))
    return [Line(capfirst(gettext("further suppliers")), names)] if names else []


describe_also(Contract, _further)
for model in (Contract, Payment, Notice):
    correctable(model, put, "buyer_as", "supplier_as")
