from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from tests.factories.search import EntryFactory
from watchdog.core.keyset import KeysetPage
from watchdog.core.order import BadCursor, Key
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db

NEWEST = ("-year", "-day")


@pytest.fixture
def entries() -> list[Entry]:
    """Every pair of a year and a day, known or not, several times; the keys in no order of theirs."""
    days = [None, date(2014, 6, 12), date(2015, 1, 1), None]
    return [EntryFactory(year=year, day=day) for year, day in product([2014, None, 2015, 2014], days)]


def walk(order: Sequence[str | Key], per_page: int, direction: str = "next") -> list[list[int]]:
    """Go from page to page by its links, from the beginning or, for „previous”, back from the end."""
    pages, link = [], "?" if direction == "next" else last_link(order, per_page)
    while link:
        page = KeysetPage.of(Entry.objects.all(), QueryDict(link[1:]), order, per_page)
        pages.append([entry.pk for entry in page])
        link = getattr(page, direction)
    return pages


def last_link(order: Sequence[str | Key], per_page: int) -> str:
    link = "?"
    while following := KeysetPage.of(Entry.objects.all(), QueryDict(link[1:]), order, per_page).next:
        link = following
    return link


@pytest.mark.parametrize("per_page", [1, 3, 5, 16, 17])
@pytest.mark.parametrize(
    "order",
    [
        ("-year", "-day"),
        ("year", "day"),
        ("-year", "day"),
        ("day", "-year", "-pk"),
        (Key("day", desc=True, nulls_last=False), "year"),
        ("title",),
        (),
    ],
)
def test_pages_hold_every_row_once_in_order(entries: list[Entry], order: Sequence[str | Key], per_page: int) -> None:
    whole = [entry.pk for entry in KeysetPage.of(Entry.objects.all(), QueryDict(), order, 100)]

    pages = walk(order, per_page)

    assert [pk for page in pages for pk in page] == whole
    assert sorted(whole) == sorted(entry.pk for entry in entries)


@pytest.mark.parametrize("order", [("-year", "-day"), ("-year", "day"), ("title",)])
def test_the_way_back_shows_the_same_pages(entries: list[Entry], order: Sequence[str]) -> None:
    forth = walk(order, 5)

    back = walk(order, 5, "previous")

    assert back == forth[::-1]


@pytest.mark.parametrize("order", [("-day",), ("day",)])
def test_unknown_days_come_last_in_either_direction(entries: list[Entry], order: Sequence[str]) -> None:
    page = KeysetPage.of(Entry.objects.all(), QueryDict(), order, 100)

    unknown = [entry.day is None for entry in page]

    assert unknown == sorted(unknown)


def test_a_first_page_has_no_previous_and_a_last_one_no_next(entries: list[Entry]) -> None:
    first = KeysetPage.of(Entry.objects.all(), QueryDict(), NEWEST, 10)

    last = KeysetPage.of(Entry.objects.all(), QueryDict(first.next[1:]), NEWEST, 10)

    assert (first.previous, first.first, last.next) == ("", "", "")


def test_the_place_is_readable_and_keeps_the_filters() -> None:
    for day in (date(2014, 6, 12), date(2014, 6, 11)):
        EntryFactory(pk=day.day, year=2014, day=day)

    page = KeysetPage.of(Entry.objects.all(), QueryDict("rok=2014&utm_source=x"), NEWEST, 1)

    assert page.next == "?rok=2014&utm_source=x&page=po~2014~2014-06-12~12"


def test_a_text_in_the_place_may_hold_any_sign() -> None:
    for title in ("a~b/ż & c", "a~b/ż & d"):
        EntryFactory(title=title)

    page = KeysetPage.of(Entry.objects.all(), QueryDict(), ("title",), 1)
    following = KeysetPage.of(Entry.objects.all(), QueryDict(page.next[1:]), ("title",), 1)

    assert [entry.title for entry in following] == ["a~b/ż & d"]


@pytest.mark.parametrize(
    "cursor",
    [
        "2",
        "po",
        "po~",
        "po~2014~2014-06-12",
        "po~2014~2014-06-12~1~1",
        "za~2014~2014-06-12~1",
        "po~x~2014-06-12~1",
        "po~2014~2014-06-31~1",
        "po~2014~2014-06-12~",
        "po~99999999999999999999~2014-06-12~1",
        "po~2014~2014-06-12~\x00",
        "po~2014~2014-06-12~" + "9" * 1000,
    ],
)
def test_a_place_that_cannot_be_read_is_refused(cursor: str) -> None:
    params = QueryDict(mutable=True)
    params["page"] = cursor

    with pytest.raises(BadCursor):
        KeysetPage.of(Entry.objects.all(), params, NEWEST)


def test_a_place_behind_the_end_shows_no_rows_and_the_way_to_the_beginning() -> None:
    EntryFactory(year=2014, day=date(2014, 6, 12))

    page = KeysetPage.of(Entry.objects.all(), QueryDict("page=po~1990~1990-01-01~1"), NEWEST)

    assert (page.rows, page.next, page.previous, page.first) == ([], "", "", "?")


def test_a_row_that_arrives_meanwhile_moves_no_other() -> None:
    for day in range(1, 5):
        EntryFactory(year=2014, day=date(2014, 6, day))
    first = KeysetPage.of(Entry.objects.all(), QueryDict(), NEWEST, 2)

    EntryFactory(year=2014, day=date(2014, 6, 30))
    second = KeysetPage.of(Entry.objects.all(), QueryDict(first.next[1:]), NEWEST, 2)

    assert [entry.day.day for entry in second if entry.day] == [2, 1]


@pytest.mark.parametrize("params", ["", "page=po~2014~2014-06-12~5", "page=przed~2014~2014-06-12~5"])
def test_a_page_is_one_query(params: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        KeysetPage.of(Entry.objects.all(), QueryDict(params), NEWEST)


def test_page_1000_reads_as_little_as_page_1() -> None:
    rows = [
        EntryFactory.build(object_id=number, year=2000 + number % 20, day=date(2000 + number % 20, 1 + number % 12, 1))
        for number in range(20_000)
    ]
    Entry.objects.bulk_create(rows, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")
    deep = Entry.objects.order_by("-year", "-day", "-pk")[19_500]
    place = f"page=po~{deep.year}~{deep.day}~{deep.pk}"

    first, far = (blocks_read(QueryDict(params)) for params in ("", place))

    assert far <= first * 1.5


def blocks_read(params: QueryDict) -> int:
    """Return how many blocks of the table and its indexes the page's query touches, and require that nothing sorts."""
    with connection.execute_wrapper(explaining := Explaining()):
        KeysetPage.of(Entry.objects.defer("vector"), params, NEWEST, 20)
    plan = explaining.plan
    assert "Sort" not in str(plan)
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


class Explaining:
    """Runs a query and keeps its plan."""

    plan: dict[str, int]

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's wrapper protocol
        with connection.connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            self.plan = cursor.fetchone()[0][0]["Plan"]
        return execute(sql, params, many, context)
