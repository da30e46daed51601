"""The public board of what is missing, its lists and their files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.council import AgendaItemFactory, SessionFactory, VoteFactory
from watchdog.missing.board import board
from watchdog.missing.registry import lacks, register

pytestmark = pytest.mark.django_db

LIST = "/braki/sesje-bez-porzadku/"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\u00a0", " ")


def test_the_board_counts_each_kind_and_says_for_how_long() -> None:
    AgendaItemFactory(meeting=SessionFactory(day=date(2013, 5, 16)))
    SessionFactory(day=date(2014, 6, 12))
    SessionFactory(day=date(2015, 6, 11))

    line = next(line for line in board().lines if line.lack.code == "sesje-bez-porzadku")
    assert (line.part, line.have, line.years) == ("2 z 3 sesji", "1 z 3 sesji", "2014–2015")
    assert line.oldest.startswith("od 1")


def test_the_board_says_whose_gap_it_is(client: Client) -> None:
    page = text(client, "/braki/")
    assert "Brak w naszych danych nie znaczy, że urząd czegoś nie opublikował." in page
    assert "Stan na" in page
    assert "does not mean that the office has not published it" in text(client, "/en/braki/")


def test_an_empty_portal_does_not_claim_that_nothing_is_missing(client: Client) -> None:
    empty = board()
    assert (empty.lines, empty.complete) == ((), ())
    assert len(empty.unread) == len(lacks())
    assert {figure.value for figure in empty.sums} == {"nie wiadomo"}
    page = text(client, "/braki/")
    assert "Nie odczytaliśmy żadnego takiego zapisu" in page
    assert "Tego nie brakuje" not in page


def test_what_nothing_is_missing_of_is_said_only_of_known_records(client: Client) -> None:
    AgendaItemFactory(meeting=SessionFactory())

    assert "Tego nie brakuje w zapisach, które znamy" in text(client, "/braki/")
    assert "Nie znamy tu żadnego braku" in text(client, LIST)


def test_the_figures_on_top_say_x_of_y(client: Client) -> None:
    VoteFactory(choices=[("Jan Nowak", "za")])
    VoteFactory(totals=(15, 0, 0, 0))

    sums = {figure.label: (figure.value, figure.note) for figure in board().sums}
    assert sums["Głosowania jawne z nazwiskami"] == ("1", "z 2 głosowań jawnych")


def test_a_list_is_newest_first_and_can_be_turned_round(client: Client) -> None:
    for year in (2012, 2014, 2013):
        SessionFactory(day=date(year, 6, 12))

    newest = [row.since.year for row in client.get(LIST).context["rows"]]
    oldest = [row.since.year for row in client.get(f"{LIST}?sort=data").context["rows"]]
    assert (newest, oldest) == ([2014, 2013, 2012], [2012, 2013, 2014])


def test_a_list_is_filtered_by_year_and_term(client: Client) -> None:
    SessionFactory(day=date(2012, 6, 12))
    SessionFactory(day=date(2014, 6, 12))

    assert [row.since.year for row in client.get(f"{LIST}?rok=2012").context["rows"]] == [2012]
    assert len(client.get(f"{LIST}?kadencja=2010-2014").context["rows"]) == 2


def test_a_list_is_paged_and_each_page_goes_on_where_the_last_one_ended(client: Client) -> None:
    for number in range(1, 61):
        SessionFactory(number=number, day=date(2012, 1, 1 + number % 28))
    SessionFactory(number=99, day=None)

    first = client.get(LIST)
    second = client.get(LIST + first.context["page"].next)
    labels = [row.label for page in (first, second) for row in page.context["rows"]]
    assert len(labels) == len(set(labels)) == 61
    assert labels[-1].endswith("dzień nieznany")


@pytest.mark.parametrize("query", ["?rok=abc", "?nie-ma=1", "?page=po~x", "?sort=inaczej"])
def test_a_wrong_address_is_refused_with_no_rows(client: Client, query: str) -> None:
    SessionFactory()
    response = client.get(LIST + query)
    assert response.status_code == 400
    assert response.context["rows"] == []


@pytest.mark.parametrize("address", ["/braki/nie-ma-takich/", "/braki/nie-ma-takich.csv"])
def test_an_unknown_kind_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_kind_can_be_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        register(lacks()[0])


def streamed(client: Client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode()  # type: ignore[attr-defined]  # a file is streamed


def test_a_list_is_a_file_with_the_same_filters(client: Client) -> None:
    session = SessionFactory(number=44, day=date(2014, 6, 12))
    SessionFactory(day=date(2012, 6, 12))

    [row] = csv.DictReader(io.StringIO(streamed(client, "/braki/sesje-bez-porzadku.csv?rok=2014")))
    assert row["since"] == "2014-06-12"
    assert row["url"] == f"http://testserver{session.get_absolute_url()}"
    assert int(row["days"]) > 4000
    assert "mend" not in row
    document = json.loads(streamed(client, "/braki/sesje-bez-porzadku.json"))
    assert (document["count"], document["kind"]) == (2, "missing.sesje-bez-porzadku")


def test_a_file_of_a_wrong_filter_is_refused(client: Client) -> None:
    assert client.get("/braki/sesje-bez-porzadku.csv?rok=abc").status_code == 400
    assert client.get("/braki/sesje-bez-porzadku.csv?format=json").status_code == 400


def test_a_file_for_polish_excel_has_polish_headings(client: Client) -> None:
    SessionFactory()
    assert "brakuje od;" in streamed(client, "/braki/sesje-bez-porzadku.csv?format=csv-pl")


@pytest.mark.parametrize("lack", lacks(), ids=lambda lack: lack.code)
def test_every_list_and_file_can_be_asked_for(client: Client, lack: Any) -> None:
    text(client, f"/braki/{lack.code}/?sort=-data&rok=2014")
    assert streamed(client, f"/braki/{lack.code}.csv").startswith("record,since,days")


# Budgets


def fill(sessions: int) -> None:
    for number in range(1, sessions + 1):
        VoteFactory(meeting=SessionFactory(number=number), totals=(15, 0, 0, 0))


@pytest.mark.parametrize("sessions", [2, 30])
def test_the_board_has_a_budget(client: Client, sessions: int) -> None:
    fill(sessions)
    client.get("/braki/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/braki/")
    assert len(asked) == 54


@pytest.mark.parametrize("sessions", [2, 30])
@pytest.mark.parametrize(("code", "budget"), [("sesje-bez-porzadku", 4), ("glosowania-bez-nazwisk", 4)])
def test_a_list_has_a_budget(client: Client, sessions: int, code: str, budget: int) -> None:
    fill(sessions)
    client.get(f"/braki/{code}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/braki/{code}/")
    # With the version; kept choices and counts are asked anew where the server wrote meanwhile.
    assert len(asked) <= budget + 1
