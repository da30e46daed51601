"""
What a public record's reader is made of.

A source knows where an office publishes and how its documents read. It turns bytes into drafts and nothing more: it
never meets the database, the settings or Django, so any document can be read again years later, by anyone, anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, field_validator

from watchdog.cities import CityProfile
from watchdog.core.privacy import masked

Shown = Annotated[str, AfterValidator(masked)]
"""A sentence for the reader, which may quote a title: without the names of private people."""


class Certainty(StrEnum):
    """How the source of a fact says it."""

    STATED = "stated"
    """The document says so in these words or figures."""
    INFERRED = "inferred"
    """We derived it (a date from a resolution's number, totals counted from names); it enters no statistic."""


class Disclosure(StrEnum):
    """Who may see a document's bytes; its card (address, date, hash) is always public."""

    PUBLIC = "public"
    REDACTED = "redacted"
    STAFF = "staff"


class Authority:
    """How much a publisher's word weighs when two readings of a record differ; the higher is shown as the record."""

    OFFICE = 30
    """The office's own document."""
    STRUCTURED = 20
    """A third party's machine-readable copy of the office's record."""
    SECOND_HAND = 10
    """Press, organisations' pages, registers that quote the record."""


class Finding(BaseModel):
    """A doubt about what was read; it stands beside the record and never stops the rest of a document.

    ``code`` is from the list in ``docs/methods.md``; ``text`` a plain Polish sentence; ``place`` like ``p. 3``,
    ``row 17`` or ``$.votes[4]``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    text: Shown
    place: str = ""


class Reject(BaseModel):
    """A part of a document that could not become a draft: where it stands and why, in Polish."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    reason: Shown
    raw: str = ""
    """The row as it stands in the document (at most 2 000 characters); seen by staff only."""


class Draft(BaseModel):
    """A record as one document states it, validated while it is built, not yet stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    place: str = ""
    address: str = ""
    """Where this very fact was published, when the document is a collection of facts from many addresses."""
    certainty: Certainty = Certainty.STATED
    note: str = ""
    """Our own words on what is doubtful or inferred, in Polish."""
    findings: tuple[Finding, ...] = ()

    listed_as: ClassVar[str] = ""
    """Under which name ``read --json`` lists drafts of this kind; one without a name is only counted."""

    @field_validator("*")
    @classmethod
    def _names_no_private_person(cls, value: Any) -> Any:
        """Mask private people once, before anything is stored, indexed or shown; the document keeps its own words."""
        return masked(value) if type(value) is str else value

    def as_reading(self) -> dict[str, Any]:
        """Give the draft as ``read --json`` lists it."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def fingerprint(self) -> str:
        """Give what the draft says, wherever in the document it says so: equal for a record stated twice."""
        return without_places(self.model_dump_json())


class Unreadable(Exception):
    """The whole document is not what it should be; ``code`` names the kind of failure, ``text`` says it in Polish."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Rejection(Exception):
    """A draft that cannot be stored (its reason in Polish): it becomes a rejected row, the document goes on."""


class Source:
    """
    One public record of one office.

    The class docstring is the registry card shown on ``/zrodla/`` and printed into ``docs/sources.md``; its lines
    ``Publisher:``, ``Cadence:``, ``Licence:`` and ``Caveat:`` are required and checked by a contract test.
    """

    # Source
    slug: ClassVar[str]
    title: ClassVar[str]
    """What a resident would call it, in Polish."""
    city: ClassVar[str] = "generic"
    """Slug of a city profile, or ``generic`` for a layout that many offices share."""
    homepage: ClassVar[str] = ""
    """The publisher's page a reader can open."""
    authority: ClassVar[int] = Authority.OFFICE
    disclosure: ClassVar[Disclosure] = Disclosure.PUBLIC
    media_types: ClassVar[tuple[str, ...]] = ()
    complete: ClassVar[bool] = False
    """Whether a document lists *all* records of its kind, so that one missing from a newer version was withdrawn."""
    complete_together: ClassVar[bool] = False
    """Whether the documents of one walk that ``together`` calls pages of one list do so between them, where each page
    alone does not: a record that none of them lists was withdrawn, if every page came and was read."""
    seed: ClassVar[bool] = False
    """Whether ``discover`` names the project's own seed files (addresses ``seed:<path>``)."""
    rank: ClassVar[int] = 50
    """Sources are read in this order: people before sessions, sessions before agendas, resolutions before votes."""
    live: ClassVar[bool] = False
    """Whether ``discover`` has been verified against the office's live server (otherwise: „niesprawdzone na żywo”)."""
    gone: ClassVar[tuple[int, ...]] = (404, 410)
    """With which codes the server says that a document is no longer there."""

    def recognises(self, content: bytes, name: str = "") -> bool:
        """Say cheaply whether these bytes look like a document of this source (``ingest --file`` without a slug)."""
        raise NotImplementedError

    def discover(self, since: date) -> Iterable[str]:
        """Name the addresses of documents published or changed since a day; none where documents come by hand only."""
        return ()

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        """Name the addresses that a fetched document leads to: the next page of a list, the records that it names.

        Each address is fetched once in a walk, and bytes that were met under another address lead nowhere: a list whose
        last page repeats itself ends there.
        """
        return ()

    def together(self, address: str) -> str:
        """Give the beginning that the addresses of all pages of a list share; an address is its own by default."""
        return address

    def question(self, address: str) -> bytes | None:
        """
        Give the JSON to send (by POST) to a server that answers questions; nothing where a document is just fetched.

        The question stands behind the ``#`` of the address, so that the archive keeps what was asked with the answer.
        """
        return None

    def revisits(self, address: str) -> bool:
        """
        Say whether a known document is asked for again now and then, though no list names it any more.

        So a correction of something old is met, and a record that the office no longer serves is noticed.
        """
        return False

    def parse(self, content: bytes) -> Iterator[Draft | Reject | Finding]:
        """
        Turn a document into drafts and rejects, in its own order; raise ``Unreadable`` when it is not one at all.

        A finding among them is a doubt about the document as a whole.
        """
        raise NotImplementedError

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject | Finding]:
        """Turn a document into drafts, knowing the address under which it was named.

        Only for a source whose documents do not say by themselves what they belong to: a letter is named by its file
        alone; of a vote, ``follow`` writes behind the ``#`` of its address what the list said, which no server is sent
        and which the archive keeps beside the bytes.
        """
        return self.parse(content)


