"""Questions that are put together once: the same rows as Django's own, whatever stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from django.db.models import QuerySet, Value
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.factories.search import EntryFactory
from tests.factories.spending import ContractFactory
from watchdog.core.keyset import KeysetPage, Pages
from watchdog.core.light import light
from watchdog.core.order import Key
from watchdog.core.statements import Statement
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db

HOSTILE = "100% %s %(x)s '; DROP TABLE search_entry; -- \\ \" ​ $1"
SHOWN = light("year", "day", "title")


def asked(queryset: QuerySet[Entry]) -> list[tuple[object, ...]]:
    statement = Statement.of(queryset.values_list("pk", "title", "day"))
    return statement.rows() if statement else []


def test_values_stand_in_a_statement_as_they_are() -> None:
    wanted, _ = EntryFactory(title=HOSTILE), EntryFactory(title="100%")
    others = Entry.objects.exclude(title="100%").filter(title__contains="%").annotate(also=Value(HOSTILE))

    assert asked(Entry.objects.filter(title=HOSTILE)) == [(wanted.pk, HOSTILE, wanted.day)]
    assert asked(others.filter(also=HOSTILE, pk__in=[wanted.pk, 0])) == [(wanted.pk, HOSTILE, wanted.day)]


def test_what_nothing_can_meet_is_not_asked() -> None:
    assert Statement.of(Entry.objects.none().values_list("pk")) is None


def test_columns_that_django_converts_are_converted() -> None:
    made = ContractFactory(value=Decimal("12.50"), findings=[{"code": "x", "text": "%"}])
    statement = Statement.of(type(made).objects.values_list("pk", "findings", "value"))

    assert statement is not None
    assert statement.rows() == [(made.pk, made.findings, made.value)]


def test_a_statement_is_counted_and_logged_as_any_query_and_prepared_when_it_comes_again() -> None:
    statement = Statement.of(Entry.objects.filter(title=HOSTILE).values_list("pk"))
    assert statement is not None
    with CaptureQueriesContext(connection) as queries:
        for _ in range(4):
            statement.rows()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%DROP TABLE%%'")
        [prepared] = cursor.fetchone()

    assert len(queries) == 4
    assert prepared == 1


@pytest.mark.parametrize(
    "order",
    [("-year", "-day"), ("day", "-year", "-pk"), (Key("day", desc=True, nulls_last=False), "year"), ("title",), ()],
)
def test_kept_pages_are_those_that_are_asked_anew(order: Sequence[str | Key]) -> None:
    """Forth and back over known and unknown values, with one ``Pages`` whose questions are put together once."""
    for year, day in product([2014, None, 2015], [None, date(2014, 6, 12), date(2015, 1, 1)]):
        EntryFactory(year=year, day=day, title=f"~{HOSTILE[:40]}" if day else "Łąka")
    kept = Pages(Entry.objects.all(), order, 2, SHOWN)

    link = "?"
    for direction in ("next", "previous"):
        while link:
            params = QueryDict(link[1:])
            page, anew = kept.at(params), KeysetPage.of(Entry.objects.all(), params, order, 2)
            assert (page.rows, page.next, page.previous) == (anew.rows, anew.next, anew.previous)
            link = getattr(page, direction)
        link = page.previous
    assert set(kept._statements) == {"", "po", "przed"}
