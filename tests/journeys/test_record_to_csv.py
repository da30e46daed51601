"""The main job, walked by a resident: a record goes in, is found, read, held against its document and taken away."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from council.models import Vote

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SUBJECT = "Utworzenie Osiedla Baildona oraz nadanie mu statutu"
NARROW = {"width": 390, "height": 844}


@pytest.fixture
def gliwice(live_server: object) -> None:
    """Take in the project's own sources that tell of the vote, through the corridor."""
    call_command("ingest", "gliwice_people", "gliwice_sessions", "gliwice_roll_calls", "--json")


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")


def open_vote(page: Page) -> None:
    """Open the first hit, the resolution, and from it the vote that adopted it."""
    page.get_by_role("main").get_by_role("link", name=SUBJECT).first.click()
    expect(page.locator("h1")).to_have_text(SUBJECT)
    page.get_by_role("main").locator("a[href^='/rada/glosowania/2']").first.click()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_record_is_found_read_checked_and_downloaded(page: Page, gliwice: None, tmp_path: Path) -> None:
    search(page, "osiedla baildon")
    open_vote(page)

    expect(page.locator("h1")).to_have_text(SUBJECT)
    expect(page.locator(".hemi svg > g")).to_have_count(25)
    expect(page.get_by_role("main")).to_contain_text("Dominik Dragon")
    vote = Vote.objects.get(subject=SUBJECT)
    assert (vote.tally_for, vote.tally_against, vote.tally_abstain, vote.tally_absent) == (22, 0, 2, 1)
    assert page.url.endswith(vote.get_absolute_url())

    page.locator(f"a[href='{vote.snapshot.get_absolute_url()}']").first.click()
    expect(page.locator("h1")).to_have_text("Dokument w naszym archiwum")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Otwórz lub pobierz plik").click()
    kept = tmp_path / "dokument.csv"
    downloading.value.save_as(kept)
    assert "Dominik Dragon;WSTRZYMAŁ SIĘ" in kept.read_text(encoding="utf-8")

    page.goto("/rada/glosowania/")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV", exact=True).click()
    taken = tmp_path / "glosowania.csv"
    downloading.value.save_as(taken)
    [row] = rows(taken)
    assert row["subject"] == SUBJECT
    assert row["url"].endswith(vote.get_absolute_url())


def test_the_same_way_fits_a_phone(page: Page, gliwice: None) -> None:
    page.set_viewport_size(NARROW)
    search(page, "osiedla baildon")
    open_vote(page)

    expect(page.locator("h1")).to_have_text(SUBJECT)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_a_question_without_an_answer_says_so(page: Page, gliwice: None) -> None:
    search(page, "hipopotam")

    expect(page.get_by_role("main")).to_contain_text("hipopotam")
    expect(page.get_by_role("main").get_by_role("link", name=SUBJECT)).to_have_count(0)
