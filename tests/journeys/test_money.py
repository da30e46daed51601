"""The city's money, walked by a resident: a budget and its document, offers told from contracts, a supplier, a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from spending.models import Contract
from tests.journeys.keyboard import Keyboard

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLANNED = "1\u00a0509\u00a0221\u00a0084\u00a0zł"
"""The expenditure of 2013 as resolution XXX/558/2013 has it."""


@pytest.fixture
def gliwice(live_server: object) -> None:
    """Take in the project's own sources that tell of money, through the corridor."""
    call_command("ingest", "gliwice_budget", "gliwice_contracts", "--json")


@pytest.fixture
def plain_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Open a page in a browser that runs no script."""
    context = browser.new_context(base_url=live_server.url, locale="pl-PL", java_script_enabled=False)
    yield context.new_page()
    context.close()


def budget_of_2013(page: Page) -> None:
    """Go from the start page to the amount that the council adopted, and to the document that states it."""
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Pieniądze", exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name="Budżet rok po roku").click()
    page.get_by_role("main").get_by_role("link", name="2013", exact=True).click()

    stages = page.locator("#stages")
    expect(stages).to_contain_text(PLANNED)
    expect(stages).to_contain_text("XXX/558/2013")
    expect(page.locator("#how-we-know")).to_contain_text("budzetu-miasta-gliwice-na-2013-rok")
    stages.get_by_role("link", name=PLANNED).click()
    expect(page.locator(".head .hl")).to_have_text(PLANNED)


def offers(page: Page) -> int:
    """Narrow the list of contracts to offers, of which no sum is made; tell how many there are."""
    page.get_by_role("link", name="Umowy", exact=True).first.click()
    page.get_by_label("oferta", exact=True).check()
    page.get_by_role("button", name="Pokaż").click()

    known = Contract.objects.filter(kind=Contract.Kind.OFFER.value).count()
    expect(page.locator(".bar").first).to_contain_text(f"{known} wierszy rejestrów")
    expect(page.locator(".sums")).to_contain_text("Umów")
    expect(page.locator(".sums")).not_to_contain_text("zł")
    return known


def offer_and_supplier(page: Page) -> None:
    """Open an offer, which says that it is no contract, then who made it, and come back to the same list."""
    listed = page.url
    page.locator("main tbody .lead a").first.click()
    expect(page.locator(".kicker").first).to_contain_text("Oferta")
    expect(page.locator(".deck")).to_contain_text("To oferta, nie umowa")
    page.get_by_role("main").locator("a[href^='/wydatki/wykonawcy/']").first.click()
    expect(page.locator(".kicker").first).to_have_text("Wykonawca")
    page.go_back()
    page.go_back()
    assert page.url == listed


def test_money_is_followed_from_the_budget_to_a_supplier_and_taken_away(
    page: Page, gliwice: None, tmp_path: Path
) -> None:
    budget_of_2013(page)
    known = offers(page)
    offer_and_supplier(page)

    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV", exact=True).click()
    taken = tmp_path / "oferty.csv"
    downloading.value.save_as(taken)
    with taken.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == ["offer"] * known


def test_the_same_way_needs_no_script(plain_page: Page, gliwice: None) -> None:
    budget_of_2013(plain_page)
    offers(plain_page)
    offer_and_supplier(plain_page)


def test_offers_are_found_by_keyboard_alone(page: Page, gliwice: None) -> None:
    keys = Keyboard(page)
    page.goto("/wydatki/")
    keys.begin("offers")
    keys.past_the_head()
    keys.follow("/wydatki/umowy/")
    keys.past_the_head()
    keys.to("rodzaj")
    while not page.evaluate("document.activeElement.value === 'oferta'"):
        keys.press("Tab")
    keys.press("Space")
    keys.to_text("Pokaż")
    keys.enter()
    expect(page.locator(".sums")).not_to_contain_text("zł")
    keys.past_the_head()
    keys.to_link(text="modernizacja rejonu sceny")
    keys.enter()
    expect(page.locator(".kicker").first).to_contain_text("Oferta")
