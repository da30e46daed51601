"""Documents (File): those of the archive that anybody may open, and those that offices keep at their own addresses."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from council.models import DraftResolution, Interpellation, Meeting, Petition, Resolution
from council.oparl.addresses import Addresses
from council.oparl.pieces import Built, filled, head
from watchdog.archive.models import Disclosure, Snapshot, Sourced

READ_FROM = (Meeting, DraftResolution, Resolution, Interpellation, Petition)
"""Kinds whose objects name the document that they were read from."""


def documents() -> QuerySet[Snapshot]:
    """Return the public documents that objects name."""
    named = Q()
    for model in READ_FROM:
        named |= Q(Exists(model._default_manager.filter(snapshot=OuterRef("pk"), withdrawn_at=None)))
    return Snapshot.objects.filter(named, disclosure=Disclosure.PUBLIC)


def document(snapshot: Snapshot, addresses: Addresses) -> Built:
    """Write a document of the archive; its identifier is its SHA-256, so it never changes."""
    moment = snapshot.kept_at.isoformat(timespec="seconds")
    made = {
        **head("File", snapshot.sha256, snapshot, addresses, snapshot.get_absolute_url()),
        "created": moment,
        "modified": moment,
        "name": f"SHA-256 {snapshot.sha256[:12]}",
        "mimeType": snapshot.media_type,
        "size": snapshot.size,
        "accessUrl": addresses.page(reverse("archive:file", args=[snapshot.sha256])),
        "downloadUrl": addresses.page(reverse("archive:file", args=[snapshot.sha256])),
        "odnowa:sha256": snapshot.sha256,
    }
    return filled(made)


def document_of(row: Sourced, addresses: Addresses) -> list[Built]:
    """Return the document that a record was read from, where anybody may open it."""
    snapshot = row.snapshot
    if snapshot is None or snapshot.disclosure != Disclosure.PUBLIC:
        return []
    return [document(snapshot, addresses)]


def letters(field: str) -> QuerySet[Interpellation]:
    """Return the interpellations whose question (``question_url``) or answer lies at an address of the office."""
    return Interpellation.objects.filter(**{f"{field}__startswith": "http"})


def question(asked: Interpellation, addresses: Addresses) -> Built:
    return _letter("question", asked, asked.question_url, addresses)


def answer(asked: Interpellation, addresses: Addresses) -> Built:
    return _letter("answer", asked, asked.answer_url, addresses)


def _letter(word: str, asked: Interpellation, address: str, addresses: Addresses) -> Built:
    made = head("File", f"{word}-{asked.pk}", asked, addresses)
    papers = [addresses.one("Paper", f"interpellation-{asked.pk}")]
    return {**made, "name": asked.subject[:200], "accessUrl": address, "paper": papers}
