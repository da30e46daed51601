from __future__ import annotations

import pytest

from tests.factories.council import ResolutionFactory
from tests.factories.search import EntryFactory
from watchdog.records import record_type
from watchdog.search import vocabulary
from watchdog.search.indexing import index_records, learn_words
from watchdog.search.querying import Answer
from watchdog.search.question import parse
from watchdog.search.vocabulary import is_complete, spelled_out

pytestmark = pytest.mark.django_db


def endings(text: str) -> tuple[str, ...]:
    return spelled_out(parse(text)).terms[-1].endings


def test_a_beginning_is_asked_for_by_the_words_that_entries_hold() -> None:
    EntryFactory(title="Szkoła przy szkołach szkolnych, Szkocja")
    learn_words()

    assert endings("Szkoł") == ("szkola", "szkolach", "szkolnych")
    assert Answer(parse("szkoł")).total == 1


def test_indexing_learns_the_words_of_what_it_writes() -> None:
    learn_words()
    resolution = ResolutionFactory(title="w sprawie parkowania")
    index_records(record_type("council.resolution"), [resolution.pk])

    assert is_complete()
    assert endings("parkow") == ("parkowania",)


def test_while_words_are_not_known_a_beginning_is_asked_for_as_one() -> None:
    EntryFactory(title="parkowanie")
    learn_words()
    EntryFactory(title="parkowania")

    assert (is_complete(), endings("parkow")) == (False, ())
    assert Answer(parse("parkow")).total == 2


def test_what_somebody_wrote_without_learning_is_not_taken_for_known() -> None:
    EntryFactory(title="parkowanie")
    resolution = ResolutionFactory(title="w sprawie placu")

    index_records(record_type("council.resolution"), [resolution.pk])

    assert not is_complete()


def test_words_that_the_parser_might_read_otherwise_are_asked_for_by_their_beginning() -> None:
    EntryFactory(title="cafe日本 cafeteria")
    learn_words()

    assert endings("cafe") == ()
    assert Answer(parse("cafe")).total == 1


def test_very_many_words_are_asked_for_by_their_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_ENDINGS", 2)
    EntryFactory(title="parka parkan parking")
    learn_words()

    assert endings("park") == ()
    assert Answer(parse("park")).total == 1
