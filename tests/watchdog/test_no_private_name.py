"""
The hunt through every output: whoever is private is named nowhere that a stranger can reach.

People are planted where the portal meets them: a supplier who is a natural person, somebody behind a petition, whoever
sends a remark or asks under the GDPR. Then everything is walked as a program would walk it, by following addresses from
the start page, the sitemaps, the interfaces and the files. An output that comes later is walked by itself, for it is
linked; one that nothing leads to fails the second half of the test.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404
from python_calamine import CalamineWorkbook

from council.models import Petition
from tests.council.test_private_people import TITLE, store
from tests.factories.errata import ObjectionFactory
from tests.spending.test_no_private_name import found_in, planted
from watchdog.embedded import pango
from watchdog.errata.models import Sender
from watchdog.opendata.dumps.writing import write_everything
from watchdog.records import record_types
from watchdog.search.indexing import reindex

pytestmark = pytest.mark.django_db

SUPPLIERS = ["Łucja Żądło-Śmiechowicz", "Żaneta Ćwierćwiecz"]
ASKS, REMARKS = "Zenobia Przybylska", "Gerwazy Nowowiejski"
PEOPLE = [*SUPPLIERS, "Jana Kowalskiego", ASKS, REMARKS]
EACH = 2
"""Addresses that are asked of one view in one form: its pages are alike."""
ROOTS = ("/", "/sitemap.xml", "/dane/", "/katalog.ttl", "/api/v1/", "/oparl/v1/system", "/korekty/")
ADDRESS = re.compile(
    r'(?:href|src|action)="([^"]+)"'  # pages
    r"|<loc>([^<]+)</loc>"  # sitemaps
    r'|"(http://testserver[^"\s]*|/[^"\s]*)"'  # JSON
    r"|<(http://testserver[^>]+)>"  # the catalogue
)
OUTSIDE = ("/zaplecze/", "/en/", "/static/", "/health/", "/poczta/", "/obrazy/")
"""Behind a log-in, the same in English, of the program itself, or for machines of ours."""


@pytest.mark.slow  # some hundred pages, files and documents are made
def test_no_private_name_is_in_any_output(client: Client, tmp_path: Path) -> None:
    plant(tmp_path)

    walked = walk(client)

    assert {place: who for place, text in walked.items() if (who := found_in(text, PEOPLE))} == {}
    assert any("Osoba fizyczna" in text for text in walked.values())
    assert public_views() - {name_of(place) for place in walked} <= UNREACHED


UNREACHED: set[str] = set()
"""Views that no address leads to while there is nothing that they could show."""


def plant(folder: Path) -> None:
    """Let the portal meet each of the people, in every way in which it meets such people."""
    call_command("ingest", file=[planted(folder)], json=True)
    store(TITLE)
    petition = Petition.objects.get()
    said = f"{ASKS} prosi o usunięcie danych."
    Sender.objects.create(objection=ObjectionFactory(record=petition, kind="erasure", text=said), signature=ASKS)
    said = f"{REMARKS}: to nie tak."
    Sender.objects.create(objection=ObjectionFactory(record=petition, kind="error", text=said), signature=REMARKS)
    for kind in record_types():
        reindex(kind)
    write_everything()


def walk(client: Client) -> dict[str, str]:
    """Follow every address from the roots; give what each answers, the address beside it."""
    asked: Counter[str] = Counter()
    waiting, seen, said = list(ROOTS), set(ROOTS), {}
    while waiting:
        address = waiting.pop(0)
        asked[form_of(address)] += 1
        if asked[form_of(address)] > EACH:
            continue
        text = text_of(client, address)
        said[address] = f"{address} {text}"
        fresh = [each for each in dict.fromkeys(addresses_in(address, text)) if each not in seen]
        seen.update(fresh)
        waiting += fresh
    return said


def addresses_in(page: str, text: str) -> Iterator[str]:
    for groups in ADDRESS.findall(text):
        parts = urlsplit(urljoin(f"http://testserver{page}", next(filter(None, groups)).replace("&amp;", "&")))
        if parts.hostname == "testserver" and not parts.path.startswith(OUTSIDE):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def form_of(address: str) -> str:
    """Name what is asked: which view, for which kind, in which form."""
    path = urlsplit(address).path
    ending = path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
    return f"{name_of(address)} {ending} {'?' in address}"


def name_of(address: str) -> str:
    path = urlsplit(address).path
    try:
        found = resolve(path)
    except Resolver404:
        return "nothing"
    return str(found.route)


def text_of(client: Client, address: str) -> str:
    """Give an answer as text, whatever its form is."""
    if address.partition("?")[0].endswith(".pdf") and not (pango.is_installed() or pango.is_unpacked()):
        return ""
    answer: Any = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    path = address.partition("?")[0]
    if path.endswith(".gz"):
        return gzip.decompress(content).decode()
    if answer["Content-Type"].startswith("application/pdf"):
        with pypdfium2.PdfDocument(content) as document:
            return " ".join(page.get_textpage().get_text_bounded() for page in document)
    if path.endswith(".xlsx") and answer.status_code == 200:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return "\n".join(str(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return str(content.decode(errors="replace"))


def public_views() -> set[str]:
    """Name every address of the portal that strangers may ask."""
    return {route for route in routes(get_resolver(), "") if not f"/{route}".startswith(OUTSIDE)}


def routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield before + str(each.pattern)
        else:
            yield from routes(each, before + str(each.pattern))
