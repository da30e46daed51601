"""Bounded work: the plans and what they read, and that it finds what a full evaluation finds."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import DecimalField, F
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext

from tests.factories.search import EntryFactory
from watchdog.core.order import Order
from watchdog.core.text import fold
from watchdog.search import finding, matching, querying
from watchdog.search.filters import EntryFilter, search_query
from watchdog.search.indexing import learn_words
from watchdog.search.models import Entry
from watchdog.search.querying import Answer
from watchdog.search.question import Question, parse
from watchdog.search.text import plain
from watchdog.search.vocabulary import spelled_out

pytestmark = pytest.mark.django_db

ENTRIES = 4_000
MOST = 100
WALKED = 60
KEPT = 10
COMMON = ("usługi", "remont", "plan", "lista")
FILLING = [
    "sprawie",
    "miasta",
    "przyjęcia",
    "zmiany",
    "budżetu",
    "nieruchomości",
    "dzierżawy",
    "sprzedaży",
    "ulicy",
    "osiedla",
]
QUESTIONS = [
    "usługi",
    "umowa",
    "umowa nip",
    "usługi remont",
    "plan lista usługi",
    "fortepian",
    "umowa fortepian",
    "fortep",
    "umowa -nip",
    "dawne",
    "2003",
    "zzzzz",
    "plan lub fortepian",
    '"umowa nip"',
    '"umowa usługi"',
    '"dawne nip"',
    '-"umowa nip" usługi',
]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Some thousand entries: words of every entry, of every fourth that never meet, of the oldest, and rare ones.

    The oldest are an eighth of all: of a quarter, the planner may take either way.
    """
    monkeypatch.setattr(finding, "MOST_COUNTED", MOST)
    monkeypatch.setattr(finding, "MOST_LOOKED_THROUGH", MOST)
    monkeypatch.setattr(matching, "WALKED", WALKED)
    monkeypatch.setattr(finding, "KEPT", KEPT)
    monkeypatch.setattr(finding, "ENOUGH", KEPT)
    chance = random.Random(1)
    Entry.objects.bulk_create(
        EntryFactory.build(
            pk=number,
            object_id=number,
            title=f"{COMMON[number % 4]} {' '.join(chance.choices(FILLING, k=20))}",
            keywords=f"umowa nip {number}{' fortepian' if number % 500 == 0 else ''}",
            body=" ".join(["dawne" if year < 2003 else "nowe", *chance.choices(FILLING, k=40)]),
            year=year,
        )
        for number in range(1, ENTRIES + 1)
        for year in [chance.randrange(2000, 2025)]
    )
    learn_words()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")


def scans(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parts of a plan that read entries."""
    if plan.get("Relation Name") == "search_entry":
        yield plan
    for part in plan.get("Plans", ()):
        yield from scans(part)


def read(statement: str) -> Iterator[tuple[str, int]]:
    """Yield how a statement reads entries, and how many it looks at."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement.replace('%', '%%')}")
        [[plan]] = cursor.fetchone()
    for scan in scans(plan["Plan"] if isinstance(plan, dict) else json.loads(plan)["Plan"]):
        seen = (
            scan["Actual Rows"] + scan.get("Rows Removed by Filter", 0) + scan.get("Rows Removed by Index Recheck", 0)
        )
        yield scan["Node Type"], round(seen * scan["Actual Loops"])


@pytest.mark.parametrize("text", QUESTIONS)
def test_no_question_reads_more_than_it_counts_or_walks_from_end_to_end(text: str, many: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        Answer(parse(text)).hits()
    statements = [each["sql"] for each in asked if each["sql"].startswith("WITH")]

    reading = [each for statement in statements for each in read(statement)]

    assert reading
    for how, entries in reading:
        # A walk ends as soon as there are hits enough: it is for words of every fourth entry. Where the table holds
        # what other tests left behind, the planner walks along an index instead.
        walk = how in ("Seq Scan", "Index Scan")
        assert entries <= ((MOST + 1) / matching.WALK_FROM * 1.5 if walk else MOST + 1), how


@pytest.mark.parametrize(("text", "walks"), [("usługi", True), ("umowa nip", True), ("dawne", False)])
def test_the_newest_are_walked_through_only_where_enough_hits_are_expected_there(
    text: str, walks: bool, many: None
) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = Answer(parse(text))
        answer.hits()

    assert not answer.is_complete
    assert any(") AS entry WHERE" in each["sql"] for each in asked) is walks


@pytest.mark.parametrize("text", ["usługi", "usługi remont", "fortepian", "dawne", "umowa nip"])
def test_a_list_filtered_by_words_never_walks_through_everything(text: str, many: None) -> None:
    rows = EntryFilter("council.vote").filter(Entry.objects.all(), parse(text))
    with CaptureQueriesContext(connection) as asked:
        shown = [entry.pk for entry in rows.order_by(*Order(rows, matching.NEWEST).order_by())[:51]]

    every = Entry.objects.filter(vector=search_query(parse(text)))
    assert shown == [entry.pk for entry in every.order_by(*Order(every, matching.NEWEST).order_by())[:51]]
    reading = list(read(asked[0]["sql"]))
    assert all(entries <= max(every.count(), 51 * 8) for _, entries in reading), reading


WORDS = ["plac", "placu", "placówka", "park", "parking", "parku", "szkoła", "szkoły", "ulica", "12", "148/2024"]


def naive(question: Question, years: tuple[int, ...]) -> list[Entry]:
    """Evaluate a question in full, as nobody could afford on many entries."""
    query = search_query(question)
    rank = Cast(
        SearchRank(F("vector"), query, weights=[0.1, 0.2, 0.4, 1.0]), DecimalField(max_digits=6, decimal_places=1)
    )
    found = Entry.objects.filter(vector=query).annotate(rank=rank)
    asked = set(spelled_out(question).lexemes)
    ordered = sorted(
        found.order_by(*Order(found, matching.NEWEST).order_by()),
        key=lambda entry: entry.rank + covered(entry.title, asked),
        reverse=True,
    )
    return [entry for entry in ordered if not years or entry.year in years]


def covered(title: str, asked: set[str]) -> Decimal:
    """Weigh how much of a title was asked for."""
    words = set(fold(plain(title)).split())
    part = Decimal(len(words & asked)) * Decimal(str(finding.COVERED)) / (len(words) + 1)
    return part.quantize(Decimal("0.1"), ROUND_HALF_UP)


@pytest.mark.parametrize("seed", range(4))
def test_an_answer_is_what_a_full_evaluation_gives(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querying, "FEW", 0)
    chance = random.Random(seed)
    for _ in range(60):
        EntryFactory(
            title=" ".join(chance.choices(WORDS, k=3)),
            keywords=" ".join(chance.choices(WORDS, k=2)),
            body=" ".join(chance.choices(WORDS, k=4)),
            year=chance.choice([None, 2013, 2014, 2015]),
        )
    if seed % 2:
        learn_words()
    for _ in range(25):
        words = [chance.choice(["", "", "", "-"]) + chance.choice(WORDS)[: chance.choice([3, 4, 20])] for _ in range(2)]
        question = parse(" ".join([chance.choice(WORDS), *words]))
        years = chance.choice([(), (2014,), (2013, 2015)])
        expected = naive(question, years)

        answer = Answer(question, (), years)

        assert answer.total == len(expected), question
        assert [hit.url for hit in answer.hits()] == [entry.url for entry in expected[: len(answer.hits())]], question
        assert answer.by_kind == Counter(entry.kind for entry in expected)
        assert answer.by_year == Counter(entry.year for entry in naive(question, ()))
