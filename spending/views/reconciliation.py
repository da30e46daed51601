"""The city's register and the state's, held against each other: the list, its figures, its files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from spending.models import Contract
from spending.presenters.pairs import keys_of, pair_row
from spending.presenters.reconciliation import overview
from spending.reconciling import compared, sides
from spending.records.reconciliation import reconciliation_list
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Listed, Selection
from watchdog.core.views import FilteredListView
from watchdog.exports.formats import ENDINGS
from watchdog.exports.views import ExportView
from watchdog.records import RecordType


class ReconciliationList(FilteredListView):
    """Every pair and every row without one; where a register is missing, the page says which, and lists nothing."""

    template_name = "spending/reconciliation.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sides = sides()
        self.found = compared(self.sides)

    def get_listed(self) -> Listed:
        return reconciliation_list(self.found)

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        entries = [self.found.by_head[contract.pk] for contract in page]
        keys = set().union(*map(keys_of, entries))
        contracts = Contract.objects.for_list().in_bulk(list(keys)) if keys else {}
        return {
            **super().state(selection, page),
            "crumbs": [(_("Spending"), reverse("spending:index")), (_("Two registers compared"), "")],
            "rows": [pair_row(entry, contracts) for entry in entries],
            "overview": overview(self.found, self.sides),
        }


class ReconciliationFile(ExportView):
    """The same selection as a file."""

    def get_kind(self) -> RecordType:
        return reconciliation_list(compared(sides()))


def reconciliation_urls() -> list[URLPattern]:
    files = [
        path(f"rejestry.{each}", ReconciliationFile.as_view(extension=each), name=f"reconciliation-{each}")
        for each in ENDINGS
    ]
    return [path("rejestry/", ReconciliationList.as_view(), name="reconciliation"), *files]
