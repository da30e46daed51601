"""
Two registers held against each other, as a list and a file.

Not a kind of record: a pair has no page and no document of its own, so search and sitemaps do not know it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from spending.filters.reconciliation import FIELDS, STATES, ReconciliationFilter
from spending.models import Contract
from spending.reconciling import Entry, Reconciliation
from watchdog.records import Column, RecordType, SearchText

NAMES_OF_STATES = {state: name for name, state in STATES.items()}
NAMES_OF_FIELDS = {field: name for name, field in FIELDS.items()}


class Pairs:
    """The entries of a reconciliation by the row at which they stand, and the rows of the state's register."""

    def __init__(self, found: Reconciliation) -> None:
        self.found = found

    def entry(self, contract: Contract) -> Entry:
        return self.found.by_head[contract.pk]

    @cached_property
    def others(self) -> Mapping[int, Contract]:
        """Every paired row of the state's register, in one query; asked only when a file is written."""
        paired = [entry.there for entry in self.found.entries if entry.here and entry.there]
        return Contract.objects.select_related("supplier_as", "buyer_as").in_bulk(paired)

    def other(self, name: str) -> Callable[[Contract], Any]:
        """Take something of the row in the state's register."""
        take = attrgetter(name)

        def value(contract: Contract) -> Any:
            other = self.others.get(self.entry(contract).there or 0)
            return take(other) if other else None

        return value

    def differs(self, contract: Contract) -> str:
        entry = self.entry(contract)
        return " ".join(name for field, name in NAMES_OF_FIELDS.items() if field in entry.differs)


def reconciliation_list(found: Reconciliation) -> RecordType:
    """Make the list of a reconciliation: one row a pair or a row without one, the newest first."""
    pairs = Pairs(found)
    return RecordType(
        kind="spending.reconciliation",
        model=Contract,
        singular=_("row of two registers"),
        plural=_("Two registers compared"),
        list_url="spending:reconciliation",
        queryset=lambda: Contract.objects.filter(pk__in=list(found.by_head)).for_list(),
        filterset=ReconciliationFilter.over(found),
        columns=(
            Column("state", _("what the comparison says"), lambda each: NAMES_OF_STATES[pairs.entry(each).state]),
            Column("differs", _("what differs"), pairs.differs),
            Column("found_by", _("how the pair was found"), lambda each: pairs.entry(each).by.value),
            Column("fitting", _("rows that fit an ambiguous one"), lambda each: pairs.entry(each).fitting or None),
            Column("register", _("register"), attrgetter("register")),
            Column("slug", _("key"), attrgetter("slug")),
            *_columns("", lambda name: attrgetter(name)),
            Column("there_slug", _("key, in the state's register"), pairs.other("slug")),
            *_columns("there_", pairs.other),
        ),
        search_text=lambda each: SearchText(title=each.subject, url=each.get_absolute_url()),
        key=attrgetter("slug"),
        order=("-signed_last",),
        sorts={"data": ("signed_last",), "kwota": ("value",)},
    )


def _columns(prefix: str, take: Callable[[str], Callable[[Contract], Any]]) -> list[Column]:
    """Give what is compared, of the row itself or of the one in the state's register."""
    known = {
        "number": _("number"),
        "unit": _("unit"),
        "supplier": _("supplier"),
        "subject": _("subject"),
        "signed_first": _("signed, first day"),
        "signed_last": _("signed, last day"),
        "value": _("value"),
        "currency": _("currency"),
        "tax": _("gross or net"),
    }
    shown = {"unit": "buyer_shown", "supplier": "supplier_shown"}
    return [Column(f"{prefix}{name}", label, take(shown.get(name, name))) for name, label in known.items()]
