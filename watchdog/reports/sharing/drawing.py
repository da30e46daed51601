"""
From what a picture says to a PNG of 1200 × 630: set by WeasyPrint as one page, then drawn by PDFium.

Both are there for reports, so a picture has the portal's type, signs and drawings, and needs no other library.
"""

from __future__ import annotations

import io
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from django.conf import settings
from django.template.loader import render_to_string

from watchdog.cities import profile
from watchdog.core.dates import today
from watchdog.core.linked import absolute
from watchdog.core.version import data_version, stated
from watchdog.reports.document import draw_signs, parsed
from watchdog.reports.native import prepare
from watchdog.reports.painting import paint
from watchdog.reports.setting import alone, only_ours, styles
from watchdog.reports.sharing.fitting import ADDRESS, LONGEST, LONGEST_BESIDE, cut, size_of
from watchdog.reports.sharing.introducing import Shared
from watchdog.reports.sharing.offered import HEIGHT, WIDTH

COLOURS = 128
"""Of the picture's palette: flat areas and grey edges of letters; a picture has some 40 kB."""

PATIENCE = 5.0
"""Seconds that a picture waits for another, or for a document, to be finished."""


def picture(shared: Shared, page: str) -> bytes:
    """
    Draw the picture of the page at a path.

    Raises ``NoPango`` where the machine cannot, ``Busy`` while others are drawn.
    """
    document = document_of(shared, page)
    prepare()
    with alone(PATIENCE):
        return _drawn(_set(document))


def document_of(shared: Shared, page: str) -> Element:
    """Write what a picture says into its template; its drawings are painted, its signs drawn where they are used."""
    beside = bool(shared.drawing)
    title = cut(shared.title, LONGEST_BESIDE if beside else LONGEST)
    context = {
        "shared": shared,
        "title": title,
        "size": size_of(title, beside),
        "kicker": cut(shared.kicker, 110),
        "deck": cut(shared.deck, 170),
        "answer": cut(shared.answer, 110),
        "marked": not (shared.drawing or shared.bar or shared.said or shared.totals),
        "city": profile(settings.CITY),
        "day": today(),
        "address": cut(absolute(page).partition("://")[2].rstrip("/"), ADDRESS),
        "version": stated(data_version()),
    }
    tree = parsed(render_to_string("reports/picture.html", context))
    signs = {each.get("id", ""): deepcopy(each) for each in tree.iter("symbol")}
    for parent in list(tree.iter()):
        for child in [each for each in parent if each.tag == "svg" and each.find("symbol") is not None]:
            parent.remove(child)
    draw_signs(tree, signs)
    paint(tree)
    return tree


def _set(document: Element) -> bytes:
    import weasyprint  # (after ``prepare``)

    text = f"<!doctype html>{tostring(document, encoding='unicode', method='html')}"
    page = weasyprint.HTML(string=text, base_url="picture:", url_fetcher=only_ours())
    fonts, given = styles()
    return bytes(page.write_pdf(stylesheets=[*given, _style()], font_config=fonts))


@cache
def _style() -> Any:
    import weasyprint  # (as above)

    name = Path(settings.BASE_DIR) / "static" / "css" / "picture.css"
    return weasyprint.CSS(filename=str(name), font_config=styles()[0], url_fetcher=only_ours())


def _drawn(pdf: bytes) -> bytes:
    import pypdfium2  # (only pictures and the reading of documents need it)

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        drawn = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
        page.close()
    out = io.BytesIO()
    drawn.crop((0, 0, WIDTH, HEIGHT)).quantize(COLOURS, dither=0).save(out, "PNG", optimize=True)
    return out.getvalue()
