"""The portal of another city calls itself by that city's name: in its pages, its mails, its back room, its calendars."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from pytest_django import Settings

from council.calendars.writing import written
from newsletter.mail.rendering import render
from watchdog.accounts.mails import send

OF_NO_CITY = {"styleguide.html"}
"""Shows what pages are made of, with invented records."""
TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.fixture
def _katowice(settings: Settings) -> None:
    settings.CITY = "katowice"


def test_no_template_names_a_city() -> None:
    files = [path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".txt", ".xml")]
    naming = {path.name for path in files if "Gliwic" in path.read_text(encoding="utf-8")}

    assert len(files) > 100
    assert naming == OF_NO_CITY


@pytest.mark.usefixtures("_katowice")
def test_mails_to_readers_and_to_people_of_the_back_room_name_the_city() -> None:
    words = render("follow_manage", {"manage": "https://portal.example/m/"})
    send("new_password", "anna@example.org", {"person": _Person(), "link": "https://portal.example/h/"})

    [to_person] = mail.outbox
    for text in (words.subject, words.text, words.html, to_person.subject, to_person.body):
        assert "katowice odnowa" in str(text).lower()
        assert "gliwic" not in str(text).lower()


@pytest.mark.usefixtures("_katowice")
def test_calendars_name_the_city() -> None:
    assert b"PRODID:-//Katowice OdNowa//Portal//PL" in written("Sesje", [], str, "portal.example")


class _Person:
    username = "anna"

    def get_short_name(self) -> str:
        return "Anna"

    def get_username(self) -> str:
        return self.username
