"""The operators' page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.fakes.sources import SessionsOfATerm, numbered, sessions
from watchdog.ingest import files
from watchdog.ingest.models import Failure, Rejected, Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_in(source: SessionsOfATerm, tmp_path: Path) -> SessionsOfATerm:
    """A source with a good document, a rejected row and a document that could not be read."""
    (tmp_path / "a.json").write_bytes(sessions({"number": 1}, {"venue": "Ratusz"}))
    (tmp_path / "b.json").write_bytes(numbered(2)[:-3])
    list(files.take_in_files([tmp_path / "a.json", tmp_path / "b.json"], source))
    return source


@pytest.mark.parametrize("page", ["run", "failure", "rejected"])
def test_the_lists_open(admin_client: Client, taken_in: SessionsOfATerm, page: str) -> None:
    response = admin_client.get(f"/zaplecze/ingest/{page}/")

    assert response.status_code == 200
    assert taken_in.slug in response.content.decode()


def test_a_run_shows_what_failed_in_it(admin_client: Client, taken_in: SessionsOfATerm) -> None:
    response = admin_client.get(f"/zaplecze/ingest/run/{Run.objects.get().pk}/change/")

    assert "file:b.json" in response.content.decode()


def test_a_rejected_row_is_shown_as_it_stands(admin_client: Client, taken_in: SessionsOfATerm) -> None:
    response = admin_client.get(f"/zaplecze/ingest/rejected/{Rejected.objects.get().pk}/change/")

    assert "Ratusz" in response.content.decode()


@pytest.mark.parametrize("action", ["add/", "{pk}/delete/"])
def test_nothing_is_written_by_hand(admin_client: Client, taken_in: SessionsOfATerm, action: str) -> None:
    address = f"/zaplecze/ingest/failure/{action.format(pk=Failure.objects.get().pk)}"

    assert admin_client.get(address).status_code == 403


def run_again(client: Client, run: Run, action: str = "run_again") -> None:
    client.post("/zaplecze/ingest/run/", {"action": action, "_selected_action": [run.pk]})


@pytest.mark.parametrize(("action", "reparse"), [("run_again", False), ("read_again", True)])
def test_a_source_can_be_run_again(admin_client: Client, taken_in: SessionsOfATerm, action: str, reparse: bool) -> None:
    run = Run.objects.get()

    run_again(admin_client, run, action)

    again = Run.objects.exclude(pk=run.pk).get()
    assert (again.source, again.reparse, again.state) == (taken_in.slug, reparse, Run.State.QUEUED)


def test_an_editor_who_may_not_start_runs_starts_none(client: Client, taken_in: SessionsOfATerm) -> None:
    client.force_login(User.objects.create_user("redaktor", is_staff=True))

    run_again(client, Run.objects.get())

    assert Run.objects.count() == 1


@pytest.mark.parametrize("runs", [2, 40])
def test_the_list_costs_the_same_however_many_runs_there_are(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, runs: int
) -> None:
    for _n in range(runs):
        Run.objects.create(source="a")

    with django_assert_max_num_queries(8):
        admin_client.get("/zaplecze/ingest/run/")
