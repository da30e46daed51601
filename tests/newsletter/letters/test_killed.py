"""Senders that are killed without warning: nobody gets an issue twice, and what may have left is in doubt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.contrib.auth.models import Permission, User
from django.db import connection
from pytest_django import Settings

from newsletter.letters import acts
from newsletter.letters.sending import carry_on
from newsletter.models import Delivery, Mailing, Subscriber
from tests.factories.letters import IssueFactory, ReaderFactory
from tests.fakes.post_office import PostOffice
from tests.waiting import until
from watchdog.ingest.locks import only_reader_of

pytestmark = pytest.mark.django_db(transaction=True)

LONGEST = 240.0
CONNECTIONS = 4
"""Over so many the worker beside the test sends."""


@contextmanager
def running(command: list[str], post: PostOffice, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program beside the test in a process group of its own; what still runs at the end is killed."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.fakes.post_worker_settings",
        "WORKER_DB": str(connection.settings_dict["NAME"]),
        "WORKER_QUEUE": f"test-letters-{connection.settings_dict['NAME']}-{os.getpid()}",
        "POST_OFFICE": str(post.port),
        "POST_CONNECTIONS": str(CONNECTIONS),
        "PYTHONWARNINGS": "ignore",
    }
    with log.open("ab") as out:
        child = subprocess.Popen(
            command, cwd=portal.BASE_DIR, env=environment, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield child
        finally:
            kill(child)


def kill(child: subprocess.Popen[bytes]) -> None:
    """End a program and its children at once, as the kernel does when memory runs out."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def started(number: int) -> Mailing:
    user = User.objects.create(username="nadawca", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="send_issue"))
    Subscriber.objects.bulk_create(ReaderFactory.build_batch(number))
    return acts.start(IssueFactory(), user)


def is_over(mailing: Mailing) -> bool:
    return not mailing.deliveries.filter(state__in=[Delivery.State.WAITING, Delivery.State.SENDING]).exists()


def test_several_connections_send_each_mail_once(post: PostOffice, settings: Settings) -> None:
    settings.EMAIL_CONNECTIONS = 4
    mailing = started(30)

    carry_on(mailing.issue_id, wake=lambda _issue: None)

    assert_nobody_twice(post, mailing, 30, kills=0)
    assert is_over(mailing)


def assert_nobody_twice(post: PostOffice, mailing: Mailing, number: int, kills: int) -> None:
    """Look at the sink and at the rows: each says the same of everybody."""
    counts = mailing.deliveries.counted()
    sent = set(mailing.deliveries.filter(state=Delivery.State.SENT).values_list("subscriber__email", flat=True))
    assert max(post.counts.values()) == 1
    assert counts[Delivery.State.SENT] + counts[Delivery.State.DOUBT] == number
    assert counts[Delivery.State.DOUBT] <= kills
    assert sent <= set(post.counts)
    assert len(post.counts) >= number - kills


def forked_sender(issue: int) -> int:
    """Start a sender in a copy of this process, with a database connection of its own; give its number."""
    child = os.fork()
    if not child:
        connection.connection = None  # the parent's stays open; psycopg closes none that another process made
        try:
            carry_on(issue, wake=lambda _issue: None)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def test_a_killed_sender_leaves_at_most_one_mail_in_doubt_and_the_next_one_finishes(post: PostOffice) -> None:
    mailing, post.slow = started(60), 0.005

    first = forked_sender(mailing.issue_id)
    until(lambda: len(post.taken) >= 20)
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    with only_reader_of(f"newsletter.issue.{mailing.issue_id}", wait=10):
        pass  # the server has noticed
    _pid, ended = os.waitpid(forked_sender(mailing.issue_id), 0)

    assert ended == 0
    assert is_over(mailing)
    assert_nobody_twice(post, mailing, 60, kills=1)


@pytest.mark.slow  # ten thousand mails, four workers
def test_ten_thousand_readers_and_a_worker_that_is_killed_three_times(post: PostOffice, tmp_path: Path) -> None:
    mailing = started(10_000)
    worker = [sys.executable, "-m", "celery", "-A", "watchdog.celery", "worker", "--concurrency=1", "--beat"]
    worker += [f"--schedule={tmp_path / 'beat'}", "--loglevel=INFO"]

    for taken in (2500, 5000, 7500):
        with running(worker, post, tmp_path / "log") as child:
            until(lambda taken=taken: len(post.taken) >= taken, LONGEST)  # type: ignore[misc]  # a default keeps the number
            kill(child)
    with running(worker, post, tmp_path / "log"):
        until(lambda: is_over(mailing), LONGEST)

    assert_nobody_twice(post, mailing, 10_000, kills=3 * CONNECTIONS)
