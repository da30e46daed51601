"""
The contradictions of real records, each walked from the document to the page and the file and back.

Measured in the votes of one city: counters unlike the names, votes without names, votes without counters, one person
twice. Nothing is dropped, nothing is evened out, and reading the document again changes nothing.
"""

from __future__ import annotations

import csv
import io
import json
from html import unescape
from typing import Any

import pytest
from django.test import Client

from council.checks import checked
from council.drafts import BallotDraft, Choice, Official, Result, VoteDraft
from council.importers import store_vote
from council.models import Vote
from tests.council.importers.conftest import document, roll_call
from watchdog.archive.models import Change
from watchdog.archive.writing import Outcome

pytestmark = pytest.mark.django_db


def twice() -> VoteDraft:
    """A roll call that names one person with two choices."""
    named = (("za", "ZA"), ("przeciw", "PRZECIW"))
    ballots = tuple(BallotDraft(name="Nowak Jan", choice=Choice(choice), label=label) for choice, label in named)
    return roll_call(official=Official(za=1, przeciw=1, wstrzymal_sie=0)).model_copy(update={"ballots": ballots})


CASES: dict[str, tuple[Any, list[str], str]] = {
    "counters unlike the names": (
        lambda: roll_call(("Nowak Jan", "za"), official=Official(za=15, przeciw=2, wstrzymal_sie=7)),
        ["totals_differ", "totals_differ", "totals_differ"],
        "15,2,7",
    ),
    "no names": (lambda: roll_call(official=Official(za=15, przeciw=2, wstrzymal_sie=7)), [], "15,2,7"),
    "no counters": (lambda: roll_call(("Nowak Jan", "za")), [], "1,0,0"),
    "one person twice": (twice, ["person_twice"], "1,1,0"),
    "a result unlike the numbers": (
        lambda: roll_call(official=Official(za=10, przeciw=12, wstrzymal_sie=2), result=Result.PASSED),
        ["result_differs"],
        "10,12,2",
    ),
}


@pytest.mark.parametrize(("draft", "codes", "numbers"), CASES.values(), ids=list(CASES))
def test_a_contradiction_is_shown_everywhere_and_kept(
    client: Client, people: Any, draft: Any, codes: list[str], numbers: str
) -> None:
    people("Jan Nowak")
    vote = store_vote(checked(draft()), document()).record
    again = store_vote(checked(draft()), document())

    page = unescape(client.get(f"/rada/glosowania/{vote.slug}/").content.decode()).replace("\xa0", " ")  # type: ignore[attr-defined]  # a vote
    (row,) = csv.DictReader(io.StringIO(content(client, "/rada/glosowania.csv").lstrip("\ufeff")))
    texts = [finding["text"] for finding in Vote.objects.get().findings]

    assert again.outcome is Outcome.UNCHANGED
    assert Change.objects.count() == 0
    assert [finding["code"] for finding in Vote.objects.get().findings] == codes
    assert all(text in page and text in row["findings"] for text in texts)
    assert ",".join(row[name] for name in ("for", "against", "abstained")) == numbers


def test_the_reading_of_a_person_named_twice_keeps_both_entries(people: Any) -> None:
    people("Jan Nowak")
    vote = store_vote(checked(twice()), document()).record

    assert [each["choice"] for each in vote.readings.get().data["ballots"]] == ["za", "przeciw"]
    assert json.dumps(vote.findings, ensure_ascii=False).count("Nowak Jan") == 1


def content(client: Client, address: str) -> str:
    response = client.get(address)
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # a file is a stream
