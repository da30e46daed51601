"""Procurement notices as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.filters import NoticeFilter
from spending.models import Notice
from spending.records import stored
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
            Column.of("slug", _("key"), "slug"),
            Column.of("register", _("register"), "register"),
            Column.of("number", _("number"), "key"),
            Column.of("kind", _("kind"), "kind"),
            Column.of("published_on", _("published on"), "published_on"),
            Column("buyer", _("unit"), attrgetter("buyer_shown"), "buyer_as__name"),
            Column("supplier", _("supplier"), attrgetter("supplier_shown"), stored.supplier),
            Column.of("subject", pgettext_lazy("of a contract", "subject"), "subject"),
            Column.of("tender", _("identifier of the procedure"), "tender"),
            Column.of("procedure", _("procedure"), "procedure"),
            Column.of("cpv", "CPV", "cpv"),
            Column.of("offers", _("number of offers"), "offers"),
            Column.of("value", _("value"), "value"),
            Column.of("currency", _("currency"), "currency"),
            Column.of("tax", _("gross or net"), "tax"),
            Column.of("contract_on", _("contract signed on"), "contract_on"),
            Column(
                "contract", _("contract"), lambda each: each.contract.slug if each.contract else "", "contract__slug"
            ),
        ),
        search_text=notice_text,
        key=attrgetter("slug"),
        page=("spending:notice", "slug"),
        order=("-published_on",),
        sorts={"data": ("published_on",)},
    )
)
