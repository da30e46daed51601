"""
What the portal would make of a document, without storing anything.

The same recognition and the same readers as the corridor; nothing here knows the database, so a document can be tried
on any machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from watchdog.ingest.pdf import looks_like_pdf, text_layer
from watchdog.ingest.source import Draft, Finding, Reject, Source, Unreadable, json_of

LISTED = ("votes",)
"""Lists that a reading always has, empty ones too."""


@dataclass
class DocumentReading:
    """A document as its source reads it."""

    path: str
    source: str = ""
    """Slug of the source; empty where none recognised the document."""
    status: str = "ok"
    drafts: list[Draft] = field(default_factory=list)
    """Each record once, in the document's order."""
    duplicates: int = 0
    """Records that the document states again, word for word."""
    rejects: list[Reject] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """Doubts about the document, or about a record that is only counted; those of a listed record stand with it."""

    def as_json(self) -> dict[str, Any]:
        """Give the document as ``read --json`` prints it."""
        lists: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTED}
        for draft in self.drafts:
            if draft.listed_as:
                lists.setdefault(draft.listed_as, []).append(draft.as_reading())
        return {
            "path": self.path,
            "source": self.source,
            "status": self.status,
            **lists,
            "rows": {
                "read": len(self.drafts) + self.duplicates + len(self.rejects),
                "valid": len(self.drafts),
                "duplicate": self.duplicates,
                "rejected": len(self.rejects),
            },
            "findings": [finding.model_dump() for finding in self.findings],
            "rejects": [reject.model_dump(include={"place", "reason"}) for reject in self.rejects],
        }


def read_document(content: bytes, name: str, sources: Iterable[Source]) -> DocumentReading:
    """Recognise a document and read it whole; one that cannot be read comes as ``failed`` with its one finding."""
    reading = DocumentReading(path=name)
    try:
        source = recognise(content, name, sources)
        reading.source = source.slug
        _take(reading, source.parse(content))
    except Unreadable as failure:
        finding = Finding(code=failure.code, text=failure.text)
        return DocumentReading(path=name, source=reading.source, status="failed", findings=[finding])
    return reading


def recognise(content: bytes, name: str, sources: Iterable[Source]) -> Source:
    """Return the source whose document this is; raise ``Unreadable`` naming what is wrong with it when there is none.

    ``unrecognised`` is said only of a document that opens: an empty file, a damaged or locked PDF, a scan, a JSON file
    that is cut or is a page of HTML are each named for what they are.
    """
    for source in sources:
        if source.recognises(content, name):
            return source
    if not content.strip():
        raise Unreadable("empty_file", "Plik jest pusty.")
    if looks_like_pdf(content) or name.lower().endswith(".pdf"):
        text_layer(content, pages=1)
    elif name.lower().endswith(".json") or content.lstrip()[:1] in (b"{", b"["):
        json_of(content)
    raise Unreadable("unrecognised", "Żaden z czytników portalu nie rozpoznaje tego dokumentu.")


def _take(reading: DocumentReading, found: Iterable[Draft | Reject | Finding]) -> None:
    seen: set[str] = set()
    for each in found:
        if isinstance(each, Reject):
            reading.rejects.append(each)
            continue
        if isinstance(each, Finding):
            reading.findings.append(each)
            continue
        key = f"{type(each).__name__} {each.fingerprint()}"
        if key in seen:
            reading.duplicates += 1
            continue
        seen.add(key)
        reading.drafts.append(each)
        if not each.listed_as:
            reading.findings += [finding for finding in each.findings if finding not in reading.findings]
