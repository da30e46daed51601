"""Registers through the corridor: every row accounted for, nothing written twice, nothing taken away on a doubt."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Sum
from pytest_django import Settings

from spending.models import Contract, RegisterMapping, Spelling
from spending.sources.register_table import PoznanContracts, SavedRegister
from tests.factories.accounts import member
from tests.real import real
from tests.spending.registers.builders import line, mapping, table
from watchdog.archive.models import Change
from watchdog.ingest import pipeline, registry
from watchdog.ingest.documents import Document, Report
from watchdog.ingest.files import take_in_files
from watchdog.ingest.models import Rejected, Run

pytestmark = pytest.mark.django_db

EXTRACT = Path(__file__).parents[3] / "spending/sources/samples/rejestr_poznan/rejestr-wymyslony.csv"


@pytest.fixture(autouse=True)
def poznan(settings: Settings) -> None:
    settings.CITY = "poznan"


def take(path: Path) -> Report:
    (report,) = [report for _position, report in take_in_files([path])]
    return report


def recounted(content: str) -> dict[int, tuple[int, Decimal]]:
    """Count rows and add amounts by year with nothing but the csv module."""
    counts: Counter[int] = Counter()
    sums: dict[int, Decimal] = defaultdict(Decimal)
    seen = set()
    for row in csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"):
        if row["Data zawarcia"].startswith("31.02") or row["Id"] in seen:
            continue
        seen.add(row["Id"])
        year = int(row["Data zawarcia"][:4])
        text = row["Wartość brutto"] or row["Wartość (tekst źródłowy)"]
        counts[year] += 1
        sums[year] += Decimal(text.replace(",", ".")) if text else 0
    return {year: (counts[year], sums[year]) for year in counts}


def stored(**filters: Any) -> dict[int, tuple[int, Decimal]]:
    found = Contract.objects.filter(register="poznan_bip", **filters).order_by().values("signed_last__year")
    years = found.annotate(count=Count("pk"), sum=Sum("value"))
    return {each["signed_last__year"]: (each["count"], each["sum"]) for each in years}


def versions() -> list[tuple[Any, ...]]:
    """Give where each version of each row lies: a row that is written anew lies elsewhere, whatever it says."""
    tables = ("contract", "organization", "spelling")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', id, ctid::text FROM spending_{name}" for name in tables))
        return sorted(cursor.fetchall())


def test_an_extract_is_recognised_and_every_row_of_it_is_accounted_for() -> None:
    report = take(EXTRACT)

    assert report.source == "rejestr_poznan"
    assert report.counts == {"stored": 7, "duplicate": 1, "rejected": 1}
    assert stored() == recounted(EXTRACT.read_text(encoding="utf-8"))
    assert Contract.objects.counted().filter(kind="contract").count() == 5
    assert Contract.objects.get(kind="amendment").parent is None  # its unit is unknown, so nobody says whose it is
    assert Rejected.objects.get().reason == "Data zawarcia: to nie jest data („31.02.2019”)."
    assert not Spelling.objects.filter(name__icontains="nowakowsk").exists()


def test_the_same_rows_in_another_file_write_nothing(tmp_path: Path) -> None:
    take(EXTRACT)
    again = tmp_path / "rejestr-nowszy.csv.gz"
    again.write_bytes(gzip.compress(EXTRACT.read_bytes()))

    before = versions()
    report = take(again)

    assert report.counts == {"unchanged": 7, "duplicate": 1, "rejected": 1}
    assert versions() == before
    assert not Change.objects.exists()


def test_a_register_ten_times_smaller_is_doubted_and_nothing_of_it_is_withdrawn() -> None:
    source = SavedRegister(mapping(complete=True, city="poznan"))
    whole = [line(number=str(n)) for n in range(40)]

    def bring(rows: list[list[str]]) -> Report:
        return pipeline.take_in(source, Document("file:rejestr_wzor/rejestr", table(*rows).encode()))

    bring(whole)
    small = bring(whole[:4])
    one_fewer = bring(whole[1:])

    assert [finding.code for finding in small.findings] == ["shrunk"]
    assert one_fewer.counts == {"unchanged": 39}
    assert Contract.objects.filter(withdrawn_at__isnull=False).count() == 1


def test_a_saved_mapping_is_a_source_that_knows_its_own_files(tmp_path: Path) -> None:
    user = member("recenzentka")
    saved = RegisterMapping(saved_by=user)
    saved.mapping = mapping(city="poznan")
    saved.save()
    path = tmp_path / "umowy.csv"
    path.write_text(table(line()), encoding="utf-8")

    report = take(path)

    assert registry.every_source()["rejestr_wzor"].title == "Rejestr wzorcowy"
    assert "rejestr_wzor" not in registry.all_sources()
    assert (report.source, report.counts) == ("rejestr_wzor", {"stored": 1})
    assert Run.objects.get().source == "rejestr_wzor"
    assert saved.history.count() == 1


def test_a_file_of_another_city_is_not_taken_in(settings: Settings) -> None:
    settings.CITY = "gliwice"

    report = take(EXTRACT)

    assert report.failure.code == "other_city"
    assert not Contract.objects.exists()


@pytest.mark.slow
def test_the_real_register_is_taken_in_whole_and_equals_an_independent_recount(tmp_path: Path) -> None:
    """Slow: sixty thousand rows, read twice; two minutes of processor time."""
    path = real("contracts/poznan-2014-2020.csv.gz")
    again = tmp_path / "nowszy.csv"
    again.write_bytes(gzip.decompress(path.read_bytes()))

    first, second = take(path), take(again)

    assert first.read == second.read == 60_502
    assert first.counts["rejected"] <= 302
    assert all(reject.reason for reject in first.rejects)
    assert stored() == recounted(again.read_text(encoding="utf-8"))
    assert second.counts == {"unchanged": first.counts["stored"]} | (
        {"rejected": first.counts["rejected"]} if first.counts["rejected"] else {}
    )
    assert not Change.objects.exists()
    assert PoznanContracts.slug == first.source
