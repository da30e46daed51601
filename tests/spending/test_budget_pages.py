"""The budget's pages: exact amounts, nothing added across stages and quarters, doubts beside, gaps in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spending.models import BudgetFigure
from tests.factories.budget import BudgetLineFactory, made_up_report
from tests.factories.spending import BudgetFigureFactory, ClassificationCodeFactory

pytestmark = pytest.mark.django_db
BUDGET = "/wydatki/budzet/"
COLUMNS = ("Projekt planu", "Plan uchwalony", "Plan po zmianach", "Wykonanie")


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode()).replace("\xa0", " ")


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def row_of(page: str, head: str, section: str = 'id="stages"') -> dict[str, str]:
    """Give the cells of a row by their columns, as text."""
    part = page[page.index(section) :]
    row = next(row for row in re.findall(r"<tr>.*?</tr>", part, re.DOTALL) if head in row)
    cells = re.findall(r'<td[^>]*data-l="([^"]*)"[^>]*>(.*?)</td>', row, re.DOTALL)
    return {label: text_of(cell).strip() for label, cell in cells}


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def total(**more: Any) -> BudgetFigure:
    return BudgetFigureFactory(register="gliwice_facts", label="ogółem", **more)


# A year


def test_each_stage_stands_in_its_own_column_and_is_never_added(client: Client) -> None:
    total(year=2013, amount=Decimal("1509221084"), act="XXX/558/2013")
    total(year=2013, stage="draft", amount=Decimal("1000000000.50"))
    total(year=2013, side="revenue", amount=Decimal("1582000000"), approximate=True)

    page = get(client, f"{BUDGET}2013/")

    spent = row_of(page, "Wydatki")
    assert tuple(spent) == COLUMNS
    assert spent["Plan uchwalony"].startswith("1 509 221 084 zł XXX/558/2013")
    assert spent["Projekt planu"].startswith("1 000 000 000,50 zł")
    assert spent["Plan po zmianach"] == spent["Wykonanie"] == "nie wiadomo"
    assert row_of(page, "Dochody")["Plan uchwalony"].startswith("ok. 1 582 000 000 zł")
    assert row_of(page, "Zadłużenie") == dict.fromkeys(COLUMNS, "nie wiadomo")
    assert "2 509 221 084" not in page
    assert "Wydatki: 1,51 mld zł (plan uchwalony, XXX/558/2013)." in page
    assert "Brak podziału na działy" in page
    assert "różnią się" not in page


def test_a_computed_amount_is_marked(client: Client) -> None:
    total(year=2013, side="result", amount=-194619036, certainty="inferred")

    assert row_of(get(client, f"{BUDGET}2013/"), "Wynik")["Plan uchwalony"].startswith("−194 619 036 zł wywnioskowane")


def test_two_registers_that_differ_are_both_shown_with_the_difference(client: Client) -> None:
    made_up_report(2024, quarter=4)
    BudgetFigureFactory(register="gus_bdl", year=2024, stage="executed", label="wydatki", amount=Decimal(900_500))

    cell = row_of(get(client, f"{BUDGET}2024/"), "Wydatki")["Wykonanie"]

    assert "900 000 zł" in cell
    assert "900 500 zł" in cell
    assert "Kwoty różnią się o 500 zł." in cell


@pytest.mark.parametrize(("rounded", "said"), [(900_000, False), (800_000, True)])
def test_a_rounded_amount_differs_only_beyond_its_rounding(client: Client, rounded: int, said: bool) -> None:
    BudgetFigureFactory(register="gus_bdl", year=2024, stage="executed", amount=Decimal("912345.67"))
    total(year=2024, stage="executed", amount=rounded, approximate=True)

    cell = row_of(get(client, f"{BUDGET}2024/"), "Wydatki")["Wykonanie"]

    assert "912 345,67 zł" in cell
    assert ("Kwoty różnią się o ok. 112 345,67 zł; jedna z nich jest zaokrąglona." in cell) is said


def test_a_stated_total_and_the_same_sum_of_its_lines_stand_once(client: Client) -> None:
    made_up_report(2024, quarter=4)
    BudgetFigureFactory(register="bestia", year=2024, quarter=4, stage="executed", amount=Decimal(900_000))

    assert row_of(get(client, f"{BUDGET}2024/"), "Wydatki")["Wykonanie"].count("900 000 zł") == 1


def test_of_quarters_one_is_shown_and_none_are_added(client: Client) -> None:
    for quarter, amount in ((1, 100), (2, 250)):
        BudgetFigureFactory(register="bestia", year=2024, quarter=quarter, stage="executed", amount=amount)

    latest, first = get(client, f"{BUDGET}2024/"), get(client, f"{BUDGET}2024/?kwartal=1")

    assert "250 zł do końca II kwartału" in row_of(latest, "Wydatki")["Wykonanie"]
    assert "100 zł do końca I kwartału" in row_of(first, "Wydatki")["Wykonanie"]
    assert "350" not in text_of(latest[latest.index("<main") : latest.index("</main>")])


@pytest.mark.parametrize("query", ["kwartal=3", "kwartal=9", "etap=draft", "strona=x", "rejestr=x", "etap=projekt"])
def test_a_view_that_no_document_gives_is_no_page(client: Client, query: str) -> None:
    made_up_report(2024, quarter=4)

    assert client.get(f"{BUDGET}2024/?{query}").status_code == 404
    assert client.get(f"{BUDGET}2019/").status_code == 404


def test_parts_and_tasks_stand_apart_and_say_that_they_do_not_add_up(client: Client) -> None:
    total(year=2026, amount=2_500_000_000, approximate=True)
    BudgetFigureFactory(year=2026, scope="part", label="drogi", amount=196_000_000)
    BudgetFigureFactory(year=2026, scope="task", label="żłobek", amount=40_200_000, note="Całkowity koszt.")

    page = get(client, f"{BUDGET}2026/")

    assert "Te kwoty nie sumują się" in page
    apart = page[page.index('id="parts"') :]
    assert "196 000 000 zł" in apart
    assert "Całkowity koszt." in apart
    assert "236 200 000" not in page


def test_residents_of_the_same_year_divide_and_of_no_other(client: Client) -> None:
    total(year=2024, stage="executed", amount=Decimal(168248) * 10_000)
    total(year=2013)

    known, unknown = get(client, f"{BUDGET}2024/"), get(client, f"{BUDGET}2013/")

    assert "10 000 zł" in text_of(known[known.index('id="residents"') :])
    assert "Wykonanie, kwartału nie podano" in text_of(known[known.index('id="residents"') :])
    assert "168 248" in known
    assert "Nie widzieliśmy tej liczby w dokumencie Głównego Urzędu Statystycznego." in known
    assert "Nie liczymy: nie znamy liczby mieszkańców z tego roku" in unknown


def test_a_units_report_is_not_the_citys(client: Client) -> None:
    made_up_report(2024, quarter=4, unit="Szkoła Podstawowa nr 1")
    total(year=2024)

    assert "Brak podziału na działy" in get(client, f"{BUDGET}2024/")


# The map


def test_the_map_and_the_table_hold_the_same_amounts(client: Client) -> None:
    ClassificationCodeFactory(code="801", name="Oświata i wychowanie")
    made_up_report(2024, quarter=4)

    page = get(client, f"{BUDGET}2024/")

    titles = re.findall(r'<a href="/wydatki/budzet/2024/(\d{3})/"><title>([^<]+)</title>', page)
    assert titles[:3] == [
        ("600", "kod 600, nazwy nie znamy: 450 tys. zł · 50,0 %"),
        ("801", "Oświata i wychowanie: 445 tys. zł · 49,4 %"),
        ("921", "kod 921, nazwy nie znamy: 5 000 zł · 0,6 %"),
    ]
    row = row_of(page, "Oświata i wychowanie", "<tbody>")
    assert row == {"Plan po zmianach": "890 000 zł", "Wykonanie": "445 000 zł", "Udział": "49,4 %"}
    assert row_of(page, "Suma wierszy", "<tfoot>")["Plan po zmianach"] == "1 800 000 zł"
    assert page.count('role="group"') == 2


def test_a_part_of_a_year_is_no_picture_unless_asked_for(client: Client) -> None:
    made_up_report(2026, quarter=1)

    assert "Wydatki 2026 według działów: Plan po zmianach" in get(client, f"{BUDGET}2026/")
    assert "Wydatki 2026 według działów: Wykonanie" in get(client, f"{BUDGET}2026/?etap=wykonanie")


def test_single_lines_of_the_press_are_no_map_and_no_total(client: Client) -> None:
    BudgetLineFactory(
        register="gliwice_facts", year=2020, quarter=None, stage="draft", rozdzial="", paragraf="", financing=""
    )

    page = get(client, f"{BUDGET}2020/")

    assert "Podział na działy jest niepełny" in page
    assert '<svg viewBox="0 0 760 400"' not in page
    assert row_of(page, "Wydatki")["Projekt planu"] == "nie wiadomo"
    assert "100,0 %" not in page


def test_a_whole_beside_its_parts_is_shown_and_not_added(client: Client) -> None:
    made_up_report(2024, quarter=4)
    BudgetLineFactory(rozdzial="", paragraf="", financing="", amount=445_000)

    page = get(client, f"{BUDGET}2024/")

    assert "całość obok swoich części: nie sumujemy" in page
    assert "1 345 000" not in page


def test_more_parts_than_can_be_told_apart_are_drawn_as_one(client: Client) -> None:
    for place in range(20):
        BudgetLineFactory(dzial=f"{600 + place}", rozdzial=f"{600 + place}15", amount=1000 + place)

    page = get(client, f"{BUDGET}2024/")

    assert "7 mniejszych części" in page
    assert page.count("<rect") >= 28


def test_a_dzial_leads_to_rozdzialy_and_these_to_paragraphs(client: Client) -> None:
    ClassificationCodeFactory(kind="rozdzial", code="80101", name="Szkoły podstawowe")
    ClassificationCodeFactory(kind="expenditure", code="605", name="Wydatki inwestycyjne jednostek budżetowych")
    made_up_report(2024, quarter=4)

    dzial, rozdzial = get(client, f"{BUDGET}2024/801/"), get(client, f"{BUDGET}2024/801/80101/")

    assert row_of(dzial, "Szkoły podstawowe", "<tbody>")["Wykonanie"] == "345 000 zł"
    assert f'href="{BUDGET}2024/801/80101/"' in dzial
    assert row_of(rozdzial, "Wydatki inwestycyjne", "<tbody>")["Wykonanie"] == "45 000 zł"
    assert "6050" in rozdzial
    assert client.get(f"{BUDGET}2024/802/").status_code == client.get(f"{BUDGET}2024/600/80101/").status_code == 404


# Years


def test_a_missing_year_is_a_gap_and_stages_have_no_common_bars(client: Client) -> None:
    for year, amount in ((2021, 1_807_043_248), (2023, 1_582_000_000)):
        total(year=year, amount=amount)
    total(year=2024, stage="draft", amount=9)

    page = get(client, BUDGET)

    gaps = re.findall(r'<th scope="row"[^>]*>(?:<a[^>]*>)?(\d{4})(?:</a>)?</th>\s*<td[^>]*><span class="na">luka', page)
    assert gaps == ["2024", "2022"]
    assert re.findall(r'class="rect" x="0" y="1" width="([\d.]+)"', page) == ["87.5", "100.0"]
    assert 'class="rect--2"' in get(client, f"{BUDGET}?etap=projekt")
    assert client.get(f"{BUDGET}?etap=wykonanie").status_code == 404


def test_half_a_year_has_no_bar_beside_whole_ones(client: Client) -> None:
    BudgetFigureFactory(register="bestia", year=2023, quarter=4, stage="executed", amount=100)
    BudgetFigureFactory(register="bestia", year=2024, quarter=2, stage="executed", amount=70)

    page = get(client, f"{BUDGET}?etap=wykonanie")

    assert page.count('class="rect"') == 1
    assert "do końca II kwartału" in page


# Figures, the front, the start page


def test_a_figure_has_a_page_with_its_document_and_what_stands_beside_it(client: Client) -> None:
    figure = total(year=2026, amount=2_500_000_000, approximate=True, key="2026/uchwalony wydatki")
    total(year=2026, stage="draft", amount=Decimal("2499791796.78"))

    page = get(client, figure.get_absolute_url())

    assert "ok. 2 500 000 000 zł" in page
    assert "2 499 791 796,78 zł" in page
    assert "https://bip.example/budzet" in page


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("rok=2013", ["a"]),
        ("strona=dochody", ["b"]),
        ("etap=projekt", ["c"]),
        ("etap=nieznany", ["d"]),
        ("dzial=801", ["e"]),
        ("zakres=wiersz", ["e"]),
        ("q=deficyt", ["b"]),
    ],
)
def test_filters_keep(client: Client, query: str, kept: list[str]) -> None:
    total(key="a", year=2013)
    BudgetFigureFactory(key="b", side="revenue", label="Deficyt i dochody")
    total(key="c", stage="draft")
    total(key="d", stage="")
    BudgetLineFactory(key="e", rozdzial="80101")

    rows = client.get(f"{BUDGET}kwoty/?{query}").context["rows"]

    assert [row.figure.key for row in rows] == kept


def test_a_wrong_dzial_is_refused_in_words(client: Client) -> None:
    response = client.get(f"{BUDGET}kwoty/?dzial=osiem")

    assert response.status_code == 400
    assert "Dział ma trzy cyfry" in response.content.decode()


@time_machine.travel(datetime(2026, 11, 26, tzinfo=UTC))
def test_the_front_and_the_start_page_show_this_years_plan_beside_its_execution(client: Client) -> None:
    total(year=2026, amount=2_500_000_000, approximate=True)
    total(year=2027, stage="draft", amount=7)

    front, start = get(client, "/wydatki/"), get(client, "/")

    for page in (front, start):
        assert "Budżet na 2026 rok" in page
    assert "Ile z planu na 2026 rok wydano: nie odczytaliśmy żadnego sprawozdania." in front
    assert "ok. 2,50 mld zł" in start


def test_an_empty_portal_says_that_it_knows_nothing(client: Client) -> None:
    assert "Ani jednej kwoty budżetu ogółem" in get(client, "/wydatki/")
    assert "Nie znamy jeszcze żadnego budżetu" in get(client, BUDGET)
    assert "Nie znamy jeszcze żadnej kwoty budżetu ogółem" in get(client, "/")


@pytest.mark.parametrize("count", [1, 5])
def test_pages_cost_the_same_whatever_their_size(client: Client, count: int) -> None:
    for year in range(2020, 2020 + count):
        made_up_report(year, quarter=4)
        for _each in range(count):
            total(year=year)
            BudgetFigureFactory(year=year, scope="task", label="zadanie")

    costs = {page: queries(client, f"{BUDGET}{page}") for page in ("", "2020/", "2020/801/", "2020/801/80101/")}

    assert costs == {"": 3, "2020/": 7, "2020/801/": 3, "2020/801/80101/": 3}
