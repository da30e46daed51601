"""A register through blocks and row by row: the same in every table."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django import Settings

from spending import rollups
from spending.importers import contracts
from spending.importers.persons import hidden_code
from spending.importers.straight import Straight
from spending.models import Contract, HiddenName, Organization, OrganizationDecision
from spending.searching.contracts import contract_text, contract_texts
from spending.sources.register_table import SavedRegister
from tests.factories.accounts import member
from tests.spending.registers.test_lean import CELLS, MORE, NARROW, csv_of, how, rows
from watchdog.archive.models import Change
from watchdog.core import bare, db
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Document, Report
from watchdog.search import indexing, many
from watchdog.search.models import Entry
from watchdog.search.tasks import learn_forms

pytestmark = pytest.mark.django_db

LEFT_OUT = {"created_at", "updated_at", "withdrawn_at", "seen_at", "at", "id", "object_id", "snapshot_id"}
"""Moments, and keys that a sequence gives: rows are compared in the order of what they say."""
TABLES = ("Contract", "ContractParty", "Organization", "Spelling")


@pytest.fixture(autouse=True)
def gliwice(settings: Settings) -> None:
    settings.CITY = "gliwice"


def bring(path: Path, address: str = "file:rejestr", **values: Any) -> Report:
    report = pipeline.take_in(SavedRegister(how(complete=True, **values)), Document(address, file=path))
    assert not report.failed, report.findings
    return report


def two_versions(folder: Path) -> tuple[Path, Path]:
    """Write a register, and a newer one: an amount was put right, rows were added, one is no longer there."""
    first, second = folder / "pierwszy.csv", folder / "drugi.csv"
    first.write_bytes(csv_of(60))
    lines = csv_of(90).decode().split("\n")
    changed = [line.replace(";100,00;", ";100,50;") if n % 9 == 4 else line for n, line in enumerate(lines)]
    second.write_bytes("\n".join(changed[:20] + changed[21:]).encode())
    return first, second


def everything() -> dict[str, list[tuple[str, ...]]]:
    """Give what stands in every table that an import writes, but for keys and moments, parties by their names."""
    found = {}
    with connection.cursor() as cursor:
        for name in TABLES:
            table = apps.get_model("spending", name)._meta.db_table
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t")
            records = [row[0] for row in cursor.fetchall()]
            found[name] = sorted(tuple(map(str, _plain(each))) for each in map(_loaded, records))
    found["Entry"] = sorted(
        map(str, Entry.objects.values_list("kind", "title", "keywords", "body", "url", "day", "year"))
    )
    found["Change"] = sorted(map(str, Change.objects.values_list("field", "before", "after", "applied")))
    return found


def _loaded(record: Any) -> dict[str, Any]:
    import json

    loaded: dict[str, Any] = json.loads(record) if isinstance(record, str) else record
    return loaded


def _plain(record: dict[str, Any]) -> Sequence[tuple[str, Any]]:
    names = dict(Organization.objects.values_list("pk", "slug"))
    ties = {"buyer_id", "supplier_id", "organization_id"}
    return [
        (name, names.get(value) if name in ties else bool(value) if name.endswith("_id") else value)
        for name, value in sorted(record.items())
        if name not in LEFT_OUT
    ]


class _Undone(Exception):
    """Takes back what was stored."""


def told_by(
    folder: Path, blocks: bool, monkeypatch: pytest.MonkeyPatch, columns: dict[str, str] = MORE
) -> tuple[list[Any], dict[str, Any]]:
    """Take both versions in, one way or the other, say what was counted and what stands there, and take it back."""
    counted: list[Any] = []
    stands: dict[str, Any] = {}
    with monkeypatch.context() as patched:
        if not blocks:
            patched.setattr(pipeline, "_in_blocks", pipeline._found)
        try:
            with transaction.atomic():
                for path in two_versions(folder):
                    report = bring(path, columns=columns)
                    counted.append((+report.counts, sorted(finding.code for finding in report.findings)))
                stands = everything()
                raise _Undone
        except _Undone:
            return counted, stands


@pytest.mark.parametrize("columns", [MORE, NARROW], ids=["wide", "narrow"])
def test_both_ways_leave_the_same_in_every_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: dict[str, str]
) -> None:
    word = OrganizationDecision.objects.create(
        kind=OrganizationDecision.Kind.MASK, user=member("recenzentka"), reason="na prośbę"
    )
    HiddenName.objects.create(code=hidden_code("Gąbka", "", "", ""), decision=word)

    slow = told_by(tmp_path, False, monkeypatch, columns)
    quick = told_by(tmp_path, True, monkeypatch, columns)

    assert quick[0] == slow[0]
    for table, stands in slow[1].items():
        assert quick[1][table] == stands, table
    assert slow[0][1][0]["changed"]
    assert not any("Gąbka" in str(stands) for stands in quick[1].values())


@pytest.mark.parametrize("columns", [MORE, NARROW], ids=["wide", "narrow"])
def test_rows_that_go_straight_into_their_table_leave_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: dict[str, str]
) -> None:
    staged = told_by(tmp_path, True, monkeypatch, columns)
    monkeypatch.setattr(contracts, "ENOUGH", 10)
    monkeypatch.setattr(db, "WORTH_COPYING", 1)  # parties too
    went: list[int] = []
    copy = Straight.copy
    monkeypatch.setattr(
        Straight, "copy", lambda self, block, *said: went.append(block.count) or copy(self, block, *said)
    )

    straight = told_by(tmp_path, True, monkeypatch, columns)

    assert straight == staged
    assert went


def _defaults() -> list[str]:
    """Give the columns of contracts that hold something by default."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT adnum FROM pg_attrdef WHERE adrelid = 'spending_contract'::regclass")
        return [row[0] for row in cursor.fetchall()]


