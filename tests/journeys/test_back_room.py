"""An evening in the back room: a volunteer types a session, its agenda and a roll call, and corrects a name."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from council.drafts import PersonDraft
from council.importers import store_person
from council.models import Vote
from tests.council.importers.conftest import document

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "bardzo-dobre-haslo"
PEOPLE = ["Anna Lis", "Jan Kot", "Ewa Nowak", "Piotr Żak"]
ADDRESS = "https://bip.example/protokol.pdf"
SUBJECT = "7. Utworzenie Osiedla Baildona"


@pytest.fixture
def volunteer(live_server: object) -> User:
    """Somebody who may enter and correct the council's record, in a council of four."""
    for name in PEOPLE:
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))
    user = User.objects.create_user("wolontariuszka", password=PASSWORD, is_staff=True)
    permissions = Permission.objects.filter(content_type__app_label="council")
    user.user_permissions.set(permissions.exclude(codename__startswith="delete"))
    return user


def log_in(page: Page) -> None:
    page.goto("/zaplecze/")
    page.locator("[name=username]").fill("wolontariuszka")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()


def fill(page: Page, **typed: str) -> None:
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)


def save(page: Page, button: str = "_save") -> None:
    page.locator(f"[name={button}]").first.click()


def enter_session(page: Page) -> None:
    page.goto("/zaplecze/council/session/add/")
    page.locator("[name=term_slug]").select_option("2010-2014")
    fill(page, number="44", days="12.06.2014", present="4", address=ADDRESS, place="s. 1")
    save(page, "_continue")


def enter_roll_call(page: Page, letters: str) -> None:
    """Type one letter a person, as the page says: the letter chooses and goes to the next row."""
    page.locator("[name^=ballot_]").first.focus()
    for letter in letters:
        page.keyboard.press(letter)


def test_a_volunteer_enters_a_session_and_corrects_a_vote(page: Page, volunteer: User) -> None:
    log_in(page)
    enter_session(page)

    page.locator(".addlink[href*='agendaitem/add/?']").click()
    fill(page, label="7", title="Utworzenie Osiedla Baildona", print_number="495", address=ADDRESS)
    save(page)

    page.locator(".addlink[href*='vote/add/?']").click()
    fill(page, number="5", item="7", subject=SUBJECT, print_number="495", address=ADDRESS)
    enter_roll_call(page, "zzpz")
    save(page)

    vote = Vote.objects.get()
    page.goto(vote.get_absolute_url())
    expect(page.locator("h1")).to_contain_text("Baildona")
    expect(page.locator(".names").first).to_contain_text("Jan Kot")
    assert (vote.tally_for, vote.tally_against) == (3, 1)

    page.goto(f"/zaplecze/council/vote/{vote.pk}/change/")
    page.locator("[name^=ballot_]").first.select_option("wstrzymal_sie")
    save(page)
    expect(page.locator(".field-reason .errorlist")).to_be_visible()
    fill(page, reason="Sprostowanie na sesji, s. 3")
    save(page)

    page.goto(vote.get_absolute_url())
    correction = page.locator(".note--fix")
    expect(correction.locator("del")).to_have_text("za")
    expect(correction.locator("ins")).to_contain_text("wstrzyma")
    expect(correction).to_contain_text("Sprostowanie na sesji, s. 3")

    page.goto(f"/zaplecze/council/vote/{vote.pk}/history/")
    expect(page.locator("#record-changes")).to_contain_text("Sprostowanie na sesji, s. 3")
