"""The page of sources: what is read, how lately, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from council.sources.esesja_votes import EsesjaVotes
from tests.fakes.office import Office, Page
from tests.fakes.sources import SessionsOfATerm, numbered
from watchdog.ingest import files, registry, runs
from watchdog.ingest.models import Run

pytestmark = pytest.mark.django_db

QUERIES = 6

Publish = Callable[[Iterable[str]], SessionsOfATerm]


def page(client: Client) -> str:
    return client.get("/zrodla/").content.decode()


def walk(source: SessionsOfATerm) -> None:
    runs.perform(Run.objects.create(source=source.slug).pk)


def test_a_source_never_read_says_so(client: Client, source: SessionsOfATerm) -> None:
    assert "jeszcze nieodczytane" in page(client)


def test_a_source_shows_its_card(client: Client, source: SessionsOfATerm) -> None:
    assert "an office of our own making." in page(client)


def test_a_source_shows_what_came_of_its_last_run(client: Client, office: Office, publish: Publish) -> None:
    office.pages["/a"] = Page(numbered(1, 2, 3))
    walk(publish([f"{office.url}/a"]))

    answer = client.get("/zrodla/")

    state = answer.context["states"][0]
    assert (state.documents, state.readings, state.run.state) == (1, 3, Run.State.DONE)


def test_a_document_that_could_not_be_read_is_named(client: Client, office: Office, publish: Publish) -> None:
    office.pages["/a"] = Page(b"<html>")
    walk(publish([f"{office.url}/a"]))

    assert f'href="{office.url}/a"' in page(client)


def test_a_document_read_later_is_no_longer_named(client: Client, office: Office, publish: Publish) -> None:
    office.pages["/a"] = [Page(b"<html>"), Page(numbered(1))]
    source = publish([f"{office.url}/a"])
    walk(source)
    walk(source)

    assert f'href="{office.url}/a"' not in page(client)


def test_a_document_that_fails_every_day_is_named_once(client: Client, office: Office, publish: Publish) -> None:
    office.pages["/a"] = Page(b"<html>")
    source = publish([f"{office.url}/a"])
    walk(source)
    walk(source)

    assert len(client.get("/zrodla/").context["unread"]) == 1


def test_the_name_of_a_file_for_staff_is_not_told(client: Client, source: SessionsOfATerm, tmp_path: Path) -> None:
    path = tmp_path / "skarga-Jana-Kowalskiego.txt"
    path.write_text("Skarga", encoding="utf-8")
    list(files.take_in_files([path]))

    text = page(client)

    assert "Kowalskiego" not in text
    assert "plik przekazany redakcji" in text


@pytest.mark.parametrize("sources", [1, 20])
def test_the_page_costs_the_same_however_many_sources_there_are(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    sources: int,
) -> None:
    kinds = [
        type(f"S{n}", (SessionsOfATerm,), {"slug": f"s{n}", "__doc__": SessionsOfATerm.__doc__}) for n in range(sources)
    ]
    monkeypatch.setattr(registry, "_found", lambda: {kind.slug: kind() for kind in kinds})
    for kind in kinds:
        Run.objects.create(source=kind.slug)

    with django_assert_max_num_queries(QUERIES):
        client.get("/zrodla/")


@pytest.mark.parametrize(
    ("start", "said"),
    [("", "pliki przekazane przez ludzi"), ("https://miasto.example", "niesprawdzone na żywo")],
)
def test_a_source_that_serves_many_cities_is_fetched_where_the_profile_says(
    client: Client, monkeypatch: pytest.MonkeyPatch, start: str, said: str
) -> None:
    source = EsesjaVotes(start)
    monkeypatch.setattr(registry, "_found", lambda: {source.slug: source})

    assert said in page(client)
