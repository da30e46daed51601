"""Procurement notices as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from spending.filters import NoticeFilter
from spending.models import Notice
from spending.searching.notices import notice_text
from watchdog.records import Column, RecordType, register

NOTICES = register(
    RecordType(
        kind="spending.notice",
        model=Notice,
        singular=_("procurement notice"),
        plural=_("Procurement notices"),
        list_url="spending:notice-list",
        queryset=lambda: Notice.objects.for_list(),
        filterset=NoticeFilter,
        columns=(
            Column("slug", _("key"), attrgetter("slug")),
            Column("register", _("register"), attrgetter("register")),
            Column("number", _("number"), attrgetter("key")),
            Column("kind", _("kind"), attrgetter("kind")),
            Column("published_on", _("published on"), attrgetter("published_on")),
            Column("buyer", _("unit"), attrgetter("buyer_shown")),
            Column("supplier", _("supplier"), attrgetter("supplier_shown")),
            Column("subject", _("subject"), attrgetter("subject")),
            Column("tender", _("identifier of the procedure"), attrgetter("tender")),
            Column("procedure", _("procedure"), attrgetter("procedure")),
            Column("cpv", "CPV", attrgetter("cpv")),
            Column("offers", _("number of offers"), attrgetter("offers")),
            Column("value", _("value"), attrgetter("value")),
            Column("currency", _("currency"), attrgetter("currency")),
            Column("tax", _("gross or net"), attrgetter("tax")),
            Column("contract_on", _("contract signed on"), attrgetter("contract_on")),
            Column("contract", _("contract"), lambda each: each.contract.slug if each.contract else ""),
        ),
        search_text=notice_text,
        key=attrgetter("slug"),
        order=("-published_on",),
        sorts={"data": ("published_on",)},
    )
)
