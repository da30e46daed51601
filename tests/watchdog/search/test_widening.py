"""Hardly an entry holds all the words: most of them are enough, said so, and never where the telling one is missing."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.watchdog.search.test_expanding import has_morfeusz, learned
from watchdog.search import finding, widening
from watchdog.search.kin import relatives
from watchdog.search.querying import Answer
from watchdog.search.question import parse

pytestmark = pytest.mark.django_db


def titles(text: str) -> list[str]:
    return [hit.title.replace("\x02", "").replace("\x03", "") for hit in Answer(parse(text)).hits()]


@has_morfeusz
def test_most_of_three_words_are_enough_and_more_of_them_come_first() -> None:
    learned("nowa fontanna solankowa", "fontanna", "tężnia", "fontanna solankowa i tężnia w parku")

    assert titles("tężnia fontanna solankowa") == ["fontanna solankowa i tężnia w parku", "nowa fontanna solankowa"]


@has_morfeusz
@pytest.mark.parametrize("bounds", [["MOST_READ"], ["FEW_OF_ALL", "MOST_OF_ALL"]])
def test_what_would_read_or_find_very_much_is_not_asked(bounds: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    learned("nowa fontanna solankowa", "fontanna", "tężnia")
    for bound in bounds:
        monkeypatch.setattr(widening, bound, 0)

    assert titles("tężnia fontanna solankowa") == []


@has_morfeusz
def test_where_a_word_stands_nowhere_nothing_is_found() -> None:
    learned("tramwaj wodny", "most na rzece")

    assert titles("tramwaj wodny na marsa") == titles("most podwodny") == []


@has_morfeusz
def test_of_two_words_neither_may_be_missing_where_both_tell_something() -> None:
    learned("lotnisko", "remont ulicy Kosmicznej")

    assert titles("lotnisko kosmiczne") == []


@has_morfeusz
def test_a_word_meets_those_made_of_it_behind_itself() -> None:
    learned("likwidacja oddziałów przedszkolnych", "nowe przedszkole")

    assert titles("przedszkole") == ["nowe przedszkole", "likwidacja oddziałów przedszkolnych"]
    assert titles('"przedszkole"') == ["nowe przedszkole"]


@has_morfeusz
def test_words_made_of_others_are_not_asked_for_where_too_many_entries_would_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learned("likwidacja oddziałów przedszkolnych", "nowe przedszkole")
    monkeypatch.setattr(widening, "MOST_EXPECTED", 0)

    assert titles("przedszkole") == ["nowe przedszkole"]


@has_morfeusz
def test_a_wider_answer_of_more_hits_than_are_counted_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    learned("likwidacja oddziałów przedszkolnych", "przyszkolne i przedszkolne", "nowe przedszkole")
    monkeypatch.setattr(finding, "MOST_COUNTED", 2)

    assert titles("przedszkole") == ["nowe przedszkole"]


@has_morfeusz
def test_the_page_says_where_the_hits_of_all_words_end(client: Client) -> None:
    learned("nowa fontanna solankowa", "fontanna", "tężnia")

    none = client.get("/szukaj/", {"q": "tężnia fontanna solankowa"}).content.decode()
    learned("fontanna solankowa i tężnia")
    one = client.get("/szukaj/", {"q": "tężnia fontanna solankowa"}).content.decode()

    assert "Żaden wpis nie ma wszystkich słów" in none
    assert "Wszystkie słowa ma 1 wpis" in one


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("przedszkole", "przedszkolny"),
        ("kanalizacja", "kanalizacyjny"),
        ("kanalizacyjny", "kanalizacja"),
        ("szkoła", "szkolny"),
        ("szkolny", "szkoła"),
        ("autobus", "autobusowy"),
        ("fotowoltaika", "fotowoltaiczny"),
        ("Murcki", "murckowski"),
        ("budować", "budowa"),
        ("modernizacja", "modernizować"),
    ],
)
def test_words_are_made_of_others(word: str, made: str) -> None:
    assert made in relatives(word)


@pytest.mark.parametrize(
    ("word", "other"), [("park", "parkować"), ("park", "parking"), ("kosz", "koszt"), ("rada", "radny")]
)
def test_words_that_look_alike_are_not_made_of_each_other(word: str, other: str) -> None:
    assert other not in relatives(word)
