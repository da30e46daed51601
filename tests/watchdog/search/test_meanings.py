"""Other words for the same thing: of residents, abbreviations, initials; and lists written as they should be."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest
from django.db.models import F

from tests.factories.search import EntryFactory
from tests.watchdog.search.test_expanding import has_morfeusz, learned, total
from watchdog.search import abbreviations, meanings
from watchdog.search.indexing import learn_words
from watchdog.search.learning import learn_entries
from watchdog.search.models import Vocabulary
from watchdog.search.querying import Answer
from watchdog.search.question import is_small, parse
from watchdog.search.tasks import learn_forms

pytestmark = pytest.mark.django_db


@has_morfeusz
@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("śmieci", "stawki opłaty za gospodarowanie odpadami komunalnymi"),
        ("ile płacimy za śmieci", "odpady komunalne"),
        ("zebra", "oznakowanie przejścia dla pieszych"),
        ("pensje nauczycieli", "dopłata do wynagrodzeń nauczycieli"),
        ("ulica Zbożowa", "przebudowa ul. Zbożowej"),
        ("ul. Zbożowa", "rozbudowa ulicy Zbożowej"),
        ("SP nr 18", "Szkoła Podstawowa nr 18"),
        ("szkoły podstawowe", "remont SP nr 18"),
        ("plan miejscowy", "uchwała w sprawie mpzp"),
    ],
)
def test_words_meet_what_they_are_called_otherwise(asked: str, stands: str) -> None:
    learned(stands, "coś całkiem innego")

    assert total(asked) == 1


@has_morfeusz
def test_an_abbreviation_that_alone_is_something_else_is_told_apart() -> None:
    learned("PKM sp. z o.o.", "Szkoła Podstawowa nr 18")

    assert (total("szkoła podstawowa"), total("SP nr 18")) == (1, 1)


@has_morfeusz
def test_the_initials_of_an_office_are_read_of_its_name() -> None:
    EntryFactory(kind="spending.unit", title="Miejski Zarząd Targowisk i Parkingów w Gliwicach")
    learned("dyrektor Miejskiego Zarządu Targowisk i Parkingów", "MZTiP")

    answer = Answer(parse("MZTiP"))

    assert answer.total == 3
    assert "miejski zarząd targowisk i parkingów" in answer.others


@has_morfeusz
@pytest.mark.parametrize("asked", ["śmieci", "smieci"])
def test_the_clock_learns_what_may_be_asked_where_every_entry_was_learned_when_it_was_written(asked: str) -> None:
    written = [EntryFactory(title=title) for title in ("odpady komunalne", "sieci wody", "sieci ciepła")]
    learn_words()
    learn_entries(written[0].kind, [each.object_id for each in written])
    Vocabulary.objects.update(read=F("writes"))

    learn_forms()

    assert total(asked) == 1


def test_nothing_is_listed_twice_and_no_word_of_a_resident_is_a_small_one() -> None:
    listed = tomllib.loads(meanings.LIST.read_text(encoding="utf-8"))["meaning"]
    short = tomllib.loads(abbreviations.LIST.read_text(encoding="utf-8"))["abbreviation"]
    said = Counter(words for each in listed for words in each["said"])

    assert [words for words, times in said.items() if times > 1] == []
    assert not [words for words in said if all(is_small(word) for word in words.split())]
    assert Counter((each["short"], each["long"]) for each in short).most_common(1)[0][1] == 1
