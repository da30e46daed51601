"""A register brought to the back room: looked at, mapped, saved, taken in; a wrong mapping stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spending.models import Contract, RegisterMapping
from tests.factories.accounts import log_in, member
from tests.spending.registers.builders import COLUMNS, line, table
from watchdog.archive.models import Snapshot
from watchdog.ingest.models import Run

pytestmark = pytest.mark.django_db(transaction=True)

HABITS = {"title": "Rejestr umów ZDM", "slug": "zdm", "listing": "contracts", "annex": "mention"}
POSTED = {**HABITS, **{f"column_{field}": head for field, head in COLUMNS.items()}}
REGISTER = table(line(), line(number="2", supplier="Nowakowska Weronika"), line(number="3", value="drogo"))


@pytest.fixture
def reviewer(client: Client) -> Client:
    return log_in(client, member("recenzentka", "recenzent"))


@pytest.fixture
def bring(reviewer: Client) -> Callable[[str], str]:
    """Bring a file and return the address of its page."""

    def bring(content: str) -> str:
        file = SimpleUploadedFile("rejestr.csv", content.encode())
        answer = reviewer.post(reverse("admin:spending_registers"), {"file": file, "mapping": ""})
        return str(answer["Location"])

    return bring


def test_a_file_is_shown_as_it_opens_with_columns_told_by_their_headings(
    reviewer: Client, bring: Callable[[str], str]
) -> None:
    page = reviewer.get(bring(REGISTER)).content.decode()

    assert "UTF-8" in page
    assert "średnik" in page
    assert '<option value="Przedmiot umowy" selected>' in page


def test_looking_shows_rows_and_reasons_and_stores_nothing(reviewer: Client, bring: Callable[[str], str]) -> None:
    page = reviewer.post(bring(REGISTER), {**POSTED, "step": "look"}).content.decode()

    assert "Wiatrak Sp. z o.o." in page
    assert "Osoba fizyczna" in page
    assert "Nowakowska" not in page
    assert "drogo" in page
    assert "wiersz 2" in page
    assert not RegisterMapping.objects.exists()
    assert not Contract.objects.exists()


def test_a_saved_mapping_takes_the_file_in_as_a_run(reviewer: Client, bring: Callable[[str], str]) -> None:
    address = bring(REGISTER)

    answer = reviewer.post(address, {**POSTED, "step": "take"})

    assert answer["Location"].startswith(reverse("admin:spending_register", args=["zdm"]))
    run = Run.objects.get()
    assert (run.source, run.state, run.counts["stored"], run.counts["rejected"]) == ("rejestr_zdm", "done", 2, 1)
    assert Contract.objects.filter(register="rejestr_zdm").count() == 2
    assert Snapshot.objects.get().disclosure == "staff"
    assert "recenzentka" in reviewer.get(answer["Location"]).content.decode()


def test_a_wrong_mapping_is_said_and_nothing_is_saved_or_stored(reviewer: Client, bring: Callable[[str], str]) -> None:
    wrong: dict[str, Any] = {**POSTED, "column_value": "Kontrahent", "column_supplier": "Wartość", "step": "take"}

    page = reviewer.post(bring(REGISTER), wrong).content.decode()

    assert "errornote" in page
    assert not RegisterMapping.objects.exists()
    assert not Contract.objects.exists()
    assert not Run.objects.exists()


def test_a_column_chosen_twice_is_said_at_the_form(reviewer: Client, bring: Callable[[str], str]) -> None:
    page = reviewer.post(bring(REGISTER), {**POSTED, "column_number": "Kontrahent", "step": "save"}).content.decode()

    assert "jest wskazana dwa razy" in page
    assert not RegisterMapping.objects.exists()


def test_a_page_of_an_office_in_place_of_a_file_is_named(reviewer: Client, bring: Callable[[str], str]) -> None:
    assert "strona HTML" in reviewer.get(bring("<!doctype html><title>502</title>")).content.decode()


def test_a_mapping_is_changed_with_a_history(reviewer: Client, bring: Callable[[str], str]) -> None:
    reviewer.post(bring(REGISTER), {**POSTED, "step": "save"})

    reviewer.post(reverse("admin:spending_register", args=["zdm"]), {**POSTED, "title": "Umowy ZDM", "tax": "gross"})

    saved = RegisterMapping.objects.get()
    assert (saved.title, saved.mapping.tax.value, saved.history.count()) == ("Umowy ZDM", "gross", 2)


def test_a_volunteer_maps_no_register(client: Client) -> None:
    volunteer = log_in(client, member("wolontariuszka", "wolontariusz"))

    assert volunteer.get(reverse("admin:spending_registers")).status_code == 403
