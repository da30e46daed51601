"""A document on its way in, and what the corridor says of it afterwards."""

from __future__ import annotations

import mimetypes
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Finding, Reject

REJECTED = "rejected"
OUTCOMES = (*(outcome.value for outcome in Outcome), REJECTED)
"""What may become of one draft; ``read`` is the sum of these."""

MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x1f\x8b": "application/gzip",
    b"PK\x03\x04": "application/zip",
    b"{": "application/json",
    b"[": "application/json",
    b"<": "text/html",
}


BEGINNING = 4096
"""Bytes that are enough to tell a kind of file."""

MOST_TOLD = 2000
"""Findings and rejected rows that a report names; all are counted, every rejected row is kept."""


@dataclass(frozen=True)
class Document:
    """Bytes and where they came from; ``address`` is ``https://…``, ``seed:<path>`` or ``file:<name>``."""

    address: str
    content: bytes = b""
    file: Path | None = None
    """Where the bytes lie instead, when they are too many to be held in memory."""
    path: str = ""
    """What to call it to the person who asked; the address where it has no other name."""
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def name(self) -> str:
        return self.address.rpartition("/")[2].removeprefix("file:").removeprefix("seed:")

    @property
    def beginning(self) -> bytes:
        """The first bytes, by which a kind of file is told."""
        if self.file is None:
            return self.content[:BEGINNING]
        with self.file.open("rb") as file:
            return file.read(BEGINNING)


def media_type_of(content: bytes, name: str) -> str:
    """Say what bytes are, by their first letters, then by their name."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    by_content = next((kind for magic, kind in MAGIC.items() if start.startswith(magic)), "")
    by_name = mimetypes.guess_type(name)[0] or ""
    if by_content in ("", "application/zip", "text/html") and by_name:
        return by_name  # a spreadsheet is a ZIP, an XML file begins like a page: the name says more
    return by_content or "application/octet-stream"


@dataclass
class Report:
    """What became of one document."""

    path: str
    address: str = ""
    source: str = ""
    sha256: str = ""
    status: str = "ok"
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    snapshot: int | None = None
    """Key of the kept document; ``None`` where there was nothing to keep."""
    transient: bool = False
    """Whether the failure may pass by itself (a server out of order)."""
    answered: int = 0
    """The code with which the server refused the document; zero where it sent it, or did not answer at all."""
    leads: tuple[str, ...] = ()
    """The addresses that the document leads to."""
    fatal: bool = False
    """Whether nothing more may be read (nothing may be read that is not kept)."""
    _doubted: set[Finding] = field(default_factory=set)

    @property
    def read(self) -> int:
        return sum(self.counts[outcome] for outcome in OUTCOMES)

    @property
    def failed(self) -> bool:
        return self.status == "failed"

    @property
    def failure(self) -> Finding:
        """The finding that says why a failed document failed."""
        return self.findings[-1]

    def doubt(self, *findings: Finding) -> None:
        """Add findings, each once, as far as a report can name them: the record keeps its own in any case."""
        for finding in findings:
            if finding not in self._doubted and len(self.findings) < MOST_TOLD:
                self._doubted.add(finding)
                self.findings.append(finding)

    def reject(self, reject: Reject) -> None:
        """Count a rejected row, and name it while a report can."""
        self.counts[REJECTED] += 1
        if len(self.rejects) < MOST_TOLD:
            self.rejects.append(reject)

    def begin_again(self) -> None:
        """Forget what was counted and found so far: the document is read anew, or not at all."""
        self.counts, self.findings, self.rejects, self._doubted = Counter(), [], [], set()

    def fail(self, code: str, text: str) -> None:
        """Say that nothing of the document was stored, and why."""
        self.begin_again()
        self.status = "failed"
        self.findings = [Finding(code=code, text=text)]

    def as_json(self) -> dict[str, Any]:
        """Give the document as ``ingest --json`` prints it."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "source": self.source,
            "status": self.status,
            "counts": counts_as_json(self.counts),
            "findings": [finding.model_dump() for finding in self.findings],
            "rejects": [reject.model_dump(include={"place", "reason"}) for reject in self.rejects],
        }


def counts_as_json(counts: Counter[str]) -> dict[str, int]:
    """Give counts with every name present; ``read`` is their sum."""
    named = {outcome: counts[outcome] for outcome in OUTCOMES}
    return {"read": sum(named.values()), **named}
