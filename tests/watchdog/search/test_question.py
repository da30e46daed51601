from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog.search.question import LONGEST, Unclear, parse


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("strefa", "(('strefa':*))"),
        ("strefa parkowania", "(('strefa') & ('parkowania':*))"),
        ('"strefa parkowania"', "((('strefa' <-> 'parkowania')))"),
        ("„strefa parkowania” opłata", "((('strefa' <-> 'parkowania')) & ('opłata':*))"),
        ('"strefa', "(('strefa'))"),
        ("szkoła -budżet", "(('szkoła') & !('budżet'))"),
        ('szkoła -"plan lekcji"', "(('szkoła') & !(('plan' <-> 'lekcji')))"),
        ("plac lub ulica", "(('plac')) | (('ulica':*))"),
        ("plac OR ulica | rynek albo skwer", "(('plac')) | (('ulica')) | (('rynek')) | (('skwer':*))"),
        ("lub plac lub", "(('plac':*))"),
        ("szkoła w Gliwicach", "(('szkoła') & ('Gliwicach':*))"),
        ("w", "(('w'))"),
        ("ul.Zwycięstwa", "((('ul' <-> 'Zwycięstwa')))"),
        ("Nowak-Kowalska", "((('Nowak' <-> 'Kowalska')))"),
        ("2024", "(('2024'))"),
        ("go", "(('go'))"),
        ("O'Neill\\", "((('O' <-> 'Neill')))"),
        ("a:b & !c | (d)", "((('a' <-> 'b')) & ('c')) | (('d'))"),
    ],
)
def test_a_question_becomes_a_query(text: str, query: str) -> None:
    assert parse(text).tsquery() == query


@pytest.mark.parametrize(
    "text",
    ["XLIV/949/2014", "xliv/949/2014", "XLIV-949-2014", "XLIV.949.2014", "uchwała nr XLIV/949/2014", "XLIV/949/14"],
)
def test_a_resolution_is_found_by_its_number_however_it_is_written(text: str) -> None:
    query = parse(text).tsquery().upper()

    assert query == "((('XLIV' <-> '949' <-> '2014') | ('XLIV' <-> '949' <-> '14')))"


@pytest.mark.parametrize("text", ["druk 148/2024", "druku nr 148/2024", "148/2024", "projekt 148-2024"])
def test_a_print_is_found_by_its_number_however_it_is_announced(text: str) -> None:
    assert parse(text).tsquery() == "((('148' <-> '2024')))"


def test_the_short_number_of_a_print_stands_behind_that_word() -> None:
    assert parse("druk nr 495").tsquery() == "(('druk':* <-> '495' | 'druk':* <2> '495'))"


def test_a_word_that_could_announce_a_number_is_looked_for_where_there_is_none() -> None:
    assert parse("uchwała budżetowa").tsquery() == "(('uchwała') & ('budżetowa':*))"


def test_small_words_that_were_passed_over_are_told() -> None:
    assert parse("szkoła w Gliwicach i z boiskiem").passed_over == ("w", "i", "z")


@pytest.mark.parametrize("text", ["", " ", "-", '"', '""', "- -", "/// ... ---", "lub", "😀", "-😀 !!!"])
def test_a_question_without_a_word_is_unclear(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text)


@pytest.mark.parametrize("text", ["-budżet", "szkoła lub -budżet", "w -budżet lub -plan"])
def test_a_question_that_only_excludes_is_unclear(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text)


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "x" * (LONGEST + 1), "szkoła " * 1500, "b c " * 11])
def test_a_question_that_is_no_text_or_endless_is_unclear(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text)


@given(st.text(max_size=LONGEST))
def test_any_text_is_a_question_or_unclear(text: str) -> None:
    try:
        query = parse(text).tsquery()
    except Unclear:
        return

    assert query.count("(") == query.count(")")
    assert query.count("'") % 2 == 0


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("druk DS 395/25", ["DS", "395/25"]),
        ("sygn. III SA/Gl 747/23", ["III", "SA Gl", "747/23"]),
        ("kto buduje szpital", ["buduje", "szpital"]),
        ("ile kosztowała budowa", ["budowa"]),
    ],
)
def test_words_that_only_announce_or_ask_are_passed_over(text: str, terms: list[str]) -> None:
    assert [str(term) for term in parse(text).terms] == terms


def test_a_short_number_is_found_with_zeros_before_it() -> None:
    assert "'000995'" in parse("RI IX 995").tsquery()
    assert "'002014'" not in parse("budżet 2014").tsquery()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"strefa parkowania" opłata', "((('strefa' & 'parkowania')) & ('opłata':*))"),
        ('szkoła -"plan lekcji" -dom', "(('szkoła'))"),
        ("148/2024 lub rynek", "((('148' & '2024'))) | (('rynek':*))"),
        ("druk 5", "(('druk':* & '5' | 'druk':* & '5'))"),
    ],
)
def test_the_order_of_words_can_be_left_aside(text: str, words: str) -> None:
    question = parse(text)

    _config, asked = question.in_any_order().get_source_expressions()

    assert question.is_ordered
    assert asked.value == words


def test_single_words_have_no_order() -> None:
    assert not parse("szkoła -dom lub plan").is_ordered
