"""The corridor's commands: what they print, what they store, and with which code they end."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from council.models import Meeting
from tests.fakes.office import Office, Page
from tests.fakes.sources import SessionsOfATerm, numbered, sessions
from watchdog.archive.models import Disclosure, Sighting, Snapshot
from watchdog.ingest import files, registry
from watchdog.ingest.documents import OUTCOMES
from watchdog.ingest.models import Failure, Run

Publish = Callable[[Iterable[str]], SessionsOfATerm]


def said(*arguments: str) -> tuple[str, int]:
    """Run a command; return its standard output and the code it ended with."""
    out = StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    except CommandError as error:
        return str(error), error.returncode
    return out.getvalue(), 0


def told(*arguments: str) -> tuple[dict[str, Any], int]:
    """Run a command with ``--json``; its standard output must be JSON and nothing else."""
    out, code = said(*arguments, "--json")
    return json.loads(out), code


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "dokumenty" / "sesje.json"
    path.parent.mkdir()
    path.write_bytes(sessions({"number": 1}, {"number": 1}, {}, {"number": 2}))
    return path


@pytest.mark.django_db
class TestIngest:
    def test_a_file_is_recognised_by_its_content(self, source: SessionsOfATerm, good: Path) -> None:
        answer, code = told("ingest", "--file", str(good))

        document = answer["documents"][0]
        assert code == 0
        assert set(document) == {"path", "sha256", "source", "status", "counts", "findings", "rejects"}
        assert (document["path"], document["source"], document["status"]) == (str(good), source.slug, "ok")
        assert document["sha256"] == Snapshot.objects.get().sha256
        assert document["rejects"] == [{"place": "$.fake_sessions[2]", "reason": "Sesja bez numeru."}]

    def test_the_counts_add_up(self, source: SessionsOfATerm, good: Path) -> None:
        answer, _code = told("ingest", "--file", str(good))

        counts = answer["documents"][0]["counts"]
        assert counts == {"read": 4, "stored": 2, "changed": 0, "unchanged": 0, "duplicate": 1, "rejected": 1}
        assert answer["totals"] == counts
        assert counts["read"] == sum(counts[name] for name in OUTCOMES)

    def test_the_run_over_files_is_closed(self, source: SessionsOfATerm, good: Path) -> None:
        told("ingest", "--file", str(good))

        assert list(Run.objects.values_list("source", "state", "documents")) == [(source.slug, Run.State.DONE, 1)]

    def test_the_second_time_changes_nothing(self, source: SessionsOfATerm, good: Path) -> None:
        told("ingest", "--file", str(good))

        answer, code = told("ingest", "--file", str(good))

        assert (answer["documents"][0]["status"], answer["totals"]["read"], code) == ("unchanged", 0, 0)

    def test_a_packed_file_is_read(self, source: SessionsOfATerm, tmp_path: Path) -> None:
        path = tmp_path / "sesje.json.gz"
        path.write_bytes(gzip.compress(numbered(5)))

        answer, code = told("ingest", "--file", str(path))

        assert (answer["totals"]["stored"], code) == (1, 0)

    def test_a_directory_stands_for_its_files_in_order(self, source: SessionsOfATerm, good: Path) -> None:
        (good.parent / "a.json").write_bytes(numbered(9))
        (good.parent / ".hidden").write_bytes(b"")

        answer, _code = told("ingest", "--file", str(good.parent))

        assert [Path(document["path"]).name for document in answer["documents"]] == ["a.json", "sesje.json"]

    def test_a_document_that_nobody_knows_is_kept_for_staff_and_named(
        self, source: SessionsOfATerm, tmp_path: Path
    ) -> None:
        path = tmp_path / "pismo.txt"
        path.write_text("Szanowni Państwo", encoding="utf-8")

        answer, code = told("ingest", "--file", str(path))

        document = answer["documents"][0]
        assert (document["status"], document["source"], code) == ("failed", "", 1)
        assert document["findings"][0]["code"] == "unrecognised"
        assert Snapshot.objects.get().disclosure == Disclosure.STAFF
        assert Failure.objects.get().code == "unrecognised"

    def test_a_bad_file_among_good_ones_stops_nothing(self, source: SessionsOfATerm, good: Path) -> None:
        (good.parent / "a.json").write_bytes(numbered(9)[:-4])

        answer, code = told("ingest", source.slug, "--file", str(good.parent))

        assert [document["status"] for document in answer["documents"]] == ["failed", "ok"]
        assert answer["documents"][0]["findings"][0]["code"] == "cut_json"
        assert code == 1

    def test_a_file_too_large_to_read_is_refused_by_name(
        self, source: SessionsOfATerm, good: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "MAX_BYTES", 10)

        answer, code = told("ingest", "--file", str(good))

        assert (answer["documents"][0]["findings"][0]["code"], code) == ("too_large", 1)

    def test_a_rehearsal_keeps_nothing(self, source: SessionsOfATerm, good: Path, own_archive: Path) -> None:
        answer, code = told("ingest", "--file", str(good), "--dry-run")

        assert (answer["totals"]["stored"], code) == (2, 0)
        assert Meeting.objects.count() == Snapshot.objects.count() == Sighting.objects.count() == 0
        assert Run.objects.count() == 0
        assert not own_archive.exists()

    def test_every_source_on_the_web_is_read(self, office: Office, publish: Publish) -> None:
        office.pages["/a"] = Page(numbered(1))
        publish([f"{office.url}/a"])

        answer, code = told("ingest")

        assert [document["path"] for document in answer["documents"]] == [f"{office.url}/a"]
        assert (Run.objects.get().state, code) == (Run.State.DONE, 0)

    def test_a_day_can_be_named(self, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
        source = publish([])
        asked: list[str] = []
        monkeypatch.setattr(SessionsOfATerm, "discover", lambda self, since: asked.append(since.isoformat()) or ())

        said("ingest", source.slug, "--since", "2024-05-07")

        assert asked == ["2024-05-07"]

    @pytest.mark.parametrize(
        "arguments",
        [["nothing_like_it"], ["--file", "/no/such/file"], ["fake_sessions", "fake_sessions", "--file", "."]],
    )
    def test_a_wrong_question_ends_with_two(self, source: SessionsOfATerm, arguments: list[str]) -> None:
        _text, code = said("ingest", *arguments)

        assert code == 2

    def test_a_source_of_another_city_is_a_wrong_question(
        self, source: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(SessionsOfATerm, "city", "katowice")

        text, code = said("ingest", source.slug)

        assert (code, "katowice" in text) == (2, True)

    def test_a_file_of_another_city_is_refused(
        self, source: SessionsOfATerm, good: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(SessionsOfATerm, "city", "katowice")

        answer, code = told("ingest", "--file", str(good))

        assert (answer["documents"][0]["findings"][0]["code"], code) == ("other_city", 1)

    def test_the_registry_is_listed(self, source: SessionsOfATerm) -> None:
        answer, _code = told("ingest", "--list")

        assert [entry["slug"] for entry in answer["sources"]] == [source.slug]

    def test_people_read_a_line_a_document(self, source: SessionsOfATerm, good: Path) -> None:
        out, _code = said("ingest", "--file", str(good))

        assert str(good) in out
        assert "Sesja bez numeru." in out


@pytest.mark.django_db
class TestReparse:
    def test_a_source_is_read_again_from_the_archive(self, source: SessionsOfATerm, good: Path) -> None:
        told("ingest", "--file", str(good))
        Meeting.objects.filter(number=1).update(venue="Ratusz")  # as an older reader had misread it
        for reading in Meeting.objects.get(number=1).readings.all():
            reading.data["venue"] = "Ratusz"
            reading.save()

        answer, code = told("reparse", source.slug)

        totals = answer["totals"]
        assert (totals["changed"], totals["unchanged"], totals["duplicate"], code) == (1, 1, 1, 0)
        assert Meeting.objects.get(number=1).venue == ""

    def test_an_unknown_source_is_a_wrong_question(self) -> None:
        _text, code = said("reparse", "nothing_like_it")

        assert code == 2


class TestRead:
    """Without a database: pytest-django fails a test that opens one and has not asked for it."""

    def test_a_file_is_read_and_nothing_stored(
        self, source: SessionsOfATerm, good: Path, django_db_blocker: DjangoDbBlocker
    ) -> None:
        with django_db_blocker.block():
            answer, code = told("read", str(good))

        document = answer["documents"][0]
        assert document["rows"] == {"read": 4, "valid": 2, "duplicate": 1, "rejected": 1}
        assert (document["source"], document["votes"], code) == (source.slug, [], 0)

    def test_a_bad_file_is_named(self, source: SessionsOfATerm, tmp_path: Path) -> None:
        path = tmp_path / "pusty.pdf"
        path.write_bytes(b"")

        answer, code = told("read", str(path))

        assert (answer["documents"][0]["findings"][0]["code"], code) == ("empty_file", 1)

    def test_another_citys_document_can_be_read(
        self, source: SessionsOfATerm, good: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(SessionsOfATerm, "city", "katowice")

        _answer, code = told("read", str(good))

        assert code == 0

    def test_a_fault_in_a_reader_is_told_and_the_next_file_read(self, source: SessionsOfATerm, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_bytes(sessions({"crash": True}))
        (tmp_path / "b.json").write_bytes(numbered(1))

        answer, code = told("read", str(tmp_path / "a.json"), str(tmp_path / "b.json"))

        assert [document["status"] for document in answer["documents"]] == ["failed", "ok"]
        assert (answer["documents"][0]["findings"][0]["code"], code) == ("crashed", 1)

    def test_a_missing_path_is_a_wrong_question(self) -> None:
        _text, code = said("read", "/no/such/file")

        assert code == 2


@pytest.mark.django_db(transaction=True)
class TestSeed:
    @pytest.fixture
    def seeded(self, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> SessionsOfATerm:
        monkeypatch.setattr(SessionsOfATerm, "seed", True)
        monkeypatch.setattr("watchdog.ingest.pipeline.read_seed", lambda address: numbered(1, 2))
        return publish(["seed:gliwice/sesje.json"])

    @pytest.mark.parametrize("how", [[], ["--now"]])
    def test_the_seed_walks_through_the_corridor(self, seeded: SessionsOfATerm, how: list[str]) -> None:
        _out, code = said("seed", *how)

        assert code == 0
        assert Meeting.objects.count() == 2
        assert Sighting.objects.get().address == "seed:gliwice/sesje.json"

    def test_what_is_in_place_is_not_read_again(self, seeded: SessionsOfATerm) -> None:
        said("seed")

        said("seed")

        assert Run.objects.count() == 1

    def test_a_seed_that_cannot_be_read_ends_with_one(
        self, seeded: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("watchdog.ingest.pipeline.read_seed", lambda address: b"<html>")

        text, code = said("seed")

        assert (code, seeded.slug in text) == (1, True)


class TestSources:
    def test_the_page_is_written_and_known_to_be_fresh(
        self, source: SessionsOfATerm, settings: Settings, tmp_path: Path
    ) -> None:
        settings.BASE_DIR = tmp_path

        said("sources")

        assert "## `fake_sessions`" in (tmp_path / "docs" / "sources.md").read_text(encoding="utf-8")
        assert said("sources", "--check")[1] == 0

    def test_a_stale_page_fails(self, source: SessionsOfATerm, settings: Settings, tmp_path: Path) -> None:
        settings.BASE_DIR = tmp_path

        assert said("sources", "--check")[1] == 1


def test_every_real_source_has_a_card_and_a_place_in_the_docs() -> None:
    assert said("sources", "--check") == ("", 0)
    assert registry.all_sources()
