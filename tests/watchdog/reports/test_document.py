"""A page becomes a document: what is left out, said and painted; no database is needed for it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pypdfium2
import pytest

from watchdog.embedded import pango
from watchdog.reports.document import framed, parsed
from watchdog.reports.setting import Manuscript, typeset, written

FRAME = '<html lang="pl"><title>t</title><div id="contents"><h2>Spis</h2></div><main></main>'
SIGNS = '<svg><symbol id="v-za" viewBox="0 0 20 20"><circle class="f" cx="10" cy="10" r="9"/></symbol></svg>'


def document_of(content: str) -> Element:
    return framed(parsed(FRAME), parsed(f"{SIGNS}<main><h1>T</h1>{content}</main>"))


def test_a_sign_is_drawn_where_it_is_used_in_the_colour_that_paper_has() -> None:
    document = document_of(
        '<ul class="names"><li><svg class="sign v-za"><use href="#v-za"/></svg><span>Ćwik</span></ul>'
    )

    [sign] = [each for each in document.iter("span") if each.get("class") == "rep-sign"]
    [drawing] = sign
    [circle] = drawing
    assert drawing.get("viewBox") == "0 0 20 20"
    assert circle.get("fill") == "#0a5f6b"  # --za of print.css, by ``currentColor``
    assert circle.get("stroke") == "none"  # what var(--fe, none) falls back to


def test_a_line_that_must_not_grow_with_its_drawing_is_thin() -> None:
    document = document_of('<svg viewBox="0 0 60 1"><path class="need" d="M1 0V1"/></svg>')

    assert next(document.iter("path")).get("stroke-width") == "0.3000"


def test_filters_say_what_was_asked_and_ways_about_the_screen_are_left_out() -> None:
    chips = '<ul class="active"><li><a href="?">Rok: 2019<span class="vh"> (usuń)</span></a></li></ul>'
    document = document_of(f'{chips}<nav>dalej</nav><form><input></form> <p class="screen">PDF</p>')

    said = "".join(next(document.iter("main")).itertext())
    assert "Rok: 2019" in said
    assert not {"usuń", "dalej", "PDF"} & set(said.split())


def test_three_chapters_give_a_first_page_with_contents_and_two_do_not() -> None:
    three = document_of("<h2>A</h2><h2>B</h2><h2>C</h2>")
    two = document_of("<h2>A</h2><h2>B</h2>")

    assert [each.text for each in three.iter("a")] == ["A", "B", "C"]
    assert next(each for each in three.iter("div")).get("class") == "rep-contents rep-contents--first"
    assert not list(two.iter("a"))


@pytest.mark.skipif(
    not (pango.is_installed() or pango.is_unpacked()), reason="no Pango: ./portal test says how to get it"
)
def test_five_thousand_letters_without_a_space_are_broken_into_lines_of_one_document() -> None:
    hostile = f"&lt;script>alert(1)&lt;/script> \u202eabc \U0001f600 {'ą' * 5000}"
    document = document_of(f"<p>{hostile}</p><table><tr><td>{hostile}<td>5</table>")
    made = typeset(Manuscript(written(document), "http://testserver/"))

    with pypdfium2.PdfDocument(made) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        assert len(document) < 9
    assert "<script>alert(1)</script>" in text
    assert "\u202e" not in text
