"""
The server of the Biuletyn Zamówień Publicznych as its API is described: no pages, an answer cut at its longest.

Made by us after the fields documented; what the real server does besides was not seen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.office import Office, Page

SITE = "https://ezamowienia.gov.pl"
GLIWICE = "6311006640"


@dataclass
class Notice:
    """A notice of the bulletin."""

    serial: int
    kind: str = "ContractNotice"
    published: str = "2026-08-20T09:15:00"
    nip: str = GLIWICE
    subject: str = "Remont chodników"
    body: str = ""
    contractors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def number(self) -> str:
        return f"2026/BZP {self.serial:08}/01"

    def row(self) -> dict[str, Any]:
        """Give the notice as an answer lists it."""
        return {
            "noticeNumber": self.number,
            "bzpNumber": self.number.removesuffix("/01"),
            "noticeType": self.kind,
            "publicationDate": self.published,
            "orderObject": self.subject,
            "organizationName": "Jednostka",
            "organizationNationalId": self.nip,
            "contractors": self.contractors,
            "htmlBody": f"<main>{self.body}</main>",
        }


@dataclass
class Bulletin:
    """The bulletin behind an office's server; ``filters`` says whether it minds whose notices are asked for."""

    notices: list[Notice]
    filters: bool = True

    def opened_on(self, office: Office) -> None:
        """Let an office's server answer as this bulletin."""
        office.answer = self.answer

    def answer(self, path: str, question: bytes | None) -> Page:
        said = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        found = [notice for notice in self.notices if self._matches(notice, said)]
        rows = [notice.row() for notice in found[: int(said["PageSize"])]]
        return Page(json.dumps(rows).encode(), headers={"Content-Type": "application/json"})

    def _matches(self, notice: Notice, said: dict[str, str]) -> bool:
        in_time = said["PublicationDateFrom"] <= notice.published <= said["PublicationDateTo"]
        ours = notice.nip == said["OrganizationNationalId"] or not self.filters
        return notice.kind == said["NoticeType"] and in_time and ours
