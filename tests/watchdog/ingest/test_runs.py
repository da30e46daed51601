"""The life of a run: queued, read, finished; and what becomes of one whose process is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from council.models import Meeting
from tests.fakes.office import Office, Page
from tests.fakes.sources import SessionsOfATerm, numbered, sessions
from watchdog.ingest import locks, pipeline, runs, tasks
from watchdog.ingest.locks import Busy, only_reader_of
from watchdog.ingest.models import Failure, Run

pytestmark = pytest.mark.django_db

Publish = Callable[[Iterable[str]], SessionsOfATerm]


@contextmanager
def read_by_another_process(slug: str) -> Iterator[None]:
    """Hold a source's lock in a database session of its own, as another worker does."""
    parameters = connection.get_connection_params()
    keys = {name: parameters[name] for name in ("dbname", "user", "host", "port", "password") if parameters.get(name)}
    with psycopg.connect(**keys, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [locks.ROOM, locks.key_of(slug)])
        yield
        # Whoever merely hangs up is still there for a moment, with the lock that the next test asks for.
        other.execute("SELECT pg_advisory_unlock_all()")


@pytest.fixture
def published(office: Office, publish: Publish) -> SessionsOfATerm:
    office.pages = {"/a": Page(numbered(1, 2)), "/b": Page(sessions({"number": 3}, {}))}
    return publish([f"{office.url}/a", f"{office.url}/b"])


def test_a_run_remembers_what_became_of_its_documents(published: SessionsOfATerm) -> None:
    run = runs.perform(Run.objects.create(source=published.slug).pk)

    run.refresh_from_db()
    assert run.state == Run.State.DONE
    assert run.documents == 2
    assert run.counts == {"read": 4, "stored": 3, "changed": 0, "unchanged": 0, "duplicate": 0, "rejected": 1}
    assert run.started_at is not None
    assert run.ended_at is not None


def test_a_document_that_failed_is_named_in_its_run(published: SessionsOfATerm, office: Office) -> None:
    office.pages["/b"] = Page(b"<html>")

    run = runs.perform(Run.objects.create(source=published.slug).pk)

    failure = Failure.objects.get()
    assert run.state == Run.State.DONE
    assert (failure.run, failure.address, failure.code) == (run, f"{office.url}/b", "html_instead")
    assert failure.snapshot is not None


def test_a_run_that_was_taken_is_not_taken_again(published: SessionsOfATerm, office: Office) -> None:
    run = runs.perform(Run.objects.create(source=published.slug).pk)

    runs.perform(run.pk)

    assert office.paths == ["/a", "/b"]


def test_a_run_of_an_unknown_source_fails_by_name() -> None:
    run = runs.perform(Run.objects.create(source="forgotten").pk)

    assert run.state == Run.State.FAILED
    assert "źródła" in run.error


def test_a_run_says_why_it_ended_early(published: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_arguments: object, **_options: object) -> Iterator[object]:
        raise pipeline.Stopped("Serwer nie odpowiada.")
        yield

    monkeypatch.setattr(pipeline, "run", stopped)

    run = runs.perform(Run.objects.create(source=published.slug).pk)

    assert (run.state, run.error) == (Run.State.FAILED, "Serwer nie odpowiada.")


def test_a_fault_closes_the_run_before_it_is_raised(
    published: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SessionsOfATerm, "discover", lambda self, since: 1 / 0)
    run = Run.objects.create(source=published.slug)

    with pytest.raises(ZeroDivisionError):
        runs.perform(run.pk)

    run.refresh_from_db()
    assert run.state == Run.State.FAILED


def test_a_source_read_by_another_process_is_left_alone(published: SessionsOfATerm) -> None:
    run = Run.objects.create(source=published.slug)

    with read_by_another_process(published.slug), pytest.raises(Busy):
        runs.perform(run.pk)

    run.refresh_from_db()
    assert run.state == Run.State.QUEUED


def test_a_lock_is_free_again_after_its_holder() -> None:
    with only_reader_of("a"):
        pass

    with read_by_another_process("a"), pytest.raises(Busy), only_reader_of("a"):
        pass


def test_two_sources_are_read_side_by_side() -> None:
    with read_by_another_process("a"), only_reader_of("b"):
        pass


def test_a_patient_reader_waits_for_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    answers = iter([False, False, True, True])
    monkeypatch.setattr(locks, "_sleep", slept.append)
    monkeypatch.setattr(locks, "_ask", lambda function, key: next(answers))

    with only_reader_of("a", wait=60):
        pass

    assert len(slept) == 2


def test_the_first_run_reads_everything_and_later_ones_look_back(published: SessionsOfATerm) -> None:
    assert runs.since_last_time(published.slug) == runs.BEGINNING

    runs.perform(Run.objects.create(source=published.slug).pk)

    assert runs.since_last_time(published.slug) == timezone.now().date() - runs.LOOK_BACK


def test_a_run_whose_process_is_gone_is_queued_anew() -> None:
    dead = Run.objects.create(source="a", state=Run.State.RUNNING, since=date(2024, 1, 1))
    woken: list[int] = []

    runs.recover(woken.append)

    dead.refresh_from_db()
    again = Run.objects.exclude(pk=dead.pk).get()
    assert (dead.state, again.state, again.since) == (Run.State.INTERRUPTED, Run.State.QUEUED, date(2024, 1, 1))
    assert woken == [again.pk]


def test_a_run_that_is_alive_is_left_alone() -> None:
    alive = Run.objects.create(source="a", state=Run.State.RUNNING)
    woken: list[int] = []

    with read_by_another_process("a"):
        runs.recover(woken.append)

    alive.refresh_from_db()
    assert alive.state == Run.State.RUNNING
    assert woken == []


def test_a_queued_run_whose_message_was_lost_is_woken() -> None:
    queued = Run.objects.create(source="a")
    woken: list[int] = []

    runs.recover(woken.append)

    assert woken == [queued.pk]


def test_a_run_that_kills_its_worker_again_and_again_is_given_up() -> None:
    now = timezone.now()
    for _time in range(runs.MAX_INTERRUPTIONS - 1):
        Run.objects.create(source="a", state=Run.State.INTERRUPTED, ended_at=now)
    dead = Run.objects.create(source="a", state=Run.State.RUNNING)

    runs.recover(lambda pk: None)

    dead.refresh_from_db()
    assert dead.state == Run.State.FAILED
    assert not Run.objects.filter(state=Run.State.QUEUED).exists()


def test_a_run_waiting_for_its_source_is_woken_by_the_one_before_it(published: SessionsOfATerm) -> None:
    waiting = Run.objects.create(source=published.slug)
    first = Run.objects.create(source=published.slug)
    Run.objects.filter(pk=waiting.pk).update(queued_at=timezone.now() + timedelta(seconds=1))

    tasks.run_source(first.pk)

    waiting.refresh_from_db()
    assert waiting.state == Run.State.DONE


def test_every_source_on_the_web_gets_one_run(published: SessionsOfATerm) -> None:
    tasks.run_all_sources()
    tasks.run_all_sources()

    assert Run.objects.filter(source=published.slug, state=Run.State.QUEUED).count() == 1


def test_a_source_without_addresses_gets_no_run(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish([])
    monkeypatch.delattr(SessionsOfATerm, "discover")

    tasks.run_all_sources()

    assert not Run.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_queued_run_is_read_by_a_worker(published: SessionsOfATerm) -> None:
    run = tasks.queue(published.slug)

    run.refresh_from_db()
    assert run.state == Run.State.DONE
    assert Meeting.objects.count() == 3
