"""A portal with records that somebody typed, and an empty place to which it can move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from tests.factories.archive import ChangeFactory
from tests.factories.council import VoteFactory
from tests.factories.search import EntryFactory
from tests.factories.spending import ContractFactory
from watchdog.archive.keeping import Arrival, keep
from watchdog.backup.tables import fingerprint, shapes
from watchdog.pages.models import Page
from watchdog.search.indexing import learn_words


@dataclass
class Portal:
    """What a portal keeps outside its database."""

    archive: Path
    media: Path

    def documents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.archive.rglob("*") if path.is_file()}


def contents() -> dict[str, str]:
    """Give a sum of every table's rows; a session is not kept, and a restore is an act that is added to the log."""
    apart = ("accounts_act", "django_session")
    return {shape.name: fingerprint(shape) for shape in shapes() if shape.name not in apart}


@pytest.fixture
def state(settings: Settings, tmp_path: Path) -> Path:
    settings.PORTAL_STATE = tmp_path / "state"
    settings.ARCHIVE_DIR = tmp_path / "state" / "archive"
    return tmp_path / "state"


@pytest.fixture
def portal(state: Path, transactional_db: None) -> Portal:
    """Fill the database, the archive and the pictures with one of each; nobody else is connected."""
    _close_what_others_left()
    user = User.objects.create_user("halina", password="długie hasło wolontariuszki")
    vote = VoteFactory(subject="Żłobki: „druk nr 5”\n\tz tabulatorem i ukośnikiem \\N", choices=[("Gęś Łucja", "za")])
    snapshot = keep(Arrival(b"%PDF- dokument", "https://bip.example/wykaz.pdf")).snapshot
    ContractFactory()
    EntryFactory(kind="council.petition")
    learn_words()
    ChangeFactory(record=vote, user=user, snapshot=snapshot, reason="Literówka w druku.")
    Page.objects.update_or_create(slug="o-nas", defaults={"title_pl": "Nasza własna strona"})
    Session.objects.create(session_key="a" * 32, session_data="x", expire_date=timezone.now())
    (state / "media").mkdir(parents=True)
    (state / "media" / "ratusz.webp").write_bytes(b"obraz")
    return Portal(state / "archive", state / "media")


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Iterator[Callable[[], Portal]]:
    """
    Move to a portal that was only started, and to an empty state directory; the tests' own database is back afterwards.

    Where no database with the tables made is at hand (a single test), it is one without any.
    """
    home = connection.settings_dict["NAME"]
    other = f"{home}_restored"  # databases are the server's: two workers that restore must not share one name

    def move() -> Portal:
        started = connection.settings_dict["TEST"]["TEMPLATE"]
        copied = f' TEMPLATE "{started}"' if started else ""
        _ask(f'DROP DATABASE IF EXISTS "{other}"', f'CREATE DATABASE "{other}"{copied}')
        connection.close()
        connection.settings_dict["NAME"] = other
        settings.PORTAL_STATE = tmp_path / "elsewhere"
        settings.ARCHIVE_DIR = tmp_path / "elsewhere" / "archive"
        return Portal(tmp_path / "elsewhere" / "archive", tmp_path / "elsewhere" / "media")

    yield move
    connection.close()
    connection.settings_dict["NAME"] = home
    _ask(f'DROP DATABASE IF EXISTS "{other}"')


def _close_what_others_left() -> None:
    """End the connections that servers of earlier tests keep for a while: a restore refuses company."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )


def _ask(*commands: str) -> None:
    with connection._nodb_cursor() as cursor:
        for command in commands:
            cursor.execute(command)
