"""Abbreviations that offices write for what they name in full elsewhere: those of every city, and the city's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from watchdog.cities import profile

LIST = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Abbreviation:
    """„WPF” and „wieloletnia prognoza finansowa”."""

    short: str
    long: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.long.lower().split())


def abbreviations() -> tuple[Abbreviation, ...]:
    """Return the abbreviations that search knows in this city."""
    return _of(settings.CITY)


@cache
def _of(city: str) -> tuple[Abbreviation, ...]:
    everywhere = tomllib.loads(LIST.read_text(encoding="utf-8"))["abbreviation"]
    own = [Abbreviation(each.short, each.long) for each in profile(city).abbreviations]
    return (*own, *(Abbreviation(each["short"], each["long"]) for each in everywhere))
