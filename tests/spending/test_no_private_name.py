"""
The hunt: no private person whom a state's register names is named anywhere but in the document itself.

The sample registers are taken in as an operator would, with a correction and with a row that cannot be read; then every
table of the database, every page, file, feed and answer of search, every archive card and everything that was logged
or printed is searched for every name, in either order, in any case, without its diacritics or with them taken apart.
Kinds of records are asked for from their registry, so pages that come later are hunted through as well.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from python_calamine import CalamineWorkbook

from council.oparl.addresses import LISTS
from spending.models import Contract, ContractParty
from tests.contracts.test_records import body_of, file_of
from tests.fakes.office import Office, Page
from tests.real import SHARED
from watchdog.archive.models import Change, Snapshot
from watchdog.core.text import NOT_WORD, fold
from watchdog.ingest import pipeline, registry
from watchdog.ingest.models import Rejected
from watchdog.opendata.dumps.places import CURRENT, root
from watchdog.opendata.dumps.writing import write_everything
from watchdog.opendata.kinds import kinds
from watchdog.records import RecordType, record_types
from watchdog.search.indexing import reindex

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parents[2] / "spending" / "sources" / "samples"
REAL = SHARED / "contracts" / "cru-ozarow.json"
FEW = 5
"""Pages of a kind that are opened besides those of the contracts with private people."""

PLANTED = {"imie": "Łucja", "nazwisko": "Żądło-Śmiechowicz"}
ODD = {"imie": "Żaneta", "nazwisko": "Ćwierćwiecz"}


def test_the_hunter_finds_a_name_however_it_is_written() -> None:
    name = "Łucja Żądło-Śmiechowicz"
    forms = [name, name.upper(), fold(name), unicodedata.normalize("NFD", name), "Żądło-Śmiechowicz, Łucja"]
    forms += ["/umowa/lucja-zadlo-smiechowicz/", "%C5%81ucja%20%C5%BB%C4%85d%C5%82o-%C5%9Amiechowicz"]
    forms += ["&#321;ucja Żądło&#8211;Śmiechowicz", json.dumps(name)]

    assert [form for form in forms if not found_in(form, [name])] == []
    assert not found_in("Łucja Ćwierćwiecz, Maria Żądło", [name])


def test_no_private_person_of_the_state_s_registers_is_named_anywhere(
    client: Client, office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    names = take_in(office, tmp_path)
    for kind in record_types():
        reindex(kind)

    said = {"log": caplog.text, **names.printed, **tables(), **addresses(client, names.people), **open_data(client)}

    people = Contract.objects.filter(supplier_hidden="person").count()
    assert people + ContractParty.objects.filter(hidden="person").count() >= 3
    assert Change.objects.exists()
    assert Rejected.objects.exists()
    hits = {place: who for place, text in said.items() if (who := found_in(text, names.people))}
    assert hits == {}


class Names:
    """Whom the documents name, and what the portal printed while it took them in."""

    def __init__(self) -> None:
        self.people: list[str] = []
        self.printed: dict[str, str] = {}


def take_in(office: Office, folder: Path) -> Names:
    """Take in every sample, by hand and from a server; of one document also a corrected version."""
    names = Names()
    copies = [SAMPLES / "cru_copy" / "kopia.json", *([REAL] if REAL.exists() else [])]
    for path in [*map(Path, copies), planted(folder), corrected(folder)]:
        names.people += private_people(json.loads(path.read_text(encoding="utf-8")))
        for command, options in (("read", {}), ("ingest", {"file": [path]})):
            out = StringIO()
            call_command(command, *([path] if command == "read" else []), json=True, stdout=out, **options)
            names.printed[f"{command} {path.name}"] = out.getvalue()
    for slug, sample in (("cru", "umowa.json"), ("bzp", "ogloszenia.json")):
        content = (SAMPLES / slug / sample).read_bytes()
        names.people += private_people(json.loads(content))
        office.pages["/"] = Page(content)
        address = (SAMPLES / slug / "umowa.address").read_text().strip() if slug == "cru" else f"{office.url}/notice"
        report = pipeline.take_in(registry.all_sources()[slug], pipeline.Document(address, content))
        assert not report.failed
        names.printed[f"report {slug}"] = json.dumps(report.as_json(), ensure_ascii=False)
    names.people = list(dict.fromkeys(names.people))
    return names


def planted(folder: Path, subject: str = "") -> Path:
    """Write a copy whose rows name private people wherever an office may: beside the parties too, and in a bad row."""
    spoken = (
        "Łucją Żądło-Śmiechowicz",
        "ŻĄDŁO-ŚMIECHOWICZ Łucja",
        unicodedata.normalize("NFD", "Łucja Żądło-Śmiechowicz"),
    )
    rows = [
        row(n, f"{subject}Umowa zlecenie – {words} (Ł. Żądło-Śmiechowicz)", PLANTED) for n, words in enumerate(spoken)
    ]
    rows[0]["details"]["numerUmowy"] = "UZ/Żądło-Śmiechowicz Łucja/1"
    bad = row(9, "Umowa", ODD) | {"dataZawarciaUmowy": "Żaneta Ćwierćwiecz", "statusUmowy": "Żaneta Ćwierćwiecz"}
    path = folder / "kopia-z-nazwiskami.json"
    path.write_text(json.dumps({"agreements": [*rows, bad]}, ensure_ascii=False), encoding="utf-8")
    return path


def corrected(folder: Path) -> Path:
    """Write the same copy anew, with other words around the names: what changes leaves its trace in the history."""
    second = folder / "nowa"
    second.mkdir()
    return planted(second, "Zmieniona. ")


def row(number: int, subject: str, person: dict[str, str]) -> dict[str, Any]:
    party = {"rodzaj": "Osoba fizyczna", "nazwa": f"{person['imie']} {person['nazwisko']}", **person}
    return {
        "idUmowy": f"11111111-0000-4000-8000-{number:012}",
        "przedmiotUmowy": subject,
        "wartoscPrzedmiotuUmowy": 100,
        "dataZawarciaUmowy": "03.08.2026",
        "contractors": [party],
        "procurers": [{"rodzaj": "JSFP", "nazwa": "Miasto Gliwice", "regon": "276255430"}],
        "details": {"dataPublikacji": "05.08.2026"},
    }


def private_people(document: Any) -> Iterator[str]:
    """Name every private person of a document, without the portal's own readers."""
    if isinstance(document, dict):
        if document.get("rodzaj") == "Osoba fizyczna":
            yield f"{document['imie']} {document['nazwisko']}"
        if document.get("contractorName") and not document.get("contractorNationalId"):
            yield document["contractorName"]
        document = list(document.values())
    if isinstance(document, list):
        for each in document:
            yield from private_people(each)


