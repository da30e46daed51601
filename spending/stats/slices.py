"""Which filters of the list of contracts the sums beside them answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from spending.filters.base import TAXES
from spending.filters.contracts import KINDS
from spending.models import ValueCount
from watchdog.core.selection import Selection

COVERED = {"rejestr", "rodzaj", "rok", "od", "do", "brutto_netto", "dzial", "jednostka"}
NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class Slice:
    """The contracts that sums can tell from others; what is not set is not asked."""

    register: str = ""
    kinds: tuple[str, ...] = ()
    year: int | None = None
    tax: str | None = None
    dzial: str = ""
    buyer: int | None = None

    @property
    def by_index(self) -> Slice:
        """What the indexes of contracts find of it: these rows must be read to count it without sums."""
        return Slice(year=self.year, buyer=self.buyer)

    @property
    def is_whole_unit(self) -> bool:
        """Whether all contracts of one unit are asked for, which an index holds with all that sums are made of."""
        asks_less = self.register or self.dzial or self.year is not None
        return self.buyer is not None and not asks_less

    @property
    def counted_as(self) -> tuple[str, str] | None:
        """Under which level and member its values are counted; ``None`` where two conditions meet."""
        level = ValueCount.Level
        members = {level.YEAR: self.year, level.DZIAL: self.dzial or None, level.UNIT: self.buyer}
        asked = [(kind.value, str(member)) for kind, member in members.items() if member is not None]
        return None if len(asked) > 1 else next(iter(asked), (level.ALL.value, ""))


def slice_of(selection: Selection) -> Slice | None:
    """Return what a selection asks for, ``None`` where it asks for more than sums can tell apart."""
    if not selection.is_valid:
        return None
    asked = {name: value for name, value in selection.form.cleaned_data.items() if value not in NOTHING}
    if not asked.keys() <= COVERED:
        return None
    try:
        year = _year(asked)
    except ValueError:
        return None
    return Slice(
        register=asked.get("rejestr", ""),
        kinds=tuple(KINDS[name].value for name in asked.get("rodzaj", ())),
        year=year,
        tax=TAXES[asked["brutto_netto"]] if "brutto_netto" in asked else None,
        dzial=asked.get("dzial", ""),
        buyer=asked["jednostka"].pk if "jednostka" in asked else None,
    )


def _year(asked: dict[str, Any]) -> int | None:
    """Return the one whole year that is asked for; raise ``ValueError`` for any other span of days."""
    if "od" not in asked and "do" not in asked:
        return asked.get("rok")
    first, last = asked.get("od", date.min), asked.get("do", date.max)
    year: int = first.year
    if (first, last) != (date(year, 1, 1), date(year, 12, 31)) or asked.get("rok", year) != year:
        raise ValueError(year)
    return year
