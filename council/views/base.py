"""What the lists of the council's record have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Listed, Selection
from watchdog.core.views import FilteredListView
from watchdog.records import RecordType

Crumbs = list[tuple[str, str]]


def crumbs(kind: RecordType, here: str = "") -> Crumbs:
    """Give the way back: the council, the list, this page."""
    way = [(_("Council"), reverse("council:index")), (str(kind.plural), reverse(kind.list_url) if here else "")]
    return [*way, (here, "")] if here else way


@dataclass(frozen=True)
class Wider:
    """A condition that could be dropped, the address of the list without it, and how many records that has."""

    condition: str
    url: str
    total: int


class RecordList(FilteredListView):
    """A list of one kind of record; ``more`` is what its template needs beside the rows."""

    kind: ClassVar[RecordType]

    def get_listed(self) -> Listed:
        return self.kind

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        state = {**super().state(selection, page), "crumbs": crumbs(self.kind), **self.more(selection, page)}
        return state if page.rows else {**state, "widen": self.widen(selection)}

    def widen(self, selection: Selection) -> Wider | None:
        """Find the condition that excludes most: without it, an empty list has the most records."""
        if not selection.is_valid:
            return None
        others = (
            Wider(chip.text, chip.url, Selection(self.get_listed(), QueryDict(chip.url.removeprefix("?"))).total)
            for chip in selection.active
        )
        best = max(others, key=lambda each: each.total, default=None)
        return best if best and best.total else None

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {}