def found_in(text: str, people: list[str]) -> list[str]:
    """Name those who stand in a text: given and family name side by side, in either order."""
    plain = f" {NOT_WORD.sub(' ', fold(unescaped(text)))} "
    found = []
    for name in people:
        words = NOT_WORD.sub(" ", fold(name)).split()
        turned = [*words[1:], words[0]]
        if any(f" {' '.join(order)} " in plain for order in (words, turned)):
            found.append(name)
    return found


def unescaped(text: str) -> str:
    """Undo the ways in which pages, addresses and JSON write a letter."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), html.unescape(unquote(text)))


def tables() -> dict[str, str]:
    """Give every table of the database as text."""
    with connection.cursor() as cursor:
        said = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            said[f"table {table}"] = "\n".join(text for (text,) in cursor.fetchall())
    return said


def addresses(client: Client, people: list[str]) -> dict[str, str]:
    """Give every address and what it answers to a stranger: records, lists, files, feeds, search, archive."""
    asked = [address for kind in record_types() if kind.queryset().exists() for address in addresses_of(kind)]
    asked += [snapshot.get_absolute_url() for snapshot in Snapshot.objects.all()]
    asked += ["/", "/zrodla/", "/braki/", "/wydatki/", "/sitemap.xml"]
    said = {f"page {address}": f"{address} {body_of(client.get(address))}" for address in asked}
    for snapshot in Snapshot.objects.all():
        assert client.get(reverse("archive:file", args=[snapshot.sha256])).status_code in (403, 404)
    for name in people[-FEW:]:
        hits = client.get(reverse("search"), {"q": name}).context["hits"]
        said[f"search {name}"] = "\n".join(str(vars(hit)) for hit, _kind in hits)
    return said


def open_data(client: Client) -> dict[str, str]:
    """Give what leaves for programs: every interface, every file of the night, workbooks cell by cell."""
    asked = [f"/api/v1/{name}/?limit=200" for name in kinds()]
    asked += [f"/oparl/v1/{word}" for word in LISTS.values()]
    asked += ["/dane/", "/katalog.ttl", "/dane/popolo.json", "/dane/ocds/umowy.json", "/dane/ocds/ogloszenia.json"]
    hidden = Contract.objects.filter(supplier_hidden="person")
    asked += [f"/dane/ocds/rekordy/{each.slug}.json" for each in hidden.filter(parent=None, kind="contract")[:FEW]]
    said = {f"data {address}": body_of(client.get(address)) for address in asked}
    assert "Osoba fizyczna" in said["data /dane/ocds/umowy.json"]
    write_everything()
    for path in (root() / CURRENT).iterdir():
        content = path.read_bytes()
        whole = gzip.decompress(content) if path.suffix == ".gz" else content
        said[f"file {path.name}"] = whole.decode(errors="replace")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(client.get("/wydatki/umowy.xlsx").streaming_content)))  # type: ignore[attr-defined]  # a stream
    said["workbook"] = "\n".join(str(row) for row in book.get_sheet_by_index(0).to_python())
    return said


def addresses_of(kind: RecordType) -> Iterator[str]:
    """Name a kind's list, files and feed, and pages: of some contracts with a private person, and of some others."""
    yield reverse(kind.list_url)
    for ending in ("csv", "json", "rss"):
        yield file_of(kind, ending)
    records = kind.queryset()
    hidden = records.filter(supplier_hidden="person") if hasattr(kind.model, "supplier_hidden") else records.none()
    for record in [*hidden.order_by("-pk")[:FEW], *records[:FEW]]:
        try:
            yield record.get_absolute_url()
        except NoReverseMatch:
            continue
