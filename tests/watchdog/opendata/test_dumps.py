"""The files of the night hold everything, say what they are, and forget with the next night what we forget."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from spending.models import Contract
from tests.factories.council import PersonFactory, TermFactory, VoteFactory
from tests.factories.spending import ContractFactory, NoticeFactory
from watchdog.opendata.dumps.places import CURRENT, root
from watchdog.opendata.dumps.writing import write_everything
from watchdog.opendata.kinds import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def state(settings: Settings, tmp_path: Path) -> Path:
    settings.PORTAL_STATE = tmp_path / "state"
    return tmp_path / "state"


def bytes_of(client: Client, name: str) -> bytes:
    return b"".join(client.get(f"/dane/pelne/{name}").streaming_content)  # type: ignore[attr-defined]  # a stream


def test_the_package_names_every_file_with_its_sum_its_fields_and_its_licence(client: Client) -> None:
    contract = ContractFactory(value=Decimal("1234.50"))
    VoteFactory(choices=[(PersonFactory(in_term=TermFactory()), "za")])

    assert write_everything() == len(kinds()) + 3

    package = json.loads(bytes_of(client, "datapackage.json"))
    named = {each["path"]: each for each in package["resources"]}
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for name, each in named.items():
        content = bytes_of(client, name)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert each["bytes"] == len(content)
    sums = bytes_of(client, "SHA256SUMS").decode().splitlines()
    assert {line.split("  ")[1] for line in sums} == {*named, "datapackage.json"}
    table = named["spending.contract.csv.gz"]
    text = gzip.decompress(bytes_of(client, "spending.contract.csv.gz")).decode()
    headings, row = csv.reader(io.StringIO(text))
    fields = {each["name"]: each["type"] for each in table["schema"]["fields"]}
    assert list(fields) == headings
    assert (fields["value"], fields["signed_last"], fields["open_ended"]) == ("number", "date", "boolean")
    assert dict(zip(headings, row, strict=True))["id"] == contract.slug
    popolo = json.loads(gzip.decompress(bytes_of(client, "popolo.json.gz")))
    ocds = json.loads(gzip.decompress(bytes_of(client, "ocds.json.gz")))
    assert len(popolo["vote_events"]) == len(ocds["releases"]) == 1


def test_the_database_answers_questions_in_sql(client: Client, tmp_path: Path) -> None:
    ContractFactory(value=Decimal("0.10"), subject="")
    ContractFactory(value=Decimal("0.20"), subject="=1+1")
    write_everything()

    path = tmp_path / "portal.sqlite"
    path.write_bytes(bytes_of(client, "portal.sqlite"))

    with sqlite3.connect(path) as file:
        said = file.execute(
            "SELECT round(sum(value), 2), count(subject), max(subject) FROM spending_contract"
        ).fetchone()
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        about = dict(file.execute("SELECT name, value FROM _about"))
    file.close()
    assert said == (0.3, 1, "=1+1")
    assert tables == {"_about", *(name.replace(".", "_") for name in kinds())}
    assert "CC BY 4.0" in about["licence"]


def test_what_we_forget_leaves_the_files_with_the_next_night(client: Client) -> None:
    contract = ContractFactory(subject="umowa z Janem Zapomnianym")
    write_everything()
    before = (root() / CURRENT).resolve()
    Contract.objects.filter(pk=contract.pk).update(subject="umowa", updated_at=timezone.now())

    write_everything()

    assert not before.exists()
    everything = b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in (root() / CURRENT).iterdir()
    )
    assert b"Zapomnian" not in everything
    assert contract.slug.encode() in everything


def test_the_page_and_the_catalogue_name_what_there_is(client: Client) -> None:
    bare = client.get("/dane/")
    assert bare.status_code == 200
    assert client.get("/dane/pelne/datapackage.json").status_code == 404
    assert "/dane/ocds/" not in bare.content.decode()  # OCDS knows no empty package: there is nothing to lead to
    ContractFactory(kind="contract")
    NoticeFactory()
    write_everything()

    page, catalogue = client.get("/dane/").content.decode(), client.get("/katalog.ttl").content.decode()

    for name in kinds():
        assert f"/api/v1/{name}/" in page
        assert f'dct:identifier "{name}"' in catalogue
        assert f"/dane/pelne/{name}.csv.gz" in page
    assert catalogue.count("spdx:checksumValue") == len(kinds()) + 3
    assert catalogue.count("a dcat:DataService") == 5
    for name in ("../secret-key", "..", "nic.csv", ".next"):
        assert client.get(f"/dane/pelne/{name}").status_code == 404