class HostedSource(Source):
    """
    A source on a system that serves many cities, each at an address of its own.

    The address is a fact of the city: ``[sources]`` in its profile names it under the source's slug, and the registry
    hands it over when the source is made. Without one the source names nothing to fetch.
    """

    def __init__(self, start: str = "") -> None:
        self.start = start.rstrip("/")


class CitySource(Source):
    """
    A source on a national system, which is asked for one city by what the city's profile tells of it.

    The registry hands the profile over when the source is made; made without one, the source reads files and asks
    nobody.
    """

    def __init__(self, city: CityProfile | None = None) -> None:
        self.profile = city

    @property
    def knows_its_city(self) -> bool:
        """Say whether the profile tells what the system must be asked with."""
        return self.profile is not None


def without_places(text: str) -> str:
    """Return a draft's JSON with the places left out."""
    return re.sub(r'"place":"(?:[^"\\]|\\.)*",?', "", text)


def json_of(content: bytes) -> Any:
    """Decode a JSON document, BOM forgiven; raise ``Unreadable`` for HTML in its place, a cut file or other bytes."""
    if content.lstrip()[:1] == b"<":
        raise Unreadable("html_instead", "Zamiast danych JSON przyszła strona HTML.")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable("bad_encoding", "Plik nie jest zapisany w UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Unreadable("cut_json", f"JSON urywa się albo jest uszkodzony (wiersz {error.lineno}).") from error
    except RecursionError as error:
        raise Unreadable("cut_json", "JSON jest zagnieżdżony głębiej, niż daje się odczytać.") from error
