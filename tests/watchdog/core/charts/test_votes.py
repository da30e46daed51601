"""Bars, strips and boxes of people: one cell a person, the same said in words, numbers with a point."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from watchdog.core.charts.votes import Seat, by_choice, in_words, names, seats_of, share, sign, strip, tally, totals_of

TOTALS = {"za": 22, "przeciw": 0, "wstrzymal_sie": 2, "nieobecny": 1}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def cells(svg: str, choice: str) -> int:
    """Count the boxes that a drawing gives to a choice."""
    found = re.search(rf'<g class="v-{choice}"><path class="[of]" d="([^"]*)"', svg)
    return found[1].count("z") if found else 0


def test_a_bar_has_one_cell_a_person() -> None:
    svg = tally(TOTALS)

    assert [cells(svg, choice) for choice in TOTALS] == [22, 0, 2, 1]
    assert 'viewBox="0 0 25 1"' in svg


def test_a_bar_says_its_numbers() -> None:
    svg = tally(TOTALS)

    assert 'role="img" aria-label="for\u00a022, against\u00a00, abstained\u00a02, absent\u00a01"' in svg


def test_a_bar_beside_its_numbers_is_hidden_from_screen_readers() -> None:
    svg = tally(TOTALS, hidden=True)

    assert 'aria-hidden="true"' in svg
    assert "aria-label" not in svg


def test_the_line_stands_at_the_number_needed() -> None:
    assert 'class="need" d="M13 ' in tally(TOTALS, need=13)


def test_a_number_needed_beyond_the_bar_draws_no_line() -> None:
    assert "need" not in tally(TOTALS, need=26)


def test_compared_bars_share_one_scale() -> None:
    assert 'viewBox="0 0 28 1"' in tally({"za": 13}, scale=28)


def test_an_unknown_number_is_neither_drawn_nor_said() -> None:
    svg = tally({"za": 20, "przeciw": None})

    assert "against" not in svg
    assert cells(svg, "przeciw") == 0


def test_a_vote_without_any_number_still_draws() -> None:
    assert 'viewBox="0 0 1 1"' in tally({"za": None})


@pytest.mark.parametrize("language", ["pl", "en"])
def test_numbers_in_drawings_have_a_point_in_every_language(language: str) -> None:
    with translation.override(language):
        drawn = tally(TOTALS) + share(648, 667) + strip(["za"])

    assert not re.search(r'(?:d|y|height)="[^"]*\d,\d', drawn)


def test_cells_of_each_choice_differ_without_colour() -> None:
    shapes = set()
    for choice in ("za", "przeciw", "wstrzymal_sie", "nieobecny", "nie_glosowal", "wylaczony"):
        shapes.add(re.sub(r"v-\w+", "", strip([choice])))

    assert len(shapes) == 6


def test_a_strip_keeps_the_order_and_leaves_a_space_outside_the_mandate() -> None:
    svg = strip(["za", None, "przeciw", "za"], label="3 of 3")

    assert 'viewBox="0 0 4 1"' in svg
    assert '<g class="v-za"><path class="f" d="M0.06 .08h.88v.84h-.88zM3.06' in svg
    assert 'aria-label="3 of 3"' in svg


def test_a_label_cannot_break_out_of_its_attribute() -> None:
    assert 'aria-label="&quot;&gt;&lt;b&gt;"' in strip(["za"], label='"><b>')


def test_attendance_fills_its_box_by_the_share_of_votes_taken() -> None:
    svg = share(10, 40)

    assert 'height="5.0"' in svg
    assert "10 of 40 votes" in svg


@pytest.mark.parametrize(
    ("asked", "outside", "word"), [(None, False, "not recorded"), (12, True, "outside the mandate")]
)
def test_attendance_that_cannot_be_counted_is_dashed_and_says_why(asked: int | None, outside: bool, word: str) -> None:
    svg = share(0, asked, outside=outside)

    assert "rect--mute" in svg
    assert word in svg


def test_a_list_of_people_links_them_and_marks_who_differs_from_the_club() -> None:
    html = names([Seat("Jan Maj", "za", "KO", "/rada/radni/jan-maj/"), Seat("Ewa Ćwik", "za", "PiS", differs=True)])

    assert '<a href="/rada/radni/jan-maj/">Jan Maj</a><span class="tag">KO</span>' in html
    assert '<span>Ewa Ćwik</span><span class="tag tag--solid">PiS · differently</span>' in html


def test_names_clubs_and_addresses_in_a_list_are_escaped() -> None:
    html = names([Seat("<b>", "za", "<i>", '"><script>')])

    assert not re.search(r"<b>|<i>|<script", html)


def test_an_unknown_choice_has_no_sign() -> None:
    with pytest.raises(ValueError, match="unknown choice"):
        sign("tak")


def test_totals_of_people_list_the_rare_choices_only_where_made() -> None:
    seats = [Seat("Anna", "za"), Seat("Jan", "za"), Seat("Ewa", "nie_glosowal")]

    assert totals_of(seats) == {"za": 2, "przeciw": 0, "wstrzymal_sie": 0, "nieobecny": 0, "nie_glosowal": 1}


def test_totals_become_nameless_seats_and_back() -> None:
    assert totals_of(seats_of(TOTALS)) == TOTALS


def test_people_are_grouped_in_the_fixed_order_and_keep_theirs() -> None:
    seats = [Seat("Ćwik", "przeciw"), Seat("Łata", "za"), Seat("Lasek", "za")]

    assert by_choice(seats) == [("za", [seats[1], seats[2]]), ("przeciw", [seats[0]])]


def test_labels_come_before_numbers() -> None:
    assert in_words({"nieobecny": 1, "za": 5}, " · ") == "for\u00a05 · absent\u00a01"
