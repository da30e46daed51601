"""A reviewer comes in by keyboard, in one step; the first time leads through the set-up of the second factor."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories.accounts import PASSWORD, code, device, member
from watchdog.accounts.second_factor import waiting_device

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("rules_of_production"),
]


def type_in(page: Page, *words: str) -> None:
    """Type one word a field, from the field that has the focus on, and send."""
    for word in words[:-1]:
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.keyboard.type(words[-1])
    page.keyboard.press("Enter")


def test_a_reviewer_logs_in_without_a_mouse(page: Page, live_server: object) -> None:
    shown = device(member("rita", "recenzent"))

    page.goto("/zaplecze/council/vote/")
    type_in(page, "rita", PASSWORD, code(shown))

    expect(page).to_have_url(f"{live_server}/zaplecze/council/vote/")


def test_the_first_time_leads_through_the_second_factor(page: Page, live_server: object) -> None:
    rita = member("rita", "recenzent")
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto("/zaplecze/")
    type_in(page, "rita", PASSWORD)
    expect(page.locator(".qr svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator("[name=code]").focus()
    type_in(page, code(waiting_device(rita)))
    expect(page.locator(".codes li")).to_have_count(10)

    page.locator(".button.default").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server}{reverse('admin:index')}")
