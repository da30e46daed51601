"""Loading a city's profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from watchdog import cities
from watchdog.cities import ClockKind, UnknownCity, profile

TOML = """
teryt = "2466011"
[name]
nominative = "Miasto"
genitive = "Miasta"
locative = "Mieście"
[council]
name = "Rada Miasta"
names = ["Rada Miasta"]
homepage = "https://bip.example/"
supervisor = "Wojewoda"
journal = "Dziennik"
terms = [{ slug = "2018-2024", name = "VIII kadencja", starts = 2018-10-21, ends = 2024-04-30 }]
"""


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty directory that is read instead of the project's own profiles."""
    monkeypatch.setattr(cities, "HERE", tmp_path)
    profile.cache_clear()
    yield tmp_path
    profile.cache_clear()


def test_a_profile_tells_the_term_of_a_day(profiles: Path) -> None:
    (profiles / "miasto.toml").write_text(TOML, encoding="utf-8")

    city = profile("miasto")

    assert city.slug == "miasto"
    assert city.term_on(date(2018, 10, 21)) == city.council.terms[0]
    assert city.term_on(date(2024, 5, 1)) is None


def test_a_city_without_a_profile_is_refused_with_the_names_that_are_known(profiles: Path) -> None:
    (profiles / "miasto.toml").write_text(TOML, encoding="utf-8")

    with pytest.raises(UnknownCity, match="no city profile 'sosnowiec'; known: miasto"):
        profile("sosnowiec")


@pytest.mark.parametrize("name", ["../miasto", "", "miasto.toml", "/etc/passwd"])
def test_a_name_that_is_a_path_is_refused(profiles: Path, name: str) -> None:
    (profiles / "miasto.toml").write_text(TOML, encoding="utf-8")

    with pytest.raises(UnknownCity):
        profile(name)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('locative = "Mieście"', ""),
        ('supervisor = "Wojewoda"', 'supervisor = "Wojewoda"\nmayor = "nieznane pole"'),
        ("starts = 2018-10-21", 'starts = "jesienią"'),
        ("ends = 2024-04-30 }", "ends = 2024-04-30, seats = 0 }"),
    ],
)
def test_a_profile_with_a_gap_or_an_error_is_refused(profiles: Path, before: str, after: str) -> None:
    (profiles / "miasto.toml").write_text(TOML.replace(before, after), encoding="utf-8")

    with pytest.raises(ValidationError):
        profile("miasto")


def test_the_projects_own_cities_are_found() -> None:
    assert {"gliwice", "katowice"} <= set(cities.all_cities())


CLOCK = """
[[clocks]]
kind = "ruling"
days = 30
since = 2018-10-21
until = 2020-12-31
basis = "art. 91 u.s.g."
verified = false
[[clocks]]
kind = "ruling"
days = 60
since = 2021-01-01
basis = "art. 91 u.s.g."
source = "https://dziennikustaw.example/"
verified = true
"""


def test_a_clock_is_that_of_its_day(profiles: Path) -> None:
    (profiles / "miasto.toml").write_text(TOML + CLOCK, encoding="utf-8")
    city = profile("miasto")

    found = [city.clock(ClockKind.RULING, day) for day in (date(2018, 1, 1), date(2020, 12, 31), date(2021, 1, 1))]

    assert [clock and clock.days for clock in found] == [None, 30, 60]
    assert city.clock(ClockKind.IN_FORCE, date(2021, 1, 1)) is None
    newest = city.newest_clock(ClockKind.RULING)
    assert newest is not None
    assert newest.days == 60


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("days = 30\n", ""),
        ("days = 30\n", "days = 30\nmonths = 1\n"),
        ("until = 2020-12-31", "until = 2017-12-31"),
        ('source = "https://dziennikustaw.example/"\n', ""),
        ('kind = "ruling"', 'kind = "kiedys"'),
    ],
)
def test_a_clock_that_cannot_be_is_refused(profiles: Path, before: str, after: str) -> None:
    (profiles / "miasto.toml").write_text(TOML + CLOCK.replace(before, after), encoding="utf-8")

    with pytest.raises(ValidationError):
        profile("miasto")
