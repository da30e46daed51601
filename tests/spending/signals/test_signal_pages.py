"""Pages of signals: what they say, whom they name, which are found by a filter, in how many queries."""

from __future__ import annotations

import csv
import io
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from spending.models import Contract, Signal, SignalWord
from spending.signals.recomputing import recompute
from tests.factories.spending import NoticeFactory
from tests.spending.signals.planting import TODAY, contract, unit, year_of

pytestmark = pytest.mark.django_db
PAGE = "/wydatki/sygnaly/tuz-pod-progiem/"


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode()).replace("\xa0", " ")


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(f"{PAGE.rstrip('/')}.csv{query}")
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def planted(n: int = 1, **fields: Any) -> list[Contract]:
    made = [contract("129000.00", tax="net", **fields) for _each in range(n)]
    recompute(today=TODAY)
    return made


def test_the_front_names_every_class_and_says_what_cannot_be_computed_instead_of_zero(client: Client) -> None:
    planted()
    page = get(client, "/wydatki/sygnaly/")
    assert "Sygnał to powód, by sprawdzić, nie zarzut." in page
    assert "Tuż pod progiem zamówień publicznych" in page
    assert "Nie do policzenia" in page
    assert "żaden rejestr, który czytamy, nie podaje dnia rejestracji firmy" in page


def test_an_indicator_that_notices_do_not_allow_is_never_shown_as_none_found(client: Client) -> None:
    planted()
    assert not_computable(client) == (11, True, True)  # no notice is there, and nobody gives when a firm registered
    NoticeFactory()
    assert not_computable(client) == (9, False, True)  # R003 and R018 can be asked, the others need every offer


def not_computable(client: Client) -> tuple[int, bool, bool]:
    """Count the classes that the front calls not computable; tell whether the pages of R003 and R024 say it too."""
    words = "Nie do policzenia"
    front = get(client, "/wydatki/sygnaly/").count(f'<span class="na">{words}</span>')
    lists = [get(client, f"/wydatki/sygnaly/{code}/").partition('id="method"')[0] for code in ("r003", "r024")]
    return front, words in lists[0], words in lists[1]


def test_the_page_of_a_class_says_its_whole_method(client: Client) -> None:
    page = get(client, PAGE)
    for words in ("Definicja", "Wzór", "Dane wejściowe", "Co pomijamy", "Czego to nie znaczy", "170 000,00 zł netto"):
        assert words in page


def test_a_signal_shows_its_numbers_its_contract_and_no_private_person(client: Client) -> None:
    [row] = planted(number="ZDM.7.2024")
    signal = Signal.objects.get()
    page = get(client, signal.get_absolute_url())
    assert "129 000,00 zł netto" in page
    assert "0,8 %" in page
    assert row.get_absolute_url() in page
    assert 'content="noindex"' in page


def test_a_hint_is_called_a_hint_and_not_a_signal(client: Client) -> None:
    contract("159000.00", tax="gross")
    recompute(today=TODAY)
    assert "wskazówka" in get(client, Signal.objects.get().get_absolute_url())


def test_the_contract_the_unit_and_the_supplier_show_their_signals(client: Client) -> None:
    [row] = planted()
    assert row.buyer is not None
    assert row.supplier is not None
    for address in (
        row.get_absolute_url(),
        f"/wydatki/jednostki/{row.buyer.slug}/",
        f"/wydatki/wykonawcy/{row.supplier.slug}/",
    ):
        assert Signal.objects.get().get_absolute_url() in get(client, address)


def test_contracts_are_filtered_by_a_signal_that_stands(client: Client) -> None:
    planted(number="ZDM.7.2024")
    contract("5.00", number="ZDM.8.2024")
    page = get(client, "/wydatki/umowy/?sygnal=tuz-pod-progiem")
    assert "1 wiersz" in page
    Signal.objects.update(outdated_at=timezone.now())
    assert "1 wiersz" not in get(client, "/wydatki/umowy/?sygnal=tuz-pod-progiem")


def test_signals_are_filtered_by_unit_supplier_year_and_state_on_the_page_and_in_the_file(client: Client) -> None:
    [row], _others = planted(buyer=unit(name="Szkoła 7")), planted(3)
    assert row.buyer is not None
    assert row.supplier is not None
    outdated, dismissed = Signal.objects.exclude(contracts__contains=[row.pk])[:2]
    Signal.objects.filter(pk=outdated.pk).update(outdated_at=timezone.now())
    someone = User.objects.create_user("recenzentka")
    SignalWord.objects.create(
        signal=dismissed, kind="dismissal", text="błąd", user=someone, decided_by=someone, decided_at=timezone.now()
    )
    assert len(rows(client, f"?jednostka={row.buyer.slug}")) == 1
    assert len(rows(client, f"?wykonawca={row.supplier.slug}")) == 1
    assert len(rows(client, "?rok=2023")) == 0
    assert len(rows(client, "?stan=aktualne")) == 2
    assert len(rows(client, "?stan=oddalone")) == 1
    assert rows(client, "?stan=nieaktualne")[0]["outdated_at"]
    assert rows(client, f"?jednostka={row.buyer.slug}")[0]["contracts"] == row.slug
    assert "Szkoła 7" in get(client, f"{PAGE}?jednostka={row.buyer.slug}")
    assert client.get(f"{PAGE}?stan=wszystkie").status_code == 400


def test_a_signal_of_a_whole_year_leads_to_the_contracts_of_that_year(client: Client) -> None:
    year_of(unit(name="ZDM"), 2024, ["100.00"] * 20)
    contract("90000.00", date(2024, 12, 20), buyer=Contract.objects.all()[0].buyer)
    recompute(today=TODAY)
    signal = Signal.objects.get(code="koniec-roku")
    assert "rok=2024" in get(client, signal.get_absolute_url())


def test_a_signal_that_no_longer_holds_says_since_when_and_keeps_its_numbers(client: Client) -> None:
    [row] = planted()
    Contract.objects.filter(pk=row.pk).update(value=5)
    recompute(today=TODAY)
    page = get(client, Signal.objects.get().get_absolute_url())
    assert "Nieaktualny od" in page
    assert "129 000,00 zł netto" in page


def test_pages_ask_the_database_as_often_for_many_signals_as_for_few(client: Client) -> None:
    planted(2)
    counts = []
    for _again in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            get(client, PAGE)
        counts.append(len(asked))
        planted(8)
    assert counts[0] == counts[1] <= 8
    with CaptureQueriesContext(connection) as front:
        get(client, "/wydatki/sygnaly/")
    assert len(front) <= 6
    assert client.get(PAGE + "nie-ma/").status_code == 404
    assert client.get("/wydatki/sygnaly/nie-ma/").status_code == 404
