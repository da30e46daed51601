"""A page as a document: the same words, tagged, with its rows inside and nothing fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.council import PersonFactory, ResolutionFactory, SessionFactory, VoteFactory
from tests.factories.spending import ContractFactory
from watchdog.embedded import pango
from watchdog.reports import setting, views
from watchdog.reports.document import framed, parsed
from watchdog.reports.glyphs import drawable
from watchdog.reports.making import tables
from watchdog.reports.native import prepare
from watchdog.reports.setting import Busy, Manuscript, typeset, written

needs_pango = pytest.mark.skipif(
    not (pango.is_installed() or pango.is_unpacked()), reason="no Pango: ./portal test says how to get it"
)
pytestmark = [pytest.mark.django_db, needs_pango]
LONGEST = 900
HOSTILE = "<script>alert(1)</script> \u202eabc \U0001f600 \ufeff" + "a" * LONGEST


if pango.is_installed() or pango.is_unpacked():
    prepare()
    from weasyprint.urls import URLFetcher


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def pdf(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:200]
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def text(made: bytes) -> str:
    with pypdfium2.PdfDocument(made) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def test_a_session_is_a_tagged_document_in_polish_with_chapters(client: Client) -> None:
    session = SessionFactory(number=44, day=date(2014, 6, 12))
    VoteFactory(meeting=session, subject="w sprawie budżetu", choices=[("Gęś Łucja", "za"), ("Ćwik Jan", "przeciw")])

    made = pdf(client, f"{session.get_absolute_url().rstrip('/')}.pdf")

    assert "W sprawie budżetu" in text(made)
    assert "Spis treści" in text(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.Root.Lang) == "pl"
        assert document.Root.MarkInfo.Marked
        assert "XLIV" in str(document.docinfo.Title)
        assert len(document.Root.Outlines.First.keys()) > 0


def test_the_rows_of_its_tables_travel_inside() -> None:
    table = "<table><caption>Kto</caption><tr><th>Osoba</th><td>=1+1</td></tr></table>"
    page = parsed(f"<title>t</title><main><h1>Osoby</h1>{table}</main>")
    frame = parsed('<html lang="pl"><title>t</title><div id="contents"><h2>Spis</h2></div><main></main>')

    made = typeset(Manuscript(written(framed(frame, page)), "http://testserver/", tuple(tables(page))))

    with pikepdf.open(io.BytesIO(made)) as document:
        [(name, file)] = document.attachments.items()
        assert (name, file.description) == ("tabela-1.csv", "Kto")
        assert file.get_file().read_bytes().decode() == "Osoba,'=1+1\r\n"


def test_its_tags_stand_in_the_order_that_pdf_ua_asks_for() -> None:
    groups = "<dl><div><dt>Kto</dt><dd>Ćwik</dd></div>\n<div><dt>Kiedy</dt><dd>Dziś</dd></div></dl>"
    sign = '<svg viewBox="0 0 1 1" width="9" height="9" aria-hidden="true"><path d="M0 0h1v1z"/></svg>'
    drawing = '<svg viewBox="0 0 1 1" width="9" height="9" role="img" aria-label="za 3"><path d="M0 0h1v1z"/></svg>'
    table = "<table><caption>Głosy</caption><thead><tr><th>A<td>B<tbody><tr><th>C<td>D</table>"
    page = parsed(f"<main><h1>T</h1>{groups}<p>{sign} <a href='/x/'>{drawing}</a></p>{table}</main>")
    frame = parsed('<html lang="pl"><title>t</title><div id="contents"></div><main></main>')

    made = typeset(Manuscript(written(framed(frame, page)), "http://testserver/"))

    with pikepdf.open(io.BytesIO(made)) as document:
        tags = list(tags_of(document.Root.StructTreeRoot.K))
        said = document.Root.Metadata.read_bytes()
    assert {kid for kind, kids in tags for kid in kids if kind == "/L"} == {"/LI"}
    assert [kids for kind, kids in tags if kind == "/Table"] == [["/Caption", "/THead", "/TBody"]]
    assert [kind for kind, _kids in tags].count("/Figure") == 1
    assert "/OBJR" not in {kid for kind, kids in tags for kid in kids if kind != "/Link"}
    assert b'pdfuaid:part="1"' in said
    assert b'pdfaid:part="3"' in said


def tags_of(tag: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(tag, pikepdf.Array):
        for kid in tag:
            yield from tags_of(kid)
    elif isinstance(tag, pikepdf.Dictionary) and "/S" in tag:
        held = [kid for kid in tag.K if isinstance(kid, pikepdf.Dictionary)]
        yield str(tag.S), [str(kid.get("/S", "/OBJR")) for kid in held]
        yield from tags_of(tag.K)


def test_a_list_is_printed_as_it_was_filtered(client: Client) -> None:
    ResolutionFactory(title="w sprawie parkowania", adopted_on=date(2014, 6, 12))
    ResolutionFactory(title="w sprawie budżetu", adopted_on=date(2015, 6, 12))

    printed = text(pdf(client, "/rada/uchwaly.pdf?q=parkowania"))

    assert "w sprawie parkowania" in printed
    assert "w sprawie budżetu" not in printed
    assert "/rada/uchwaly/?q=parkowania" in printed


def test_what_the_page_refuses_or_lacks_the_document_does_too(client: Client) -> None:
    assert client.get("/rada/uchwaly.pdf?nie-ma=1").status_code == 400
    assert client.get("/rada/uchwaly/2014/nie-ma.pdf").status_code == 404
    assert client.get("/nie-ma.pdf").status_code == 404
    assert client.get("/szukaj.pdf").status_code == 404
    assert client.post("/rada/uchwaly.pdf").status_code == 405


def test_a_hostile_subject_breaks_nothing_and_stays_text(client: Client) -> None:
    vote = VoteFactory(subject=HOSTILE)

    printed = text(pdf(client, f"{vote.get_absolute_url().rstrip('/')}.pdf"))

    assert "<script>alert(1)</script> abc ?" in printed


def test_nothing_is_fetched_for_a_document(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    fetch = URLFetcher.fetch

    def noted(self: Any, url: str, headers: Any = None) -> Any:
        asked.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(URLFetcher, "fetch", noted)
    PersonFactory(slug="jan-cwik")
    setting.styles.cache_clear()

    pdf(client, "/rada/radni/jan-cwik.pdf")

    assert asked
    assert {address.partition("static/")[2].partition("/")[0] for address in asked} <= {"css", "fonts"}


def test_signs_that_no_font_of_ours_draws_are_replaced_and_invisible_ones_dropped() -> None:
    assert drawable("Łódź – „ćma” → 5\u00a0zł\n") == "Łódź – „ćma” → 5\u00a0zł\n"
    assert drawable("a\u202eb\u200b \U0001f600 \u05d0") == "ab ? ?"


def test_a_document_is_made_once_for_one_state_of_the_data(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ResolutionFactory(title="w sprawie parkowania")
    first = pdf(client, "/rada/uchwaly.pdf")
    made: list[Any] = []
    monkeypatch.setattr(views, "typeset", lambda *_args: made.append(1) or b"%PDF-")

    assert pdf(client, "/rada/uchwaly.pdf") == first
    assert not made
    ResolutionFactory(title="w sprawie budżetu")
    assert pdf(client, "/rada/uchwaly.pdf") == b"%PDF-"


def test_a_corrected_figure_stands_in_the_document_and_the_picture_that_are_made_again(client: Client) -> None:
    contract = ContractFactory(value="1234.50", currency="PLN", tax="gross")
    address = contract.get_absolute_url().rstrip("/")
    before, picture = text(pdf(client, f"{address}.pdf")), client.get(f"{address}.png").content

    contract.value = "6789.00"
    contract.save()
    after = text(pdf(client, f"{address}.pdf"))

    assert "1 234,50" in before.replace("\u00a0", " ")
    assert "6 789,00" in after.replace("\u00a0", " ")
    assert "1 234,50" not in after.replace("\u00a0", " ")
    assert client.get(f"{address}.png").content != picture


def test_who_comes_while_others_wait_is_told_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_args: Any) -> bytes:
        raise Busy

    monkeypatch.setattr(views, "typeset", busy)

    answer = client.get("/rada/uchwaly.pdf")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
