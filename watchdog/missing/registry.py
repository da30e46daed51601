"""
What may be missing in the data, and where somebody can mend it.

Each app introduces its lacks here when it is ready; the board at ``/braki/``, the list of each lack, its file and the
same list in the back room serve whatever is registered and ask no names. A lack is a gap in *our* data: that we do not
have something never means that the office did not publish it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from watchdog.core.selection import Listing
from watchdog.missing.ages import age
from watchdog.missing.filters import LackFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise
    from django_filters import FilterSet

    Words = str | _StrPromise
else:
    Words = str

SINCE = "lacking_since"
"""What the rows of every lack are annotated with: the day from which it is missing; ``None`` where no day is known."""


@dataclass(frozen=True)
class Whole:
    """What a lack is a part of: how many records there are, and „z 72 sesji” for such a number."""

    name: str
    count: Callable[[], int]
    words: Callable[[int], str]


@dataclass(frozen=True)
class Row:
    """One thing that is missing, as lists and files show it."""

    label: str
    url: str
    """The public page of the record; empty where it has none."""
    since: date | None
    age: str
    """„od 3 lat i 2 miesięcy”; empty where no day is known."""
    known: str
    """What we do have of it."""
    address: str
    """Where the record itself was published; empty where no address is known or may be shown."""
    mend: str = ""
    """The page of the back room where it can be mended; only there."""


def published_at(record: Any) -> str:
    """Give the address of a record's document, if it leads somewhere."""
    address = str(getattr(record, "address", ""))
    return address if address.startswith(("http://", "https://")) else ""


def nothing_known(record: Any) -> str:
    return ""


@dataclass(frozen=True)
class Lack:
    """One kind of gap: what, why it matters, the records that have it, and where each is mended."""

    code: str
    """Its word in the address: ``sesje-bez-protokolu``; stable."""
    title: Words
    why: Words
    """Why it matters to a reader."""
    where: Words
    """Where it should be."""
    clock: Words
    """From which day its age is counted: „od dnia sesji”."""
    whole: Whole
    records: Callable[[], QuerySet[Any]]
    """The records that lack it, annotated with ``SINCE``, ready for a list without further queries a row."""
    label: Callable[[Any], str]
    url: Callable[[Any], str]
    mend: Callable[[Any], str]
    permission: str
    """Who may mend it: ``council.change_session``."""
    known: Callable[[Any], str] = nothing_known
    address: Callable[[Any], str] = published_at
    caution: Words = ""
    """What we cannot know: why some of these records may lack nothing."""
    filterset: type[FilterSet] = LackFilter

    @property
    def listing(self) -> Listing:
        """The list of its records, those that are missing for the shortest time first."""
        return Listing(self.records, self.filterset, (f"-{SINCE}",), {"data": (SINCE,)})

    def row(self, record: Any, day: date, *, mending: bool = False) -> Row:
        """Lay out a record as it stands on a day; ``mending`` adds the page of the back room."""
        since = getattr(record, SINCE)
        return Row(
            label=self.label(record),
            url=self.url(record),
            since=since,
            age=age(since, day) if since else "",
            known=self.known(record),
            address=self.address(record),
            mend=self.mend(record) if mending else "",
        )


@dataclass(frozen=True)
class Held:
    """A key figure over the board: of how many records we have something."""

    label: Words
    count: Callable[[], int]
    whole: Whole


_lacks: dict[str, Lack] = {}
_held: list[Held] = []


def register(lack: Lack) -> Lack:
    """Introduce a lack; called once by its app when it is ready."""
    if lack.code in _lacks:
        raise ValueError(f"the lack {lack.code} is registered twice")
    _lacks[lack.code] = lack
    return lack


def register_held(held: Held) -> Held:
    """Introduce a key figure of the board."""
    _held.append(held)
    return held


def lacks() -> tuple[Lack, ...]:
    """Return every lack, in the order in which the apps introduced them."""
    return tuple(_lacks.values())


def lack_of(code: str) -> Lack | None:
    """Return the lack of this code, if there is one."""
    return _lacks.get(code)


def all_held() -> tuple[Held, ...]:
    """Return every key figure."""
    return tuple(_held)
