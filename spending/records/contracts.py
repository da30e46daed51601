"""Contracts as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.filters import ContractFilter
from spending.models import Contract, Organization
from spending.presenters.parties import in_a_line
from spending.records import blocks, stored
from spending.searching.contracts import contract_text, contract_texts
from spending.stats.contracts import exact_total
from watchdog.records import Block, Column, RecordType, register


def _findings(row: Contract) -> str:
    return " ".join(each["text"] for each in row.findings)


CONTRACTS = register(
    RecordType(
        kind="spending.contract",
        model=Contract,
        singular=_("contract"),
        plural=pgettext_lazy("list", "Contracts"),
        list_url="spending:contract-list",
        queryset=lambda: Contract.objects.for_list(),
        filterset=ContractFilter,
        columns=(
            Column.of("id", _("key"), "slug"),
            Column.of("kind", _("kind"), "kind"),
            Column.of("number", _("number"), "number"),
            Column.of("subject", pgettext_lazy("of a contract", "subject"), "subject"),
            Column("unit", _("unit as printed"), attrgetter("buyer_shown"), "buyer_as__name"),
            Column("supplier", _("suppliers as printed"), in_a_line, stored.suppliers),
            Column(
                "supplier_nip",
                _("NIP of the supplier"),
                lambda row: row.supplier.nip if row.supplier else "",
                "supplier__nip",
            ),
            Column.of("supplier_hidden", _("hidden supplier"), "supplier_hidden"),
            Column.of("signed_first", _("signed, first day"), "signed_first"),
            Column.of("signed_last", _("signed, last day"), "signed_last"),
            Column.of("valid_from", _("valid from"), "valid_from"),
            Column.of("valid_until", _("valid until"), "valid_until"),
            Column.of("open_ended", _("for an indefinite time"), "open_ended"),
            Column.of("term", _("term"), "term"),
            Column.of("value", _("value"), "value"),
            Column.of("currency", _("currency"), "currency"),
            Column.of("tax", _("gross or net"), "tax"),
            Column.of("approximate", _("rounded"), "approximate"),
            Column.of("value_words", _("value as printed"), "value_words"),
            Column.of("value_effect", _("what an annex does to the value"), "value_effect"),
            Column.of("belongs_to", _("key of that contract"), "parent_key"),
            Column.of("procedure", _("procedure"), "procedure"),
            Column.of("category", _("kind as the register names it"), "category"),
            Column.of("status", _("state as the register names it"), "status"),
            Column.of("notice", _("number of the notice"), "notice_number"),
            Column.of("eu_funded", _("paid with money of the European Union"), "eu_funded"),
            Column.of("dzial", _("dział"), "dzial"),
            Column.of("rozdzial", _("rozdział"), "rozdzial"),
            Column("paragraf", _("paragraf"), attrgetter("full_paragraf"), stored.paragraf),
            Column.of("published_on", _("published on"), "published_on"),
            Column.of("modified_on", _("changed in the register on"), "modified_on"),
            Column.of("register", _("register"), "register"),
            Column.of("register_key", _("key in the register"), "key"),
            Column.of("withdrawn_at", _("withdrawn by the office"), "withdrawn_at"),
            Column("findings", _("findings"), _findings, stored.findings),
        ),
        search_text=contract_text,
        count=exact_total,
        search_texts=contract_texts,
        key=attrgetter("slug"),
        page=("spending:contract", "slug"),
        order=("-signed_last",),
        sorts={"data": ("signed_last",), "kwota": ("value",), "nazwa": ("supplier_name",)},
        made_of={Organization: "supplier"},
        block=Block("umowa", "spending/_contract_block.html", blocks.contracts, "cru-12345"),
    )
)
