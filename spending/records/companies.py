"""Municipal companies as a kind of record."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from spending.filters import CompanyFilter
from spending.models import BoardMember, Company, Holding
from spending.presenters.companies import newest, people_in_a_line
from spending.searching.companies import company_text
from watchdog.records import Column, RecordType, register


def _newest(name: str) -> Callable[[Company], Any]:
    """Take a value of the newest statement of the city's share."""
    return lambda company: getattr(newest(company), name, None)


COMPANIES = register(
    RecordType(
        kind="spending.company",
        model=Company,
        singular=_("municipal company"),
        plural=_("Municipal companies"),
        list_url="spending:company-list",
        queryset=lambda: Company.objects.for_list(),
        filterset=CompanyFilter,
        columns=(
            Column("slug", _("key"), attrgetter("slug")),
            Column("name", _("name"), attrgetter("name")),
            Column("form", _("legal form"), attrgetter("form")),
            Column("krs", "KRS", attrgetter("krs")),
            Column("nip", "NIP", attrgetter("nip")),
            Column("regon", "REGON", attrgetter("regon")),
            Column("share_percent", _("share, percent"), _newest("share_percent")),
            Column("share_words", _("share in words"), _newest("share_words")),
            Column("shares", _("number of shares"), _newest("shares")),
            Column("value", _("value of the shares, zł"), _newest("value")),
            Column("as_of_first", _("as of, first day"), _newest("as_of_first")),
            Column("as_of_last", _("as of, last day"), _newest("as_of_last")),
            Column("share_address", _("where the share was published"), _newest("address")),
            Column("statements", _("statements of the share"), lambda company: len(company.holdings.all())),
            Column("people", _("people in its bodies"), people_in_a_line),
        ),
        has_initials=True,
        search_text=company_text,
        key=attrgetter("slug"),
        order=("sort_key",),
        sorts={"nazwa": ("sort_key",)},
        made_of={Holding: "holdings", BoardMember: "board"},
    )
)
