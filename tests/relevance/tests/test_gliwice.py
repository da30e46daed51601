"""
The judged questions over Gliwice's own record, asked of the portal on every change.

The floors are what search reached when they were set; whoever makes it better raises them, so that a loss is seen.
"""

from __future__ import annotations

import pytest

from tests.relevance.asking import portal
from tests.relevance.judged import Judged, questions
from tests.relevance.scoring import Given, score
from watchdog.ingest import runs
from watchdog.ingest.models import Run

pytestmark = pytest.mark.django_db

SOURCES = ("gliwice_resolutions", "gliwice_rulings", "gliwice_contracts", "gliwice_interpellations")
"""Of the seed: enough to ask about, and quickly read."""
ABOUT = ("/rada/uchwaly/", "/rada/interpelacje/", "/wydatki/umowy/", "/wydatki/wykonawcy/", "/wydatki/jednostki/")
"""Where the records of these sources have their addresses; questions that others answer too are left out."""
FLOORS = {
    "inflected": 0.0,
    "plain": 0.0,
    "typo": 0.0,
    "abbreviation": 0.64,
    "number": 0.90,
    "name": 0.0,
    "place": 0.66,
    "phrase": 1.0,
    "either": 0.30,
    "topic": 0.0,
    "nothing": 0.77,
}
"""nDCG@10, two figures, rounded down."""


def answered(question: Judged) -> Given:
    addresses, total = portal(question.text)
    return Given(question, tuple(addresses), 0.0, total)


def test_the_portal_answers_about_gliwice_at_least_as_well_as_it_did() -> None:
    for slug in SOURCES:
        runs.perform(Run.objects.create(source=slug).pk)

    asked = [question for question in questions("gliwice") if all(each.startswith(ABOUT) for each in question.grades)]
    answers = {kind: [answered(each) for each in asked if each.kind == kind] for kind in FLOORS}

    fallen = {kind: given for kind, given in answers.items() if score(given).ndcg < FLOORS[kind]}
    assert not fallen, [f"{each.ndcg:.2f} {each.question.text}" for given in fallen.values() for each in given]
    assert {question.kind for question in asked} == set(FLOORS)
