from __future__ import annotations

import csv
import io
import json
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.archive import ReadingFactory, SnapshotFactory
from tests.factories.council import ResolutionFactory
from watchdog.exports.views import file_name

pytestmark = pytest.mark.django_db

LIST = "/rada/uchwaly"


def body_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode())


def rows_of(response: Any, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body_of(response).removeprefix("\ufeff")), delimiter=delimiter))


def test_csv_holds_the_selection_of_the_address(client: Client) -> None:
    ResolutionFactory(number="I/1/2014", adopted_on=date(2014, 1, 1))
    ResolutionFactory(number="I/1/2015", adopted_on=date(2015, 1, 1))

    rows = rows_of(client.get(f"{LIST}.csv?rok=2014&utm_source=x&page=po~1"))

    assert [row["number"] for row in rows] == ["I/1/2014"]


def test_each_row_says_where_it_was_read(client: Client) -> None:
    snapshot = SnapshotFactory()
    evidence = {"snapshot": snapshot, "place": "p. 3", "address": "https://bip.example/7", "certainty": "inferred"}
    resolution = ResolutionFactory(**evidence)
    reading = ReadingFactory(record=resolution, snapshot=snapshot, place="p. 3")
    ReadingFactory(record=resolution, place="p. 4")

    row = rows_of(client.get(f"{LIST}.csv"))[0]

    assert row["url"] == f"http://testserver{resolution.get_absolute_url()}"
    assert (row["address"], row["document"], row["place"]) == ("https://bip.example/7", snapshot.sha256, "p. 3")
    assert row["certainty"] == "inferred"
    assert row["read_at"] == timezone.localtime(reading.read_at).isoformat(timespec="seconds")


def test_a_row_entered_by_hand_has_empty_cells_for_its_document(client: Client) -> None:
    ResolutionFactory(address="")

    row = rows_of(client.get(f"{LIST}.csv"))[0]

    assert (row["document"], row["read_at"]) == ("", "")


def test_the_file_has_a_name_of_ascii_and_its_type(client: Client) -> None:
    response = client.get(f"{LIST}.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"].startswith('attachment; filename="gliwice-uchwaly-20')
    assert response["Content-Disposition"].isascii()


def test_a_name_of_a_file_takes_nothing_from_the_address_but_letters() -> None:
    assert file_name('/rada/głosowania";x.csv').startswith("gliwice-glosowania-x-")


def test_polish_excel_gets_semicolons_and_headings_in_words(client: Client) -> None:
    ResolutionFactory(number="I/1/2014")

    response = client.get(f"{LIST}.csv?format=csv-pl&rok=2014")

    text = body_of(response)
    assert text.startswith("\ufeff")
    assert text.splitlines()[1].startswith("I/1/2014;")


def test_json_says_which_selection_it_is(client: Client) -> None:
    ResolutionFactory(number="I/1/2014")

    response = client.get(f"{LIST}.json?rok=2014&sort=-data")

    data = json.loads(body_of(response))
    assert response["Content-Type"] == "application/json"
    assert data["filter"] == {"rok": "2014", "sort": "-data"}
    assert data["source"] == f"http://testserver{LIST}/?rok=2014&sort=-data"
    assert (data["kind"], data["count"]) == ("council.resolution", 1)


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}.csv?rok=dwa",
        f"{LIST}.csv?nieznany=1",
        f"{LIST}.csv?format=xlsx",
        f"{LIST}.csv?format=json",
        f"{LIST}.json?format=csv-pl",
        f"{LIST}.json?rok=dwa",
        f"{LIST}.json?q=%00",
    ],
)
def test_what_the_page_refuses_is_refused_with_its_reason(address: str, client: Client) -> None:
    ResolutionFactory()

    response = client.get(address)

    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "Content-Disposition" not in response
    assert len(body_of(response)) > 20


def test_a_format_that_does_not_exist_yet_has_no_address(client: Client) -> None:
    assert client.get(f"{LIST}.ods").status_code == HTTPStatus.NOT_FOUND


def test_a_head_tells_the_name_and_asks_for_no_rows(client: Client) -> None:
    response = client.head(f"{LIST}.csv")

    assert (response.status_code, response.content) == (HTTPStatus.OK, b"")
    assert response["Content-Disposition"].startswith("attachment")


def test_the_english_edition_exports_english_addresses_and_headings(client: Client) -> None:
    address = ResolutionFactory().get_absolute_url()

    row = rows_of(client.get(f"/en{LIST}.csv?format=csv-pl"), delimiter=";")[0]

    assert "number" in row
    assert f"http://testserver/en{address}" in row.values()


def test_an_export_sets_no_cookie(client: Client) -> None:
    response = client.get(f"{LIST}.csv")
    body_of(response)

    assert not response.cookies
