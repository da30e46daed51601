"""The drawn chamber: a titled sign for every person, ordered by vote or by club, safe and readable."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from watchdog.core.charts.chamber import Chamber, chamber
from watchdog.core.charts.votes import Seat, seats_of

SEATS = [
    Seat("Anna Bielak", "przeciw", "KO"),
    Seat("Ewa Ćwik", "za", "PiS"),
    Seat("Jan Dudek", "za", "KO"),
    Seat("Jan Maj", "nieobecny", "PiS"),
    Seat("Ola Noga", "za", "KO"),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def drawn(*args: object, **kwargs: object) -> Chamber:
    found = chamber(*args, **kwargs)  # type: ignore[arg-type]  # passed through
    assert found is not None
    return found


def people(svg: str) -> list[str]:
    return re.findall(r'<g class="v-\w+"><title>([^<]*)</title>', svg)


def test_seats_are_ordered_by_vote_and_titled() -> None:
    svg = drawn(SEATS).svg

    assert people(svg) == [
        "Ewa Ćwik: for (PiS)",
        "Jan Dudek: for (KO)",
        "Ola Noga: for (KO)",
        "Anna Bielak: against (KO)",
        "Jan Maj: absence (PiS)",
    ]


def test_the_larger_club_sits_first_and_each_club_by_vote() -> None:
    svg = drawn(SEATS, by_club=True).svg

    assert [title.partition(":")[0] for title in people(svg)] == [
        "Jan Dudek",
        "Ola Noga",
        "Anna Bielak",
        "Ewa Ćwik",
        "Jan Maj",
    ]


def test_short_clubs_are_named_beside_their_seats() -> None:
    assert [sector.mark for sector in drawn(SEATS, by_club=True).sectors] == ["KO", "PiS"]


def test_long_clubs_get_letters_and_a_key() -> None:
    seats = [Seat("Jan", "za", "Koalicja dla Gliwic"), Seat("Ewa", "za", "KO"), Seat("Ola", "za", "KO")]

    sectors = drawn(seats, by_club=True).sectors

    assert [(sector.mark, sector.club, sector.people) for sector in sectors] == [
        ("A", "KO", 2),
        ("B", "Koalicja dla Gliwic", 1),
    ]


def test_people_without_a_known_club_sit_last_under_that_name() -> None:
    seats = [Seat("Jan", "za"), Seat("Ewa", "za"), Seat("Ola", "za", "KO")]

    assert [sector.club for sector in drawn(seats, by_club=True).sectors] == ["KO", "club not known"]


def test_without_any_club_the_chamber_is_ordered_by_vote() -> None:
    assert drawn([Seat("Jan", "za")], by_club=True).sectors == ()


def test_the_description_says_the_totals_and_that_the_list_has_the_names() -> None:
    svg = drawn(SEATS).svg

    assert "for\u00a03, against\u00a01, abstained\u00a00, absent\u00a01. " in svg
    assert "not by the plan of the chamber. The names are on the list below.</desc>" in svg


def test_totals_alone_are_drawn_and_said_to_be_nameless() -> None:
    svg = drawn(seats_of({"za": 13, "przeciw": 2})).svg

    assert people(svg) == ["for"] * 13 + ["against"] * 2
    assert "The source gives no names." in svg


def test_names_are_escaped() -> None:
    svg = drawn([Seat("<script>x</script>", "za", '"><b>')]).svg

    assert "<script" not in svg
    assert "<b>" not in svg


def test_two_chambers_of_a_page_have_ids_of_their_own() -> None:
    ids = re.findall(r' id="([^"]+)"', drawn(SEATS).svg + drawn(SEATS, uid="second").svg)

    assert len(ids) == len(set(ids)) == 4


def test_the_result_stands_in_the_middle_with_its_caption() -> None:
    svg = drawn(SEATS).svg

    assert ">3 : 1</text>" in svg
    assert ">of 5 seats</text>" in svg


def test_nobody_is_not_drawn() -> None:
    assert chamber([]) is None


def test_coordinates_have_a_point_in_polish() -> None:
    with translation.override("pl"):
        svg = drawn(SEATS, by_club=True).svg

    assert not re.search(r'(?:x|y|d|width|height|viewBox)="[^"]*\d,\d', svg)
