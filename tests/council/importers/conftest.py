"""A document to read from, and drafts as small as they can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from council.drafts import BallotDraft, Choice, MeetingRef, Official, PersonDraft, VoteDraft
from council.importers import store_person
from watchdog.archive.models import Snapshot
from watchdog.archive.writing import Evidence

DAY = date(2014, 6, 12)
LABELS = {"za": "ZA", "przeciw": "PRZECIW", "wstrzymal_sie": "WSTRZYMUJĘ SIĘ", "nieobecny": "NIEOBECNY"}


def document(mark: str = "a", authority: int = 30, address: str = "", **fields: Any) -> Evidence:
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=mark * 64, defaults={"size": 1, "media_type": "application/pdf", "disclosure": "public"}
    )
    return Evidence(snapshot=snapshot, address=address or f"https://bip.example/{mark}", authority=authority, **fields)


def roll_call(*ballots: tuple[str, str], **fields: Any) -> VoteDraft:
    """A vote of session XLIV on 12 June 2014; ballots as ("Nazwisko Imię", "za")."""
    values: dict[str, Any] = {
        "meeting": MeetingRef(number=44, day=DAY),
        "subject": "7. Utworzenie Osiedla Baildona",
        "on": datetime.fromisoformat("2014-06-12T15:30"),
        "year": 2014,
        "ballots": tuple(BallotDraft(name=name, choice=Choice(c), label=LABELS[c]) for name, c in ballots),
        "official": Official(),
    }
    return VoteDraft(**{**values, **fields})


@pytest.fixture
def people(db: None) -> Callable[..., None]:
    """Put people on the roster of 2010–2014."""

    def enrol(*names: str, **fields: Any) -> None:
        for name in names:
            store_person(PersonDraft(term="2010-2014", name=name, **fields), document("f"))

    return enrol
