"""Everything out and everything back: compared table by table, and nothing damaged taken for a backup."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from council.models import Vote
from spending.models import Contract, ContractSum
from tests.factories.council import VoteFactory
from tests.watchdog.backup.conftest import Portal, contents
from watchdog.accounts.models import Act
from watchdog.accounts.models.acts import Code
from watchdog.backup import taking
from watchdog.backup.manifest import MANIFEST, SUM, Manifest
from watchdog.backup.restoring import MADE_BY_A_START, _has_rows
from watchdog.backup.tables import shapes
from watchdog.pages.models import Page
from watchdog.search.models import Vocabulary
from watchdog.search.vocabulary import is_complete

pytestmark = pytest.mark.django_db(transaction=True)

Move = Callable[[], Portal]


def backup(directory: Path, *options: str) -> str:
    out = StringIO()
    call_command("backup", str(directory), *options, stdout=out)
    return out.getvalue()


def restore(directory: Path, *options: str) -> str:
    out = StringIO()
    call_command("restore", str(directory), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def taken(portal: Portal, tmp_path: Path) -> Path:
    backup(tmp_path / "backup")
    return tmp_path / "backup"


def test_everything_comes_back_as_it_was_into_an_empty_place(portal: Portal, taken: Path, elsewhere: Move) -> None:
    before, documents, acts = contents(), portal.documents(), list(Act.objects.exclude(code=Code.BACKUP))
    last = Vote.objects.latest("pk").pk
    there = elsewhere()

    restore(taken)

    assert contents() == before
    assert there.documents() == documents
    assert [act.code for act in Act.objects.all()] == [Code.RESTORED, *(act.code for act in acts)]
    assert not Session.objects.exists()  # whoever was logged in logs in again
    assert VoteFactory().pk > last
    assert (there.media / "ratusz.webp").read_bytes() == b"obraz"
    assert User.objects.get().check_password("długie hasło wolontariuszki")
    assert Contract.objects.get().value == ContractSum.objects.get().total  # made anew by the triggers, once
    assert is_complete()
    assert Page.objects.get(slug="o-nas").title_pl == "Nasza własna strona"


def test_restoring_over_what_stands_gives_the_same_however_often(portal: Portal, taken: Path) -> None:
    before, sums = contents(), list(ContractSum.objects.values_list("total", flat=True))

    for name in ("obcy", "inny"):
        Vote.objects.update(subject="Ktoś to zmienił")
        User.objects.create_user(name)
        restore(taken, "--replace", "gliwice")
        assert contents() == before
        assert list(ContractSum.objects.values_list("total", flat=True)) == sums


def test_the_backup_is_closed_to_others_and_holds_no_signing_key(taken: Path, settings: Settings) -> None:
    assert taken.stat().st_mode & 0o077 == 0
    assert (taken / MANIFEST).stat().st_mode & 0o077 == 0
    assert not [
        path for path in taken.rglob("*") if path.is_file() and settings.SECRET_KEY.encode() in path.read_bytes()
    ]


def test_a_machine_is_told_in_json(portal: Portal, tmp_path: Path) -> None:
    told = json.loads(backup(tmp_path / "backup", "--json"))

    assert told["tables"]["council_vote"] == 1
    assert "django_session" not in told["tables"]
    assert (tmp_path / "backup" / SUM).read_text().startswith(told["manifest_sha256"])
    assert json.loads(backup(tmp_path / "backup", "--verify", "--json"))["sound"] is True


def flip(path: Path) -> None:
    """Change one bit in the middle of a file, under a name of its own: a link would change the archive too."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)


def cut(path: Path) -> None:
    content = path.read_bytes()[:-3]
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("hurt", [flip, cut, Path.unlink])
def test_a_damaged_backup_is_found_out_and_restores_nothing(
    hurt: Callable[[Path], object], portal: Portal, taken: Path, tmp_path: Path
) -> None:
    before, documents = contents(), portal.documents()

    for number, pattern in enumerate(["tables/council_vote.gz", "archive/*/*", "media/ratusz.webp", MANIFEST]):
        damaged = tmp_path / f"damaged-{number}"
        shutil.copytree(taken, damaged)
        [path] = damaged.glob(pattern)
        hurt(path)

        with pytest.raises(CommandError):
            backup(damaged, "--verify")
        with pytest.raises(CommandError):
            restore(damaged, "--replace", "gliwice")

    assert contents() == before
    assert portal.documents() == documents


