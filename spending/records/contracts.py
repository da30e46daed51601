"""Contracts as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.filters import ContractFilter
from spending.models import Contract, Organization
from spending.presenters.parties import in_a_line
from spending.records import blocks
from spending.searching.contracts import contract_text, contract_texts
from spending.stats.contracts import exact_total
from watchdog.records import Block, Column, RecordType, register

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
            Column("id", _("key"), attrgetter("slug")),
            Column("kind", _("kind"), attrgetter("kind")),
            Column("number", _("number"), attrgetter("number")),
            Column("subject", _("subject"), attrgetter("subject")),
            Column("unit", _("unit as printed"), attrgetter("buyer_shown")),
            Column("supplier", _("suppliers as printed"), in_a_line),
            Column("supplier_nip", _("NIP of the supplier"), lambda row: row.supplier.nip if row.supplier else ""),
            Column("supplier_hidden", _("hidden supplier"), attrgetter("supplier_hidden")),
            Column("signed_first", _("signed, first day"), attrgetter("signed_first")),
            Column("signed_last", _("signed, last day"), attrgetter("signed_last")),
            Column("valid_from", _("valid from"), attrgetter("valid_from")),
            Column("valid_until", _("valid until"), attrgetter("valid_until")),
            Column("open_ended", _("for an indefinite time"), attrgetter("open_ended")),
            Column("term", _("term"), attrgetter("term")),
            Column("value", _("value"), attrgetter("value")),
            Column("currency", _("currency"), attrgetter("currency")),
            Column("tax", _("gross or net"), attrgetter("tax")),
            Column("approximate", _("rounded"), attrgetter("approximate")),
            Column("value_words", _("value as printed"), attrgetter("value_words")),
            Column("value_effect", _("what an annex does to the value"), attrgetter("value_effect")),
            Column("belongs_to", _("key of that contract"), attrgetter("parent_key")),
            Column("procedure", _("procedure"), attrgetter("procedure")),
            Column("category", _("kind as the register names it"), attrgetter("category")),
            Column("status", _("state as the register names it"), attrgetter("status")),
            Column("notice", _("number of the notice"), attrgetter("notice_number")),
            Column("eu_funded", _("paid with money of the European Union"), attrgetter("eu_funded")),
            Column("dzial", _("dział"), attrgetter("dzial")),
            Column("rozdzial", _("rozdział"), attrgetter("rozdzial")),
            Column("paragraf", _("paragraf"), attrgetter("full_paragraf")),
            Column("published_on", _("published on"), attrgetter("published_on")),
            Column("modified_on", _("changed in the register on"), attrgetter("modified_on")),
            Column("register", _("register"), attrgetter("register")),
            Column("register_key", _("key in the register"), attrgetter("key")),
            Column("withdrawn_at", _("withdrawn by the office"), attrgetter("withdrawn_at")),
            Column("findings", _("findings"), lambda row: " ".join(each["text"] for each in row.findings)),
        ),
        search_text=contract_text,
        count=exact_total,
        search_texts=contract_texts,
        key=attrgetter("slug"),
        order=("-signed_last",),
        sorts={"data": ("signed_last",), "kwota": ("value",), "nazwa": ("supplier_name",)},
        made_of={Organization: "supplier"},
        block=Block("umowa", "spending/_contract_block.html", blocks.contracts, "cru-12345"),
    )
)
