"""A document's card, and its bytes where they may be seen."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from council.models import Meeting
from tests.fakes.sources import SessionsOfATerm, numbered, sessions
from watchdog.archive.keeping import Arrival, keep
from watchdog.archive.models import Disclosure, Snapshot
from watchdog.archive.vault import vault
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Document

pytestmark = pytest.mark.django_db

CARD_QUERIES = 12


def kept(content: bytes, **values: str) -> Snapshot:
    known = {"source": "a", "disclosure": Disclosure.PUBLIC, "media_type": "application/pdf"}
    return keep(Arrival(content, **{"address": "https://bip.example/druk 1.pdf", **known, **values})).snapshot


def body(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\u00a0", " ")


def test_a_card_tells_where_and_what(client: Client) -> None:
    snapshot = kept(b"%PDF-1.7")

    page = body(client, snapshot.get_absolute_url())

    assert "https://bip.example/druk 1.pdf" in page
    assert snapshot.sha256 in page
    assert f"/archiwum/{snapshot.sha256}/plik" in page


def test_a_card_names_the_records_read_from_the_document(client: Client) -> None:
    content = sessions({"number": 7, "doubt": "Data z przyszłości."}, {"venue": "bez numeru"})
    pipeline.take_in(SessionsOfATerm(), Document("https://bip.example/sesje.json", content))

    page = body(client, Snapshot.objects.get().get_absolute_url())

    assert Meeting.objects.get().get_absolute_url() in page
    assert "Data z przyszłości." in page
    assert "bez numeru" not in page


def test_a_card_of_a_seed_says_that_there_is_no_original(client: Client) -> None:
    snapshot = kept(b"a;b", address="seed:gliwice/a.csv", media_type="text/csv")

    assert "Kopii tych oryginałów" in body(client, snapshot.get_absolute_url())


def test_a_card_for_staff_only_tells_no_names(client: Client) -> None:
    snapshot = kept(b"Jan Kowalski", address="file:umowa-Jan-Kowalski.pdf", disclosure=Disclosure.STAFF)

    page = body(client, snapshot.get_absolute_url())

    assert snapshot.sha256 in page
    assert "Kowalski" not in page
    assert "/plik" not in page


def test_an_unknown_document_has_no_card(client: Client) -> None:
    assert client.get(f"/archiwum/{'0' * 64}/").status_code == 404


@pytest.mark.parametrize("records", [2, 60])
def test_a_card_costs_the_same_however_much_was_read(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    pipeline.take_in(SessionsOfATerm(), Document("https://bip.example/sesje.json", numbered(*range(1, records + 1))))
    address = Snapshot.objects.get().get_absolute_url()

    with django_assert_max_num_queries(CARD_QUERIES):
        client.get(address)


def test_a_long_list_of_records_is_paged(client: Client) -> None:
    pipeline.take_in(SessionsOfATerm(), Document("https://bip.example/sesje.json", numbered(*range(1, 61))))
    address = Snapshot.objects.get().get_absolute_url()

    first, second = body(client, address), body(client, f"{address}?page=2")

    assert "?page=2" in first
    assert "51–60 z 60" in second


def test_public_bytes_are_sent_as_they_are(client: Client) -> None:
    snapshot = kept(b"%PDF-1.7")

    response = client.get(f"/archiwum/{snapshot.sha256}/plik")

    assert b"".join(response) == b"%PDF-1.7"  # type: ignore[arg-type]  # a streaming response yields bytes
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'inline; filename="druk 1.pdf"'
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_page_made_by_others_is_only_downloaded(client: Client) -> None:
    snapshot = kept(b"<script>alert(1)</script>", media_type="text/html; charset=utf-8", address="https://a.example/")

    response = client.get(f"/archiwum/{snapshot.sha256}/plik")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


def test_bytes_that_a_reader_has_are_not_sent_again(client: Client) -> None:
    snapshot = kept(b"%PDF-1.7")

    response = client.get(f"/archiwum/{snapshot.sha256}/plik", headers={"If-None-Match": f'"{snapshot.sha256}"'})

    assert response.status_code == 304


@pytest.mark.parametrize("disclosure", [Disclosure.STAFF, Disclosure.REDACTED])
def test_bytes_that_are_not_public_are_not_sent(client: Client, disclosure: str) -> None:
    snapshot = kept(b"Jan Kowalski", disclosure=disclosure)

    response = client.get(f"/archiwum/{snapshot.sha256}/plik")

    assert response.status_code == 403
    assert b"Kowalski" not in response.content


def test_a_damaged_copy_is_not_passed_off(client: Client) -> None:
    snapshot = kept(b"%PDF-1.7")
    vault().path(snapshot.sha256).write_bytes(b"%PDF-1.8")

    response = client.get(f"/archiwum/{snapshot.sha256}/plik")

    assert response.status_code == 500
    assert b"%PDF" not in response.content


def test_a_card_has_an_english_edition(client: Client) -> None:
    snapshot = kept(b"%PDF-1.7")

    assert "first seen" in body(client, f"/en{snapshot.get_absolute_url()}")
