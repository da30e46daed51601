"""A table by keyboard alone: brought, looked at, sent to review; and what axe finds on the way."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from tests.watchdog.backroom.importing.conftest import PEOPLE
from watchdog.backroom.models import State, Submission

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "bardzo-dobre-haslo"
TABLE = f"{PEOPLE}Ewa Nowa;kiedyś\n"


@pytest.fixture
def volunteer(page: Page) -> Page:
    user = User.objects.create_user("wolontariuszka", password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_person", "add_vote"]))
    page.goto("/zaplecze/")
    page.locator("[name=username]").fill("wolontariuszka")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Import tabel")).to_be_visible()  # logged in, before anything is opened
    return page


def bring(page: Page) -> None:
    page.goto("/zaplecze/import/osoby/")
    file: Any = {"name": "radni.csv", "mimeType": "text/csv", "buffer": TABLE.encode("cp1250")}
    page.locator("[type=file]").set_input_files(file)
    page.get_by_role("button", name="Pokaż, co z tego powstanie").press("Enter")


def test_a_table_goes_to_review_by_keyboard_without_its_wrong_row(volunteer: Page) -> None:
    volunteer.get_by_role("link", name="Import tabel").press("Enter")
    volunteer.get_by_role("link", name="Osoby z mandatami i klubami").press("Enter")
    bring(volunteer)

    expect(volunteer.get_by_text("Odczytano jako Windows-1250")).to_be_visible()
    expect(volunteer.get_by_text("wiersz 4, kolumna „kadencja”")).to_be_visible()
    volunteer.get_by_role("button", name="Wyślij 2 nowe wpisy do recenzji").press("Enter")

    expect(volunteer.get_by_text("2 wpisy", exact=False).first).to_be_visible()
    assert Submission.objects.filter(state=State.REVIEW).count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_the_import_also_on_a_narrow_screen(volunteer: Page, scheme: Any) -> None:
    volunteer.emulate_media(color_scheme=scheme)
    volunteer.set_viewport_size({"width": 320, "height": 800})
    bring(volunteer)
    pages = [volunteer.url, "/zaplecze/import/", "/zaplecze/import/glosowania/"]

    for address in pages:
        volunteer.goto(address)
        assert volunteer.evaluate("document.documentElement.scrollWidth") <= 320
        found = Axe().run(volunteer, "#content").response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
