"""Rows of registers in the corridor: batches, a bad row among good ones, a shorter list, files of any size."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from spending.importers.contracts import ContractBatches
from spending.models import Contract, Organization
from tests.fakes.registers import LinesOfContracts, lines, numbered
from watchdog.archive.models import Change, Reading, Snapshot
from watchdog.archive.vault import vault
from watchdog.archive.writing import Evidence, Stored
from watchdog.ingest import pipeline, storing
from watchdog.ingest.documents import Document, Report
from watchdog.ingest.models import Rejected
from watchdog.ingest.streamed import unwrapped

pytestmark = pytest.mark.django_db

ADDRESS = "https://bip.example/umowy.csv"


def take(content: bytes, address: str = ADDRESS) -> Report:
    return pipeline.take_in(LinesOfContracts(), Document(address, content))


def keys(**filters: Any) -> list[str]:
    return list(Contract.objects.filter(**filters).order_by("key").values_list("key", flat=True))


def test_rows_go_in_batches_and_every_row_is_accounted_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "BATCH", 3)

    report = take(lines(*(f"{n};1.00;remont" for n in range(8)), "8;;", "0;1.00;remont", "1;2.00;remont"))

    assert report.counts == {"stored": 8, "rejected": 1, "duplicate": 1, "changed": 1}
    assert report.read == 11
    assert Rejected.objects.get().place == "row 10"
    assert Organization.objects.get().spellings.count() == 1
    assert not Reading.objects.exists()


def test_a_row_that_the_database_refuses_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    store = ContractBatches.store

    def refusing(self: ContractBatches, drafts: Sequence[Any], evidence: Sequence[Evidence]) -> list[Stored]:
        if any(draft.key == "2" for draft in drafts):
            Organization.objects.create(name="ślad", slug="slad")
            raise IntegrityError("no")
        return store(self, drafts, evidence)

    monkeypatch.setattr(ContractBatches, "store", refusing)

    report = take(numbered(1, 2, 3))

    assert report.counts == {"stored": 2, "rejected": 1}
    assert keys() == ["1", "3"]
    assert not Organization.objects.filter(slug="slad").exists()
    assert Rejected.objects.get().place == "row 3"


def test_what_a_newer_list_leaves_out_is_withdrawn_and_comes_back_when_it_is_listed_again() -> None:
    take(numbered(1, 2, 3, 4))
    report = take(numbered(1, 2, 3))

    assert report.counts == {"unchanged": 3}
    assert keys(withdrawn_at__isnull=False) == ["4"]
    assert Change.objects.get().field == "withdrawn_at"

    take(numbered(1, 2, 3, 4))
    assert keys(withdrawn_at__isnull=True) == ["1", "2", "3", "4"]


def test_a_list_ten_times_shorter_is_doubted_and_takes_nothing_away() -> None:
    take(numbered(*range(20)))
    report = take(numbered(1, 2))

    assert [finding.code for finding in report.findings] == ["shrunk"]
    assert not keys(withdrawn_at__isnull=False)


def test_another_address_takes_nothing_away() -> None:
    take(numbered(1, 2))
    take(numbered(3, 4), address="https://bip.example/umowy-2.csv")

    assert not keys(withdrawn_at__isnull=False)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
def test_a_file_is_read_from_where_it_lies(tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "umowy.csv"
    path.write_bytes(pack(numbered(1, 2)))

    report = pipeline.take_in(LinesOfContracts(), Document("file:umowy.csv", file=path))

    assert report.counts == {"stored": 2}
    assert vault().read(report.sha256) == path.read_bytes()
    assert Snapshot.objects.get().size == path.stat().st_size
    assert [each.status for each in pipeline.read_again(LinesOfContracts())] == ["ok"]


@pytest.mark.parametrize("spoil", [lambda whole: whole[:-9], lambda whole: whole[:12] + b"x" * 40 + whole[12:]])
def test_a_gzipped_file_that_is_cut_or_damaged_fails_whole(tmp_path: Path, spoil: Any) -> None:
    path = tmp_path / "umowy.csv.gz"
    path.write_bytes(spoil(gzip.compress(numbered(*range(500)))))

    report = pipeline.take_in(LinesOfContracts(), Document("file:umowy.csv.gz", file=path))

    assert report.failed
    assert report.failure.code == "bad_gzip"
    assert not Contract.objects.exists()


def test_a_file_that_unpacks_beyond_all_measure_is_left_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomba.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000))

    with path.open("rb") as file, pytest.raises(Exception, match="większy"):
        unwrapped(file, limit=1_000_000).read()
