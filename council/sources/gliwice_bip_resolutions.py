"""The list of resolutions in Gliwice's public information bulletin (BIP): page after page, the newest first."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, NamedTuple

from council.checks import future
from council.drafts import ResolutionDraft
from watchdog.core.dates import parse_date
from watchdog.core.ids import resolution_number
from watchdog.core.text import squash
from watchdog.ingest.markup import Node
from watchdog.ingest.platforms import PagedListing
from watchdog.ingest.source import Authority, Disclosure

DAY = re.compile(r"^\s*z\s+dnia\s+(?P<day>\d{1,2}[-.]\d{1,2}[-.]\d{2,4})(?:\s*r(?:oku|\.)?)?[\s,.]*", re.IGNORECASE)
"""Opens what stands behind the bold words of a row; a day inside the bold words is another act's."""
NUMBERED = re.compile(
    r"uchwała\s+nr\.?\s*(?P<number>[IVXLCDM]+\s*/\s*\d+\s*/\s*\d{2,4})\.?\s*"
    r"(?P<council>rad[ay]\s+(?:miasta\s+\S+|miejsk\w+\s+w\s+\S+|\w+\s+\w+))?[\s,.]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A row that names its own number; a number further on in the title is that of another resolution."""


class _Row(NamedTuple):
    """The words of a row: those in bold, and those behind them without the links' own."""

    bold: str
    behind: str


class GliwiceBipResolutions(PagedListing):
    """
    Publisher: the city of Gliwice, public information bulletin (BIP).
    Cadence: after each session; the list goes back over more than nine hundred pages.
    Licence: official texts, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: the list cannot be asked for one year; it mixes resolutions with positions of the council („Stanowisko”),
        which carry no resolution's number; whether an act is still in force is not said here.
    """

    # Source
    slug = "gliwice_bip_resolutions"
    title = "Uchwały Rady Miasta Gliwice (lista w BIP)"
    city = "gliwice"
    homepage = "https://bip.gliwice.eu/radaMiasta/uchwaly"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/html",)
    complete = False
    rank = 45
    live = False

    # Listing
    base = "https://bip.gliwice.eu/radaMiasta/uchwaly"
    marks = (b'id="uchwaly"', b"uchwaly-opis")
    fields: ClassVar[dict[str, str]] = {"title": "tytuł", "year": "rok"}

    def rows(self, page: Node) -> list[Node] | None:
        table = page.first("table", id="uchwaly")
        return list(table.all("div", class_="uchwaly-opis")) if table else None

    def day_of(self, row: Node) -> date | None:
        try:
            return _day(_words(row))
        except ValueError:
            return None

    def draft(self, place: str, row: Node) -> ResolutionDraft:
        words = _words(row)
        day = _day(words)
        rest = DAY.sub("", words.behind)
        found = NUMBERED.fullmatch(words.bold)
        number = resolution_number(found["number"]) if found else None
        title = squash(f"{found['rest']} {rest}" if found else f"{words.bold} {rest}") or words.bold
        if day is None and number is None:
            raise ValueError("Wiersz nie podaje ani dnia, ani numeru uchwały.")
        return ResolutionDraft(
            place=place,
            address=self._link(row),
            findings=future(day, place),
            council=squash(found["council"] or "") if found else "",
            number=str(number or ""),
            adopted_on=day,
            year=day.year if day else number.year if number else 0,
            title=title,
        )

    def _link(self, row: Node) -> str:
        """Give the act's own address: the first link of the row that ends with its number in the bulletin."""
        addresses = (self.address_of(link.attributes.get("href", "")) for link in row.all("a"))
        return next((address for address in addresses if re.search(r"/\d+$", address)), "")


def _words(row: Node) -> _Row:
    bold = row.first("strong")
    if bold is None or not bold.text():
        raise ValueError("Wiersz nie ma tytułu.")
    return _Row(bold.text(), row.text("strong", "a"))


def _day(words: _Row) -> date | None:
    """Read the day; raise ``ValueError`` in Polish for one that cannot exist, ``None`` where the row gives none."""
    found = DAY.match(words.behind)
    if found is None:
        return None
    try:
        return parse_date(found["day"])
    except ValueError as error:
        raise ValueError(f"Dzień „{found['day']}” nie jest datą.") from error
