"""A journalist's way: contracts narrowed down, their figures, the rows in a spreadsheet, the picture, the document."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from spending.models import Contract
from tests.factories.spending import ContractFactory, OrganizationFactory
from watchdog.embedded import pango
from watchdog.records import record_type
from watchdog.search.indexing import reindex

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FILTERS = "q=chodnik&rok=2024&kwota_od=1000"
FIRM = "Żółć i Łąka Sp. z o.o."
VALUES = (Decimal("12345.67"), Decimal("1000.05"), Decimal("2500.00"))
SUM = "15 845,72 zł"
OFFICE = shutil.which("soffice")
HEADINGS = ["Przedmiot", "Wykonawca", "Kwota"]
"""Among the columns of the file for Polish Excel."""


@pytest.fixture
def contracts(live_server: object) -> list[Contract]:
    """Make three contracts that the filter finds, and two that it does not."""
    firm = OrganizationFactory(name=FIRM, supplies=True)
    days = {"signed_first": date(2024, 5, 6), "signed_last": date(2024, 5, 6)}
    named = {"supplier": firm, "subject": "Remont chodnika – ulica Źródlana; „etap” 1", **days}
    found = [ContractFactory(value=value, **named) for value in VALUES]
    ContractFactory(value=5, **named)
    ContractFactory(value=5000, supplier=firm, subject="Remont chodnika", signed_first=None, signed_last=None)
    reindex(record_type("spending.contract"))  # words are asked of the search
    return found


def taken(page: Page, name: str, folder: Path) -> Path:
    """Take a file of the list home."""
    with page.expect_download() as downloading:
        page.get_by_role("link", name=name, exact=True).click()
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    return path


def cells(sheet: list[list[Any]], heading: str) -> list[Any]:
    """Give a column of a table below its heading."""
    place = sheet[0].index(heading)
    return [row[place] for row in sheet[1:]]


def polish_rows(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def opened(path: Path, folder: Path) -> list[list[Any]]:
    """Let LibreOffice, set to Polish, open a file of the list, and read what it has understood."""
    polish = "CSV:59,34,UTF-8,1,,1045,false,true"  # semicolons, quotes, UTF-8, from line 1, Polish, numbers detected
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    asked = [
        str(OFFICE),
        profile,
        "--headless",
        f"--infilter={polish}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*asked, str(path)], check=True, capture_output=True, timeout=120)
    return CalamineWorkbook.from_path(folder / f"{path.stem}.xlsx").get_sheet_by_index(0).to_python()


@pytest.fixture
def narrowed(page: Page, contracts: list[Contract]) -> Page:
    """Narrow the list by its form, as a person would; the filter stands in the address."""
    page.goto("/wydatki/umowy/")
    page.get_by_label("Słowa przedmiotu, wykonawca, numer").fill("chodnik")
    page.get_by_label("Rok zawarcia").fill("2024")
    page.get_by_label("Kwota od").fill("1000")
    page.get_by_role("button", name="Pokaż").click()
    return page


def test_contracts_are_narrowed_counted_and_taken_home(narrowed: Page, tmp_path: Path) -> None:
    assert {"q=chodnik", "rok=2024", "kwota_od=1000"} <= set(narrowed.url.partition("?")[2].split("&"))
    sums = narrowed.locator(".sums")
    expect(sums).to_contain_text("z 3 wierszy")
    expect(sums).to_contain_text(SUM)
    assert narrowed.get_by_role("main").locator("svg rect.rect").count() >= 1  # the picture: value year by year

    plain = taken(narrowed, "CSV", tmp_path)
    with plain.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(Decimal(row["value"]) for row in rows) == sorted(VALUES)
    assert {row["supplier"] for row in rows} == {FIRM}

    table = polish_rows(taken(narrowed, "CSV dla polskiego Excela", tmp_path))
    assert set(cells(table, "Kwota")) == {"12345,67", "1000,05", "2500,00"}
    book = CalamineWorkbook.from_path(taken(narrowed, "Excel (XLSX)", tmp_path)).get_sheet_by_index(0).to_python()
    assert sorted(cells(book, "Kwota")) == sorted(map(float, VALUES))
    assert set(cells(book, "Wykonawca")) == {FIRM}


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine (Debian: libreoffice-calc)")
@pytest.mark.slow  # an office starts, which takes some seconds
def test_the_file_opens_in_libreoffice_with_its_columns_numbers_and_letters(narrowed: Page, tmp_path: Path) -> None:
    sheet = opened(taken(narrowed, "CSV dla polskiego Excela", tmp_path), tmp_path)

    assert set(HEADINGS) <= set(sheet[0])
    assert sorted(cells(sheet, "Kwota")) == sorted(map(float, VALUES))
    assert set(cells(sheet, "Wykonawca")) == {FIRM}
    assert set(cells(sheet, "Przedmiot")) == {"Remont chodnika – ulica Źródlana; „etap” 1"}


@pytest.mark.skipif(
    not (pango.is_installed() or pango.is_unpacked()), reason="no Pango: ./portal test says how to get it"
)
def test_the_document_is_of_the_same_filter(narrowed: Page, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(taken(narrowed, "PDF", tmp_path)) as document:
        said = " ".join(page.get_textpage().get_text_bounded() for page in document)

    said = " ".join(said.split())
    assert SUM in said.replace("\u00a0", " ")
    assert FIRM in said
    assert "chodnik" in said
