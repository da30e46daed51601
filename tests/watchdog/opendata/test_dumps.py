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
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import Settings

from spending.importers.masking import mask
from spending.models import Contract
from tests.factories.council import PersonFactory, TermFactory, VoteFactory
from tests.factories.names import UserFactory
from tests.factories.spending import ContractFactory, NoticeFactory, OrganizationFactory
from watchdog.opendata.dumps.package import write_package
from watchdog.opendata.dumps.places import CURRENT, Outdated, is_withdrawn, new_set, package, root, withdraw
from watchdog.opendata.dumps.writing import write_everything
from watchdog.opendata.kinds import kinds
from watchdog.opendata.tasks import withdraw_open_data, write_open_data

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


def test_where_no_contract_is_known_there_is_no_empty_package_of_ocds(client: Client) -> None:
    assert write_everything() == len(kinds()) + 2

    assert client.get("/dane/pelne/ocds.json.gz").status_code == 404
    assert "ocds.json" not in client.get("/dane/pelne/datapackage.json").getvalue().decode()
    assert "ocds.json" not in client.get("/katalog.ttl").content.decode()


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
    assert b"Zapomnian" not in everything()
    assert contract.slug.encode() in everything()


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


def test_a_masking_withdraws_the_files_at_once_and_has_them_written_anew(
    client: Client, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    person = ContractFactory(supplier=OrganizationFactory(name="Jan Zapomniany")).supplier
    write_everything()
    assert b"Zapomnian" in everything()

    with django_capture_on_commit_callbacks() as callbacks:
        mask(person, UserFactory(), "osoba prywatna")
    with patch.object(write_open_data, "delay", side_effect=OperationalError):
        for each in callbacks:
            each()

    assert list(root().rglob("*.gz")) == []
    assert client.get("/dane/pelne/portal.sqlite").status_code == 503
    assert "Tworzymy je na nowo" in client.get("/dane/").content.decode()
    assert "written at night" in caplog.text
    write_everything()
    assert b"Zapomnian" not in everything()
    assert "Tworzymy je na nowo" not in client.get("/dane/").content.decode()


def test_the_worker_is_told_once_and_only_where_files_were() -> None:
    with patch.object(write_open_data, "delay") as told:
        withdraw_open_data()
        assert told.call_count == 0
        write_everything()
        withdraw_open_data()
        withdraw_open_data()
        assert told.call_count == 1


def test_a_set_that_was_begun_before_a_masking_is_never_shown() -> None:
    ContractFactory()
    write_everything()
    begun = []

    def masked_meanwhile(*args: Any) -> Any:
        begun.append(args)
        if len(begun) == 1:
            withdraw()
        return write_package(*args)

    with patch("watchdog.opendata.dumps.writing.write_package", masked_meanwhile):
        written = write_everything()

    assert len(begun) == 2
    assert written == len(kinds()) + 3
    assert package()["resources"]
    with pytest.raises(Outdated), new_set():
        withdraw()
    assert package() == {}
    assert is_withdrawn()


def everything() -> bytes:
    return b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in (root() / CURRENT).iterdir()
    )
