"""A long evening: the tab closes, the log-in expires, and nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from tests.waiting import until
from watchdog.backroom.models import Typing
from watchdog.pages.models import Page as OwnPage

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "bardzo-dobre-haslo"
ADD = "/zaplecze/pages/page/add/"


@pytest.fixture
def editor(live_server: object) -> User:
    user = User.objects.create_user("redaktorka", password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_page", "change_page", "view_page"]))
    return user


def log_in(page: Page) -> None:
    page.locator("[name=username]").fill("redaktorka")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")


def open_form(page: Page) -> None:
    page.goto(ADD)
    log_in(page)
    expect(page.locator("[name=slug]")).to_be_visible()


def type_text(page: Page, text: str) -> None:
    page.locator("[name=body_pl]").press_sequentially(text)


def status(page: Page) -> Any:
    return page.locator(".typing [role=status]")


def test_a_tab_that_was_closed_is_opened_again_with_what_was_typed(page: Page, editor: User) -> None:
    open_form(page)
    page.locator("[name=title_pl]").fill("Nowa strona")
    type_text(page, "Pierwsze zdanie.")
    expect(status(page)).to_contain_text("Zachowano szkic o ")
    context = page.context
    page.close()

    again = context.new_page()
    again.goto(ADD)
    expect(again.locator(".typing-banner")).to_contain_text("Masz niezapisany szkic z ")
    again.get_by_role("link", name="Przywróć").first.click()
    expect(again.locator("[name=body_pl]")).to_have_value("Pierwsze zdanie.")
    again.locator("[name=slug]").fill("nowa")
    again.locator("[name=position]").fill("1")
    again.locator("[name=_save]").click()

    expect(again.locator(".success")).to_be_visible()
    assert OwnPage.objects.get(slug="nowa").body_pl == "Pierwsze zdanie."
    assert not Typing.objects.exists()


def test_a_tab_that_is_left_at_once_is_kept(page: Page, editor: User) -> None:
    open_form(page)
    page.locator("[name=title_pl]").fill("Nowa strona")
    page.goto("/zaplecze/szkice/")
    until(Typing.objects.exists)  # what a page sends while it is left, no page waits for

    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Dodaj")
    assert Typing.objects.get().data["title_pl"] == ["Nowa strona"]


def test_a_log_in_that_expires_in_the_middle_is_told_and_carries_everything(page: Page, editor: User) -> None:
    open_form(page)
    type_text(page, "Pierwsze.")
    expect(status(page)).to_contain_text("Zachowano szkic o ")

    Session.objects.all().delete()
    type_text(page, " Drugie.")
    expect(status(page)).to_contain_text("Logowanie wygasło")
    expect(page.locator(".typing [data-part=login]")).to_be_visible()
    page.locator("[name=slug]").fill("nowa")
    page.locator("[name=title_pl]").fill("Nowa strona")
    page.locator("[name=position]").fill("1")
    page.locator("[name=_save]").click()
    expect(page.locator(".typing-banner")).to_contain_text("wrócisz do tego, co wpisane")
    log_in(page)

    expect(page.locator("[name=body_pl]")).to_have_value("Pierwsze. Drugie.")
    page.locator("[name=_save]").click()
    expect(page.locator(".success")).to_be_visible()
    assert OwnPage.objects.get(slug="nowa").body_pl == "Pierwsze. Drugie."
    assert not Typing.objects.exists()


def test_after_a_log_in_in_another_tab_the_first_goes_on_and_saves(page: Page, editor: User) -> None:
    open_form(page)
    Session.objects.all().delete()
    page.locator("[name=slug]").fill("nowa")
    page.locator("[name=title_pl]").fill("Nowa strona")
    page.locator("[name=position]").fill("1")
    type_text(page, "Tekst.")
    expect(status(page)).to_contain_text("Logowanie wygasło")
    with page.context.expect_page() as opening:
        page.locator(".typing [data-part=login]").click()
    log_in(opening.value)
    expect(opening.value.locator("h1").last).to_contain_text("Szkice")
    opening.value.close()

    page.bring_to_front()
    type_text(page, " Dalej.")
    expect(status(page)).to_contain_text("Zachowano szkic o ")
    page.locator("[name=_save]").click()

    expect(page.locator(".success")).to_be_visible()
    assert OwnPage.objects.get(slug="nowa").body_pl == "Tekst. Dalej."


def test_without_a_script_a_button_keeps_the_draft(browser: Browser, live_server: Any, editor: User) -> None:
    context = browser.new_context(base_url=live_server.url, locale="pl-PL", java_script_enabled=False)
    page = context.new_page()
    open_form(page)
    page.locator("[name=body_pl]").fill("Tekst.")
    page.get_by_role("button", name="Zachowaj szkic").click()

    expect(page.locator("[name=body_pl]")).to_have_value("Tekst.")
    expect(page.locator(".success")).to_contain_text("Szkic zachowano")
    context.close()
