"""Titles of meetings as voting systems list them."""

from __future__ import annotations

from datetime import date

import pytest

from council.sources._naming import Named, bare, named
from council.sources._session_titles import council_in, day_in, is_session, number_in


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Sesja nr VIII w dniu 25 Listopada 2024", 8),
        ("Sesja Nr 14 Rady Miejskiej", 14),
        ("XXII nadzwyczajna sesja w dniu 3 marca 2026", 22),
        ("II Sesja Rady Gminy", 2),
        ("Sesja XIV w dniu 3 marca 2026", 14),
        ("Sesja w dniu 3 marca 2026", None),
        ("Sesja 3 marca 2026", None),
        ("Sesja inauguracyjna", None),
    ],
)
def test_sessions_and_their_numbers(title: str, number: int | None) -> None:
    assert is_session(title)
    assert number_in(title) == number


@pytest.mark.parametrize(
    "title",
    [
        "Komisja Budżetu w dniu 22 Listopada 2024",
        "Posiedzenie Komisji Rewizyjnej Rady Miejskiej",
        "Wspólne posiedzenie komisji przed sesją",
        "Konwent Seniorów Rady Miejskiej",
        "Sesja testowa",
        "",
    ],
)
def test_other_meetings_are_no_sessions(title: str) -> None:
    assert not is_session(title)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Sesja w dniu 25 Listopada 2024, godz. 10:00", date(2024, 11, 25)),
        ("Sesja 25.11.2024", date(2024, 11, 25)),
        ("Sesja 2024-11-25", date(2024, 11, 25)),
        ("Sesja w dniu 31 Czerwca 2025", None),
        ("Sesja", None),
    ],
)
def test_the_day_of_a_title(title: str, day: date | None) -> None:
    assert day_in(title) == day


def test_a_council_is_named_only_in_a_form_that_a_profile_knows() -> None:
    assert council_in("VIII sesja Rady Miasta Katowice") == "Rady Miasta Katowice"
    assert council_in("VIII sesja Rady Miejskiej") == ""


def test_what_goes_with_an_address_comes_back() -> None:
    said = Named(day="2024-11-25", number="8", subject="Zmiany & „poprawki” #2 + 100%", resolution="VIII/95/2024")

    address = said.with_address("https://miasto.example/a?b=1#old")

    assert named(address) == said
    assert bare(address) == "https://miasto.example/a?b=1"