def test_a_first_load_has_all_its_indexes_and_sums_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contracts, "ENOUGH", 10)
    monkeypatch.setattr(indexing, "PIECE", 10)
    monkeypatch.setattr(indexing, "MANY", 5)
    tables = ("spending_contract", "search_entry")
    before = [bare.parts_of(table) for table in tables]
    path = tmp_path / "rejestr.csv"
    path.write_bytes(csv_of(60))

    report = bring(path)

    assert [bare.parts_of(table) for table in tables] == before
    assert not _defaults()
    assert [each for each in rollups.recount(repair=False) if each.wrong] == []
    assert Entry.objects.filter(kind="spending.contract").count() == Contract.objects.count() == report.counts["stored"]

    Contract.objects.order_by("pk")[:1].get().delete()  # and sums are kept again
    assert [each for each in rollups.recount(repair=False) if each.wrong] == []


def test_what_the_database_refuses_is_stored_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "rejestr.csv"
    heads, *lines = csv_of(3).decode().split("\n")[:4]
    path.write_text(
        "\n".join([f"{heads};Id", *(f"{line};{key}" for line, key in zip(lines, ("a1", "A1", "b2"), strict=True))])
    )
    columns = {**MORE, "key": "Id"}

    report = pipeline.take_in(
        SavedRegister(how().model_copy(update={"columns": columns})), Document("file:x", file=path)
    )

    assert report.counts == {"stored": 2, "rejected": 1}
    assert len(rows(1)[0]) == len(CELLS)


def test_texts_of_many_contracts_are_those_of_each(tmp_path: Path) -> None:
    path = tmp_path / "rejestr.csv"
    path.write_bytes(csv_of(60))
    bring(path)

    found = dict(contract_texts(list(Contract.objects.values_list("pk", flat=True))))

    assert found == {each.pk: contract_text(each) for each in Contract.objects.for_list()}


@pytest.fixture
def a_piece_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contracts, "ENOUGH", 10)
    monkeypatch.setattr(indexing, "PIECE", 10)
    monkeypatch.setattr(indexing, "MANY", 5)


def indexes_of_entries() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'search_entry'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_a_first_load_is_indexed_by_several_sessions(
    tmp_path: Path, a_piece_is_small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, own = indexes_of_entries(), threading.get_ident()
    workers: set[int] = set()
    bare_meanwhile: list[set[str]] = []
    index_texts = many.index_texts

    def watched(*asked: Any) -> tuple[int, int, int]:
        workers.add(threading.get_ident())
        bare_meanwhile.append(before - indexes_of_entries())
        return index_texts(*asked)

    monkeypatch.setattr(many, "index_texts", watched)
    path = tmp_path / "rejestr.csv"
    path.write_bytes(csv_of(60))

    report = bring(path)

    said = dict(Entry.objects.filter(kind="spending.contract").values_list("object_id", "keywords"))
    assert said == {each.pk: contract_text(each).keywords for each in Contract.objects.for_list()}
    assert len(said) == report.counts["stored"]
    assert own not in workers
    assert all(bare_meanwhile)
    assert indexes_of_entries() == before


@pytest.mark.django_db(transaction=True)
def test_a_first_load_that_breaks_off_leaves_the_indexes_and_is_made_up_for(
    tmp_path: Path, a_piece_is_small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = indexes_of_entries()
    index_texts = many.index_texts
    path = tmp_path / "rejestr.csv"
    path.write_bytes(csv_of(60))
    with monkeypatch.context() as broken:
        asked: list[int] = []

        def break_off(*said: Any) -> tuple[int, int, int]:
            asked.append(1)
            if len(asked) == 3:
                raise ConnectionError
            return index_texts(*said)

        broken.setattr(many, "index_texts", break_off)
        report = bring(path)
        left = indexes_of_entries()

    again = bring(path)

    assert [finding.code for finding in report.findings].count("not_indexed") == 1
    assert left == before
    assert again.counts["unchanged"] == Contract.objects.count()
    assert Entry.objects.filter(kind="spending.contract").count() == Contract.objects.count()


@pytest.mark.django_db(transaction=True)
def test_the_clock_makes_the_indexes_that_a_killed_load_has_left_out() -> None:
    before = indexes_of_entries()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX entry_vector; DROP INDEX entry_organ")

    learn_forms()

    assert indexes_of_entries() == before
