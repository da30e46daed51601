from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.template.response import TemplateResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.factories.search import EntryFactory
from tests.fakes.version import still_version
from watchdog.core.filters import ChoicesFilter, DayFilter, FlagFilter, ListFilterSet, YearFilter
from watchdog.core.selection import Listing
from watchdog.core.version import OneVersion
from watchdog.core.views import FilteredListView
from watchdog.search.filters import TextFilter
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db


KINDS = [("council.vote", "głosowania"), ("council.draft", "projekty")]


class EntryFilter(ListFilterSet):
    q = TextFilter("title")
    rok = YearFilter("year", label="Rok")
    rodzaj = ChoicesFilter("kind", choices=KINDS, label="Rodzaj")
    od = DayFilter("day", "gte", label="Od")
    do = DayFilter("day", "lte", label="Do")
    opisane = FlagFilter(method="described", label="Z opisem")

    def described(self, entries: Any, name: str, value: bool) -> Any:
        return entries.exclude(body="")


class EntryList(FilteredListView):
    listed = Listing(Entry.objects.all, EntryFilter, order=("-year", "-day"), sorts={"tytul": ("title",)})
    per_page = 2
    template_name = "base.html"


def ask(query: str = "") -> TemplateResponse:
    response = OneVersion(EntryList.as_view())(RequestFactory().get(f"/lista/?{query}"))
    assert isinstance(response, TemplateResponse)
    return response


def shown(response: TemplateResponse) -> list[str]:
    assert response.context_data is not None
    return [entry.title for entry in response.context_data["page"]]


def context(response: TemplateResponse) -> dict[str, Any]:
    assert response.context_data is not None
    return response.context_data


@pytest.fixture(autouse=True)
def entries() -> None:
    EntryFactory(title="Żwir", year=2014, day=date(2014, 6, 12))
    EntryFactory(title="Łąka", year=2015, day=date(2015, 3, 1), kind="council.draft", body="Opis")
    EntryFactory(title="Plac", year=None, day=None)


def test_a_list_without_filters_shows_its_first_page_in_its_order() -> None:
    response = ask()

    assert response.status_code == HTTPStatus.OK
    assert shown(response) == ["Łąka", "Żwir"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("rok=2014", ["Żwir"]),
        ("q=laka", ["Łąka"]),
        ("rodzaj=council.draft", ["Łąka"]),
        ("rodzaj=council.draft&rodzaj=council.vote", ["Łąka", "Żwir"]),
        ("od=1.01.2015", ["Łąka"]),
        ("od=2014-01-01&do=31.12.2014", ["Żwir"]),
        ("do=31+grudnia+2014+r.", ["Żwir"]),
        ("opisane=1", ["Łąka"]),
        ("opisane=&rok=&q=", ["Łąka", "Żwir"]),
        ("utm_source=list&utm_medium=mail", ["Łąka", "Żwir"]),
        ("rok=2014&rok=2014", ["Żwir"]),
    ],
)
def test_a_filter_keeps_what_fits_it(query: str, titles: list[str]) -> None:
    response = ask(query)

    assert shown(response) == titles


@pytest.mark.parametrize(
    "query",
    [
        "rok=dwa",
        "rok=1500",
        "rok=2014&rok=2015",
        "rodzaj=council.spy",
        "od=31.02.2015",
        "od=wczoraj",
        "od=2015-01-02&do=2015-01-01",
        "opisane=tak",
        "opisane=0",
        "q=%00",
        "q=---",
        "q=-budżet",
        "q=" + "x" * 10_000,
        "q=" + "a+" * 60,
        "nieznany=1",
        "ROK=2014",
        "page_size=1000",
        "%00=1",
        "sort=kind",
        "sort=--tytul",
        "page=2",
        "page=po~2014",
    ],
)
def test_what_is_wrong_in_an_address_gets_400_a_reason_and_no_rows(query: str) -> None:
    response = ask(query)

    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert shown(response) == []
    assert context(response)["total"] == 0
    assert len(context(response)["errors"]) == 1
    assert context(response)["export_links"] == []


def test_an_unknown_parameter_is_named() -> None:
    response = ask("rokk=2014")

    assert context(response)["unknown"] == ["rokk"]


def test_sorting_takes_a_name_of_the_list_and_turns_with_a_minus() -> None:
    forth, back = shown(ask("sort=tytul")), shown(ask("sort=-tytul"))

    assert (forth, back) == (["Plac", "Łąka"], ["Żwir", "Łąka"])


def test_the_next_page_keeps_order_and_filters() -> None:
    page = context(ask("sort=tytul&utm_source=x"))["page"]

    assert shown(ask(page.next[1:])) == ["Żwir"]


def test_the_total_is_of_exactly_this_selection() -> None:
    totals = [context(ask(query))["total"] for query in ("", "rok=2014")]

    assert totals == [3, 1]


def test_active_filters_say_what_holds_and_how_to_drop_it() -> None:
    chips = context(ask("rok=2014&od=2014-06-01&page="))["active"]

    assert [(chip.text, chip.url) for chip in chips] == [
        ("Rok: 2014", "?od=2014-06-01"),
        ("Od: 01.06.2014", "?rok=2014"),
    ]


def test_files_have_the_address_of_the_list_with_an_ending_and_no_page() -> None:
    page = context(ask("sort=tytul"))["page"]

    links = dict(context(ask(page.next[1:]))["export_links"])

    assert list(links.values()) == [
        "/lista.csv?sort=tytul",
        "/lista.csv?sort=tytul&format=csv-pl",
        "/lista.xlsx?sort=tytul",
        "/lista.json?sort=tytul",
        "/lista.pdf?sort=tytul",
    ]


def test_a_list_costs_a_version_a_count_and_a_page_however_many_rows_it_has(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(3):
        ask("rok=2014")
    EntryFactory.create_batch(60, year=2014)

    with django_assert_num_queries(3):
        ask("rok=2014")


def test_a_wrong_address_asks_the_database_for_its_version_alone(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        ask("rok=dwa")


def test_the_form_is_readable_by_everybody() -> None:
    html = str(context(ask("opisane=1"))["form"])

    assert '<label for="f-rok">Rok:</label>' in html
    assert 'name="opisane" value="1"' in html
    assert " required" not in html


def test_an_address_is_understood_once_and_its_rows_are_read_each_time() -> None:
    with still_version():
        first, again = ask("rok=2014"), ask("rok=2014")
        EntryFactory(title="Nowy", year=2014, day=date(2014, 1, 1))
        later = ask("rok=2014")
    written = ask("rok=2014")

    assert context(first)["filter"] is context(again)["filter"] is context(later)["filter"]
    assert context(written)["filter"] is not context(later)["filter"]
    assert shown(again) == ["Żwir"]
    assert shown(later) == shown(written) == ["Żwir", "Nowy"]


@pytest.mark.parametrize("wrong", ["page=po~2014~2014-01-01", "page=x", "sort=cena", "rok=dwa", "co=1"])
def test_a_mistake_is_nobody_elses(wrong: str) -> None:
    with still_version():
        before = ask("opisane=1")
        mistaken = ask(f"opisane=1&{wrong}")
        after = ask("opisane=1")

    assert mistaken.status_code == HTTPStatus.BAD_REQUEST
    assert context(mistaken)["errors"]
    assert shown(before) == shown(after) == ["Łąka"]
    assert not context(after)["errors"]
