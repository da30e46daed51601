from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories.search import EntryFactory
from watchdog.search import finding, matching
from watchdog.search.models import Entry
from watchdog.search.querying import Answer
from watchdog.search.question import parse

pytestmark = pytest.mark.django_db


def titles(text: str, **narrowed: tuple[str, ...] | tuple[int, ...]) -> list[str]:
    answer = Answer(parse(text), **narrowed)  # type: ignore[arg-type]  # kinds or years, as named
    return [hit.title.replace("\x02", "").replace("\x03", "") for hit in answer.hits()]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Łódź żegna źrebię", "lodz zrebie"),
        ("Lodz", "ŁÓDŹ"),
        ("Utworzenie Osiedla Baildona", "osiedl"),
        ("nieruchomość przy ul.Zwycięstwa 21", "ul. Zwycięstwa 21"),
        ("zmiana uchwały nr XLIV/949/2014", "XLIV/949/2014"),
        ("zmiana uchwały nr XLIV/949/2014", "xliv 949 2014"),
        ("zmiana uchwały nr XLIV-949-2014", "uchwała XLIV/949/14"),
        ("zmiana uchwały nr XLIV/949/14", "XLIV/949/2014"),
        ("(druk nr 148/2024)", "druk 148/2024"),
        ("(druk nr 495)", "druk 495"),
        ("druk 495", "druk nr 495"),
        ("projekt DS-395/25", "ds 395/25"),
        ("projekt DS-395/25", "druk DS–395/25"),
        ("miejscowy plan zagospodarowania", '"plan zagospodarowania"'),
        ("Nowak-Kowalska", "nowak kowalska"),
        ("50% więcej", "50%"),
        ("Café 日本", "cafe 日本"),
    ],
)
def test_what_is_written_is_found_by_what_is_typed(text: str, question: str) -> None:
    EntryFactory(title=text)

    assert titles(question) == [text]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Utworzenie Osiedla Baildona", "osiedla sikornik"),
        ("plan nowego zagospodarowania", '"plan zagospodarowania"'),
        ("szkoła i budżet", "szkoła -budzet"),
        ("uchwała XX/495/2016", "druk 495"),
        ("949 zł w XLIV kwartale 2014", "XLIV/949/2014"),
        ("początek", "czątek"),
    ],
)
def test_what_does_not_fit_is_not_found(text: str, question: str) -> None:
    EntryFactory(title=text)

    assert titles(question) == []


def test_alternatives_are_found_together() -> None:
    for title in ("plac", "ulica", "skwer"):
        EntryFactory(title=title)

    assert sorted(titles("plac lub ulica")) == ["plac", "ulica"]


def test_a_title_weighs_more_than_keywords_and_these_more_than_a_body() -> None:
    EntryFactory(title="trzeci", body="parking", year=2020)
    EntryFactory(title="drugi", keywords="parking", year=2010)
    EntryFactory(title="pierwszy parking", year=2000)

    assert titles("parking") == ["pierwszy parking", "drugi", "trzeci"]


def test_the_record_itself_stands_before_what_names_it() -> None:
    EntryFactory(title="Zmiana uchwały nr XIX/482/2016", year=2019, url="/rada/uchwaly/2019/vii-120-2019/")
    EntryFactory(title="Plan", keywords="uchwała XIX/482/2016", year=2016, url="/rada/uchwaly/2016/xix-482-2016/")
    EntryFactory(title="Wybór przewodniczącego: kandydaci Anna Lis i Jan Kos, wybrana Anna Lis", year=2020)
    EntryFactory(title="Anna Lis", year=None)

    assert titles("uchwała nr XIX/482/16") == ["Plan", "Zmiana uchwały nr XIX/482/2016"]
    assert titles("anna lis")[0] == "Anna Lis"


def test_among_equals_the_newer_comes_first_and_an_unknown_day_last() -> None:
    for title, year, day in [
        ("parking A", None, None),
        ("parking B", 2014, None),
        ("parking C", 2014, date(2014, 6, 12)),
        ("parking D", 2020, date(2020, 1, 1)),
    ]:
        EntryFactory(title=title, year=year, day=day)

    assert titles("parking") == ["parking D", "parking C", "parking B", "parking A"]


def test_an_answer_is_narrowed_by_kind_and_year_and_counts_the_others() -> None:
    EntryFactory(title="parking", year=2014)
    EntryFactory(title="parking", year=2015)
    EntryFactory(title="parking", year=2015, kind="council.draft")

    answer = Answer(parse("parking"), kinds=("council.vote",), years=(2015,))

    assert (answer.total, len(answer.hits())) == (1, 1)
    assert answer.by_kind == {"council.vote": 1, "council.draft": 1}
    assert answer.by_year == {2014: 1, 2015: 1}


def test_an_entry_of_a_kind_that_nobody_introduces_is_not_shown() -> None:
    EntryFactory(title="parking", kind="attic.ghost")

    assert Answer(parse("parking")).total == 0


