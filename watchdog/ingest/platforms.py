"""
Lists of records as offices' sites show them: one page of HTML after another, a record a row.

A source says where its rows stand and what one of them means; opening the page, reading row by row, turning links into
addresses and going on to the next page are the same for every site. Free of Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from pydantic import ValidationError

from watchdog.ingest.markup import Node, page_of
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Draft, Reject, Source, Unreadable


class Listing(Source):
    """A page that lists records."""

    # Listing
    base: ClassVar[str]
    """The address of the list on the office's own host; relative links are read from here."""
    marks: ClassVar[tuple[bytes, ...]]
    """What stands in the page of such a list and in no other."""
    fields: ClassVar[dict[str, str]] = {}
    """What the fields of a draft are called when one of them is wrong."""

    def recognises(self, content: bytes, name: str = "") -> bool:
        start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
        return start[:1] == b"<" and all(mark in content for mark in self.marks)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        rows = self.rows(page_of(content))
        if rows is None:
            raise Unreadable("wrong_shape", "Na stronie nie ma listy, którą to źródło czyta.")
        for number, row in enumerate(rows, start=1):
            yield self._read(f"row {number}", row)

    def rows(self, page: Node) -> list[Node] | None:
        """Give the rows of the list; ``None`` for a page that holds no such list at all."""
        raise NotImplementedError

    def draft(self, place: str, row: Node) -> Draft:
        """Build the draft of one row; raise ``ValidationError``, or ``ValueError`` in Polish, for a bad one."""
        raise NotImplementedError

    def address_of(self, link: str) -> str:
        """
        Give a link's address on the office's own host; empty for one that leads to somebody else.

        The same pages stand under many names (``www.pm33.bip.gliwice.eu``); one document has one address.
        """
        try:
            parts = urlsplit(urljoin(self.base, link.strip()))
        except ValueError:
            return ""
        own = urlsplit(self.base).netloc
        host = parts.netloc.lower()
        if parts.scheme not in ("http", "https") or not (host == own or host.endswith(f".{own}")):
            return ""
        return parts._replace(scheme="https", netloc=own, fragment="").geturl()

    def _read(self, place: str, row: Node) -> Draft | Reject:
        try:
            return self.draft(place, row)
        except ValidationError as error:
            return Reject(place=place, reason=polish(error, self.fields), raw=row.text()[:2000])
        except ValueError as error:
            return Reject(place=place, reason=str(error), raw=row.text()[:2000])


class PagedListing(Listing):
    """A list that goes on from page to page, the newest first."""

    def discover(self, since: date) -> Iterable[str]:
        return (self.base,)

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        """Name the next page, unless everything on this one is older than the day that was asked for."""
        page = page_of(content)
        days = [day for day in map(self.day_of, self.rows(page) or []) if day]
        if days and max(days) < since:
            return ()
        links = (node.attributes.get("href", "") for tag in ("link", "a") for node in page.all(tag, rel="next"))
        addresses = (self.address_of(link) for link in links if link)
        return list(dict.fromkeys(address for address in addresses if address))[:1]

    def day_of(self, row: Node) -> date | None:
        """Give the day of a row; ``None`` where it has none that can be read."""
        raise NotImplementedError
