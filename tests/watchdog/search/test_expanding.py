"""A word meets its other forms, through the database and its vocabulary."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from django.test import Client

from tests.factories.council import ResolutionFactory
from tests.factories.search import EntryFactory
from tests.real import SHARED
from watchdog.records import record_type
from watchdog.search import lemmas
from watchdog.search.filters import search_query
from watchdog.search.indexing import index_records, learn_words
from watchdog.search.learning import learn_every_form
from watchdog.search.matching import entries
from watchdog.search.models import Entry, Form
from watchdog.search.querying import Answer
from watchdog.search.question import parse
from watchdog.search.vocabulary import spelled_out

pytestmark = pytest.mark.django_db

has_morfeusz = pytest.mark.skipif(lemmas._morfeusz() is None, reason="no wheel of Morfeusz for this machine")

MEETING = (
    *("uchwałą uchwały", "dróg drogi", "Gliwicach Gliwice", "Kowalskiego Kowalski", "umowa umów", "dzieci dziecko"),
    *("uchwala uchwały", "szkol szkoła", "lodz Łodzi", "sciezka ścieżek"),
    *("przedszkle przedszkola", "uchwlaa uchwała", "remotnu remont"),
)
APART = (
    "sąd sad",
    "kąt kat",
    "park parking",
    "kolej kolejka",
    "rada radny",
    "kosz koszt",
    "droga drogeria",
    "targ przetarg",
)


def learned(*titles: str) -> None:
    for title in titles:
        EntryFactory(title=title)
    learn_words()
    learn_every_form()


def total(text: str) -> int:
    return Answer(parse(text)).total


@has_morfeusz
@pytest.mark.parametrize("pair", MEETING)
def test_a_form_finds_another_one(pair: str) -> None:
    asked, stands = pair.split()
    learned(stands)

    assert total(asked) == 1
    assert list(Entry.objects.filter(vector=search_query(parse(asked)))) == [Entry.objects.get()]


@has_morfeusz
@pytest.mark.parametrize("pair", APART)
def test_words_that_only_look_alike_do_not_meet(pair: str) -> None:
    learned(*pair.split())

    assert total(pair.split()[0]) == 1


@has_morfeusz
@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("MPZP", "zmiany miejscowych planów zagospodarowania przestrzennego"),
        ("plany miejscowe mpzp", "mpzp dla terenu: miejscowy plan, plany"),
        ("miejscowy plan zagospodarowania przestrzennego", "uchwała o MPZP"),
        ("wieloletniej prognozy finansowej", "WPF na lata"),
        ("zdm", "Dyrektor Zarządu Dróg Miejskich"),
        ("SP nr 5", "Szkoły Podstawowej nr 5"),
    ],
)
def test_an_abbreviation_meets_what_it_stands_for(asked: str, stands: str) -> None:
    learned(stands, "coś całkiem innego")

    assert total(asked) == 1


@has_morfeusz
@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("żłobko-przedszkole", "budowa żłobko-przedszkola"),
        ("Kuczyńskiej-Budki", "Katarzyna Kuczyńska-Budka"),
        ("Mirbudem", "MIRBUD SA"),
    ],
)
def test_names_and_words_with_hyphens_are_found_in_any_case(asked: str, stands: str) -> None:
    learned(stands)

    assert total(asked) == 1


@has_morfeusz
def test_a_word_of_the_dictionary_is_not_the_beginning_of_another() -> None:
    learned("komisja", "parkowanie")

    assert (total("komis"), total("komisj"), total("parkow")) == (0, 1, 1)


@has_morfeusz
def test_what_is_asked_for_exactly_is_found_as_it_stands() -> None:
    learned("umowa", "umów")

    assert (total("umowa"), total('"umowa"'), Answer(parse("umowa", exactly=True)).total) == (2, 1, 1)


@has_morfeusz
def test_the_exact_form_comes_first_and_marks_stand_in_the_text_as_it_is() -> None:
    learned("Umów, których nie zawarto", "Umowa, której nie zawarto")

    hits = Answer(parse("umowa")).hits()

    assert [hit.title for hit in hits] == [
        "\x02Umowa\x03, której nie zawarto",
        "\x02Umów\x03, których nie zawarto",
    ]


@has_morfeusz
def test_the_page_says_what_else_it_looks_for_and_has_a_door_to_the_words_as_typed(client: Client) -> None:
    learned("umów", "umowie")

    page = client.get("/szukaj/", {"q": "umowa"}).content.decode()
    exactly = client.get("/szukaj/", {"q": "umowa", "dokladnie": "1"}).content.decode()

    assert "umowie, umów" in page
    assert "?q=umowa&amp;dokladnie=1" in page
    assert "umowie, umów" not in exactly
    assert 'href="?q=umowa"' in exactly


@has_morfeusz
def test_an_empty_answer_offers_the_nearest_spelling(client: Client) -> None:
    learned("zagospodarowanie")

    assert "?q=zagospodarowanie" in client.get("/szukaj/", {"q": "zagspdarowanie"}).content.decode()


@has_morfeusz
def test_indexing_learns_the_forms_of_what_it_writes() -> None:
    learn_words()
    learn_every_form()
    resolution = ResolutionFactory(title="w sprawie parkowania")
    index_records(record_type("council.resolution"), [resolution.pk])

    assert Form.objects.get(form="parkowania").stands
    assert not Form.objects.get(form="parkowaniem").stands
    assert not learn_every_form()


def test_without_forms_a_question_is_asked_as_before() -> None:
    EntryFactory(title="umowa")

    assert (total("umowa"), total("umowie")) == (1, 0)


def pairs() -> ModuleType | None:
    """Load the pairs that are kept beside the project where it is developed."""
    path = SHARED.parent / "reference" / "search" / "pairs.py"
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("pairs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@has_morfeusz
@pytest.mark.skipif(pairs() is None, reason="the pairs are kept beside the project, not in it")
def test_the_pairs_of_words_that_were_written_down_before() -> None:
    known = pairs()
    assert known is not None
    learned(*sorted({word for name in ("MUST", "NODIA", "NOT") for pair in getattr(known, name) for word in pair}))
    kind = Entry.objects.values_list("kind", flat=True)[:1].get()
    missed = {}
    for name in ("MUST", "NODIA", "NOT"):
        met = [
            entries(spelled_out(parse(asked)), [kind]).filter(title=stands).exists()
            for asked, stands in getattr(known, name)
        ]
        missed[name] = met.count(name == "NOT")

    assert (missed["MUST"], missed["NODIA"] <= 1, missed["NOT"] <= 3) == (0, True, True), missed