def test_hits_stand_with_marks_in_the_text_as_it_was_published() -> None:
    EntryFactory(
        title="Zmiana uchwały nr XLIV/949/2014",
        keywords="druk 12, uchwała XLIV/949/2014",
        body="W sprawie <b>„Osiedla”</b> (uchwała XLIV/949/2014).",
    )

    hit = Answer(parse("XLIV/949/2014")).hits()[0]

    assert hit.title == "Zmiana uchwały nr \x02XLIV/949/2014\x03"
    assert hit.keywords == "druk 12, uchwała \x02XLIV/949/2014\x03"
    assert hit.passage == "W sprawie <b>„Osiedla”</b> (uchwała \x02XLIV/949/2014\x03)."


def test_keywords_without_a_hit_are_not_shown() -> None:
    EntryFactory(title="parking", keywords="druk 12")

    assert Answer(parse("parking")).hits()[0].keywords == ""


def test_every_page_holds_other_hits() -> None:
    EntryFactory.create_batch(25, title="parking", year=2014)

    answer = Answer(parse("parking"))
    urls = [hit.url for page in (1, 2) for hit in answer.hits(page)]

    assert (answer.last_page, len(urls), len(set(urls))) == (2, 25, 25)


def test_of_very_many_hits_only_the_newest_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    monkeypatch.setattr(finding, "NEWEST_RANKED", 3)
    monkeypatch.setattr(finding, "KEPT", 0)  # so many are always expected among the newest
    monkeypatch.setattr(finding, "ENOUGH", 3)
    for year in range(2000, 2010):
        EntryFactory(title="parking parking" if year == 2000 else "parking", year=year)

    answer = Answer(parse("parking"))

    assert (answer.has_more, answer.is_complete) == (True, False)
    assert [hit.year for hit in answer.hits()] == [2009, 2008, 2007]


def test_a_part_of_very_many_hits_is_counted_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    for year in range(2000, 2010):
        EntryFactory(title="parking", year=year)

    answer = Answer(parse("parking"), years=(2001, 2002))

    assert (answer.total, answer.has_more) == (2, False)
    assert [hit.year for hit in answer.hits()] == [2002, 2001]


@pytest.mark.parametrize("many", [2, 500])
def test_an_answer_costs_the_same_queries(many: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    Entry.objects.bulk_create(EntryFactory.build_batch(many, title="parking", body="parking przy szkole"))

    # three for the word's forms, two for what has other words, one for its beginning, size of the table, expected hits,
    # hits, texts, and four more where it is asked more widely; outside of a request the state of the database is asked
    # for whenever something is kept
    with django_assert_max_num_queries(20):
        answer = Answer(parse("parking"))
        assert answer.total == many
        assert answer.by_kind
        assert answer.hits()


def test_an_answer_is_kept_for_its_next_page_until_something_is_written(
    settings: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.PAGES_REMEMBERED = 60
    Entry.objects.bulk_create(EntryFactory.build_batch(30, title="parking", year=2014))
    assert Answer(parse("parking")).total == 30

    with django_assert_num_queries(3):  # the state of the database for each part, texts
        answer = Answer(parse("parking"))
        assert (answer.total, len(answer.hits(2))) == (30, 10)
    EntryFactory(title="parking")

    assert Answer(parse("parking")).total == 31


def test_very_many_hits_that_are_all_old_are_ranked_as_they_are_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    monkeypatch.setattr(matching, "WALKED", 3)
    for year in range(2000, 2010):
        EntryFactory(title="parking" if year < 2007 else "plac", year=year)

    answer = Answer(parse("parking"))

    assert (answer.has_more, answer.are_newest, answer.ranked, len(answer.hits())) == (True, False, 6, 6)


def test_the_order_of_words_is_looked_at_in_so_many_entries_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_LOOKED_THROUGH", 5)
    for year in range(2000, 2010):
        EntryFactory(title="parking strzeżony" if year in (2001, 2009) else "strzeżony parking", year=year)

    answer = Answer(parse('"parking strzeżony"'))
    narrowed = Answer(parse('"parking strzeżony"'), years=(2009,))

    assert (answer.looked_through, answer.is_complete, answer.has_more) == (5, False, False)
    assert answer.total == len(answer.hits()) <= 2
    assert (narrowed.looked_through, narrowed.total) == (0, 1)


def test_all_hits_of_a_phrase_are_found_where_few_entries_hold_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_LOOKED_THROUGH", 5)
    for year in range(2000, 2005):
        EntryFactory(title="parking strzeżony" if year == 2003 else "strzeżony parking", year=year)
    EntryFactory(title="parking", year=2006)

    answer = Answer(parse('"parking strzeżony"'))

    assert (answer.looked_through, answer.is_complete, answer.total) == (0, True, 1)


def test_of_very_many_hits_of_a_phrase_no_entry_more_is_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)
    monkeypatch.setattr(finding, "MOST_LOOKED_THROUGH", 5)
    for year in range(2000, 2010):
        EntryFactory(title="parking strzeżony", year=year)

    answer = Answer(parse('"parking strzeżony"'))

    assert (answer.looked_through, answer.has_more, answer.total) == (0, True, 4)
