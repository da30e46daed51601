"""The list of resolutions in Katowice's public information bulletin (BIP): a box an act, with its day and number."""

from __future__ import annotations

import re
from typing import ClassVar

from council.checks import future
from council.drafts import ResolutionDraft
from watchdog.cities import profile
from watchdog.core.dates import parse_date
from watchdog.core.ids import resolution_number
from watchdog.ingest.markup import Node
from watchdog.ingest.platforms import Listing
from watchdog.ingest.source import Authority, Disclosure

HEAD = re.compile(r"Data:\s*(?P<day>\S*)\s+Nr:\s*(?P<number>\S+)", re.IGNORECASE)


class KatowiceBipResolutions(Listing):
    """
    Publisher: the city of Katowice, public information bulletin (BIP).
    Cadence: after each session.
    Licence: official texts, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: saved pages are read, brought by hand: how the bulletin goes on from page to page is not known to us.
    """

    # Source
    slug = "katowice_bip_resolutions"
    title = "Uchwały Rady Miasta Katowice (lista w BIP)"
    city = "katowice"
    homepage = "https://bip.katowice.eu/RadaMiasta"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/html",)
    complete = False
    rank = 45
    live = False

    # Listing
    base = "https://bip.katowice.eu/RadaMiasta/Uchwaly/"
    marks = (b'class="tekstboks"', b"Nr:", b"dokument.aspx?idr=")
    fields: ClassVar[dict[str, str]] = {"title": "tytuł", "year": "rok"}

    def rows(self, page: Node) -> list[Node] | None:
        boxes = list(page.all("div", class_="tekstboks"))
        return boxes or None

    def draft(self, place: str, row: Node) -> ResolutionDraft:
        head, link = HEAD.search(row.text("a")), row.first("a")
        if head is None or link is None:
            raise ValueError("Wiersz nie podaje dnia, numeru albo tytułu.")
        number = resolution_number(head["number"])
        if number is None:
            raise ValueError(f"„{head['number']}” nie jest numerem uchwały.")
        try:
            day = parse_date(head["day"])
        except ValueError as error:
            raise ValueError(f"Dzień „{head['day']}” nie jest datą.") from error
        return ResolutionDraft(
            place=place,
            address=self.address_of(link.attributes.get("href", "")),
            findings=future(day, place),
            council=profile("katowice").council.name,
            number=str(number),
            adopted_on=day,
            year=day.year if day else number.year,
            title=link.text(),
        )
