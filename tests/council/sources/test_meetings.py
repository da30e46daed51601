"""Titles of meetings, in prints, minutes and the lists of voting systems."""

from __future__ import annotations

from datetime import date

import pytest

from council.sources._fragments import Named, bare, named
from council.sources._heads import Head, head_of
from council.sources._meetings import Committee, committee_in, council_in, day_in, is_session, meeting_titled, number_in


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


@pytest.mark.parametrize(
    ("title", "name", "council"),
    [
        ("Komisja Rewizyjna", "Komisja Rewizyjna", ""),
        ("Posiedzenie Komisji Rewizyjnej", "Komisja Rewizyjna", ""),
        ("Protokół nr 3 z posiedzenia Komisji Rewizyjnej z dnia 12.05.2025", "Komisja Rewizyjna", ""),
        ("Komisji Gospodarki Komunalnej i Mieszkaniowej", "Komisja Gospodarki Komunalnej i Mieszkaniowej", ""),
        ("POSIEDZENIE KOMISJI REWIZYJNEJ", "Komisja Rewizyjna", ""),
        ("KOMISJI SKARG, WNIOSKÓW I PETYCJI", "Komisja Skarg, Wniosków i Petycji", ""),
        ("Komisja Skarg, Wniosków i Petycji, 12.05.2025", "Komisja Skarg, Wniosków i Petycji", ""),
        ("Komisji Statutowej Rady Miejskiej w Łodzi", "Komisja Statutowa", "Rady Miejskiej w Łodzi"),
        ("Komisji Rewizyjnej, Rady Miasta Gliwice – 3 marca 2025", "Komisja Rewizyjna", "Rady Miasta Gliwice"),
    ],
)
def test_a_committee_is_named_in_the_nominative(title: str, name: str, council: str) -> None:
    assert committee_in(title) == Committee(name, council)


@pytest.mark.parametrize("title", ["Sprawozdanie Komisji Rewizyjnej", "VIII sesja Rady Miasta Katowice", "Komisja", ""])
def test_a_committee_that_is_only_mentioned_did_not_meet(title: str) -> None:
    assert committee_in(title) is None


def test_the_lines_above_a_vote_name_a_committee_as_its_own_titles_do() -> None:
    head = head_of(["Posiedzenie nr 4 Komisji Rewizyjnej", "Rady Miasta Gliwice", "25 września 2025"])

    assert head == Head("Rady Miasta Gliwice", "Komisja Rewizyjna", 4, date(2025, 9, 25))


def test_a_day_behind_the_word_is_no_number_of_a_session() -> None:
    assert head_of(["Sesja 25 listopada 2024"]).number is None
    assert head_of(["Posiedzenie Komisji Rewizyjnej", "25 września 2025 posiedzenie"]).number is None


@pytest.mark.parametrize("title", ["IIII sesja Rady", "posiedzenie 0 Komisji Rewizyjnej", "999. sesja Rady"])
def test_a_number_that_no_meeting_can_have_makes_no_title(title: str) -> None:
    assert meeting_titled(title) is None


def test_a_council_is_named_only_in_a_form_that_a_profile_knows() -> None:
    assert council_in("VIII sesja Rady Miasta Katowice") == "Rady Miasta Katowice"
    assert council_in("VIII sesja Rady Miejskiej") == ""


def test_what_goes_with_an_address_comes_back() -> None:
    said = Named(day="2024-11-25", number="8", subject="Zmiany & „poprawki” #2 + 100%", resolution="VIII/95/2024")

    address = said.with_address("https://miasto.example/a?b=1#old")

    assert named(address) == said
    assert bare(address) == "https://miasto.example/a?b=1"
