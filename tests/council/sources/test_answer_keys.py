"""
Real prints against what a person read from their rendered pages; no key was taken from a reader.

A question that stands below a heading („– poprawka nr 2”) is keyed without that heading.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from council.drafts import VoteDraft
from council.sources.roll_call_docx_tables import RollCallDocxTables
from council.sources.roll_call_two_columns import RollCallTwoColumns
from council.sources.roll_call_x_table import RollCallXTable
from tests.real import real
from watchdog.ingest.source import Source

KEYED = [
    ("bydgoszcz", RollCallTwoColumns, "votes/bydgoszcz-pdf", 10),
    ("lodz", RollCallXTable, "votes/lodz-pdf", 4),
    ("warszawa", RollCallDocxTables, "votes/warszawa-docx", 10),
]


@pytest.mark.parametrize(("city", "source", "folder", "count"), KEYED, ids=[city for city, *_ in KEYED])
def test_keyed_votes_say_what_a_person_read(city: str, source: type[Source], folder: str, count: int) -> None:
    key = json.loads(Path(__file__).with_name(f"answer_key_{city}.json").read_text(encoding="utf-8"))
    documents = [path.read_bytes() for path in sorted(real(folder).iterdir())]

    read = [answer(draft) for content in documents for draft in source().parse(content) if isinstance(draft, VoteDraft)]

    assert len(key["votes"]) == count
    for keyed in key["votes"]:
        asked = [each for each in read if each["subject"].endswith(keyed["subject"])]
        said = [{**each, "subject": keyed["subject"]} for each in asked]
        assert expected(keyed, key["roster"]) in said, keyed["subject"]


def expected(keyed: dict[str, Any], roster: list[str]) -> dict[str, Any]:
    """Spell a keyed vote out: everybody on the roster has the common label, but for those named under another."""
    names = {*roster, *keyed["also"]} - {*keyed.get("left_out", [])}
    ballots = dict.fromkeys(names, keyed["others"])
    ballots |= {name: label for label, names in keyed["ballots"].items() for name in names}
    counters = ("za", "przeciw", "wstrzymal_sie", "nie_glosowali", "absent", "eligible", "present")
    said = {name: keyed[name] for name in ("session", "number", "subject", "date")}
    return {**said, **{name: keyed[name] for name in counters}, "ballots": ballots}


def answer(draft: VoteDraft) -> dict[str, Any]:
    official = draft.official
    return {
        "session": draft.meeting.number,
        "number": draft.number,
        "subject": draft.subject,
        "date": draft.as_reading()["date"],
        "za": official.za,
        "przeciw": official.przeciw,
        "wstrzymal_sie": official.wstrzymal_sie,
        "nie_glosowali": official.nie_glosowali,
        "absent": official.nieobecni,
        "eligible": official.eligible,
        "present": official.present,
        "ballots": {ballot.name: ballot.label for ballot in draft.ballots},
    }