def test_a_full_disk_leaves_nothing_behind(portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_files: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(taking, "bring", no_space)

    with pytest.raises(CommandError, match="No space left"):
        backup(tmp_path / "backups" / "night")

    assert list((tmp_path / "backups").iterdir()) == []


def test_what_a_killed_backup_left_is_cleared_by_the_next(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / ".night.unfinished" / "tables").mkdir(parents=True)

    backup(tmp_path / "night")

    assert not (tmp_path / ".night.unfinished").exists()


def test_a_directory_in_use_is_refused(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "zdjęcia").mkdir()
    (tmp_path / "zdjęcia" / "lato.jpg").touch()

    with pytest.raises(CommandError, match="not empty"):
        backup(tmp_path / "zdjęcia")

    assert [path.name for path in (tmp_path / "zdjęcia").iterdir()] == ["lato.jpg"]


def test_a_document_that_the_archive_lost_is_named_and_the_rest_kept(portal: Portal, tmp_path: Path) -> None:
    [path] = [path for path in portal.archive.rglob("*") if path.is_file()]
    path.write_bytes(b"podmieniony")

    with pytest.raises(SystemExit):
        backup(tmp_path / "backup")

    assert Manifest.read(tmp_path / "backup").damaged == (path.name,)
    backup(tmp_path / "backup", "--verify")


@pytest.mark.django_db(transaction=False)
def test_a_database_that_was_only_started_counts_as_empty() -> None:
    assert {shape.name for shape in shapes() if _has_rows(shape)} <= MADE_BY_A_START
    assert Vocabulary.objects.exists()


def test_a_database_with_records_is_not_overwritten_unasked(taken: Path) -> None:
    before = contents()

    with pytest.raises(CommandError, match="--replace gliwice"):
        restore(taken)
    with pytest.raises(CommandError):
        restore(taken, "--replace", "katowice")

    assert contents() == before


def test_a_backup_of_another_city_is_refused(taken: Path, elsewhere: Move, settings: Settings) -> None:
    elsewhere()
    settings.CITY = "katowice"

    with pytest.raises(CommandError, match="of gliwice"):
        restore(taken)


@pytest.mark.parametrize(
    ("altered", "words"),
    [
        ({"migrations": (("council", "9999_from_the_future"),)}, "newer portal"),
        ({"format": 2}, "newer portal"),
    ],
)
def test_a_backup_of_a_newer_portal_is_refused(
    altered: dict[str, object], words: str, taken: Path, elsewhere: Move
) -> None:
    Manifest.read(taken).model_copy(update=altered).write(taken)
    elsewhere()

    with pytest.raises(CommandError, match=words):
        restore(taken)


def test_a_backup_of_an_older_portal_is_restored_and_brought_up_to_date(
    portal: Portal, tmp_path: Path, elsewhere: Move
) -> None:
    call_command("migrate", "ingest", "zero", verbosity=0)
    backup(tmp_path / "older")
    call_command("migrate", "ingest", verbosity=0)
    elsewhere()

    restore(tmp_path / "older")

    assert "ingest_run" in connection.introspection.table_names()
    assert Vote.objects.count() == 1


def test_a_restore_that_fails_leaves_the_database_as_it_was(
    portal: Portal, taken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Vote.objects.update(subject="Po kopii")
    before = contents()
    monkeypatch.setattr("watchdog.backup.restoring.fingerprint", lambda shape: "what never was")

    with pytest.raises(CommandError, match="Nothing was changed"):
        restore(taken, "--replace", "gliwice")

    assert contents() == before


def test_only_the_newest_are_kept(portal: Portal, tmp_path: Path) -> None:
    for night in ("1", "2", "3"):
        backup(tmp_path / "nights" / night, "--keep", "2")
    (tmp_path / "nights" / "notes").mkdir()

    backup(tmp_path / "nights" / "4", "--keep", "2")

    assert sorted(path.name for path in (tmp_path / "nights").iterdir()) == ["3", "4", "notes"]


@pytest.mark.slow
def test_the_citys_real_record_comes_back_as_it_was(portal: Portal, tmp_path: Path, elsewhere: Move) -> None:
    call_command("seed", now=True, stderr=StringIO())
    backup(tmp_path / "seeded")
    before, documents = contents(), portal.documents()
    there = elsewhere()

    restore(tmp_path / "seeded")

    assert contents() == before
    assert there.documents() == documents
