from __future__ import annotations

from watchdog.search.headlines import marked, passage


def test_marks_are_carried_to_the_text_as_it_stands() -> None:
    text = marked("ul. Zwycięstwa, dom", "\x02ul\x03  \x02Zwycięstwa\x03  dom")

    assert text == "\x02ul\x03. \x02Zwycięstwa\x03, dom"


def test_a_number_is_marked_in_one_piece() -> None:
    text = marked("nr XLIV/949/2014.", "nr \x02XLIV\x03 \x02949\x03 \x022014\x03 ")

    assert text == "nr \x02XLIV/949/2014\x03."


def test_a_text_without_a_hit_stays() -> None:
    assert marked("ul. <b>Zwycięstwa</b>", "ul   b Zwycięstwa  b ") == "ul. <b>Zwycięstwa</b>"


def test_a_passage_is_cut_between_words_around_the_first_hit() -> None:
    text = "pierwsze " * 60 + "\x02parking\x03 " + "ostatnie " * 60

    quoted = passage(text)

    assert quoted.startswith("…pierwsze ")
    assert quoted.endswith(" ostatnie…")
    assert "\x02parking\x03" in quoted
    assert len(quoted) < 300


def test_a_hit_at_the_beginning_is_quoted_from_there() -> None:
    assert passage("Nowy \x02parking\x03 przy szkole") == "Nowy \x02parking\x03 przy szkole"


def test_a_text_without_a_hit_is_quoted_from_its_beginning() -> None:
    quoted = passage("słowo " * 100)

    assert quoted.startswith("słowo słowo")
    assert quoted.endswith("słowo…")


def test_a_mark_that_the_cut_would_open_is_closed() -> None:
    quoted = passage("\x02parking\x03 " + "a" * 240 + " \x02" + "b" * 40 + " c\x03 koniec zdania")

    assert quoted.count("\x02") == quoted.count("\x03") == 2


def test_an_empty_text_has_an_empty_passage() -> None:
    assert passage("") == ""
