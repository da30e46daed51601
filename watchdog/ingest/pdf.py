"""
Words of a PDF with their places on the page.

Printed tables are read by where the words stand, because the order of a PDF's text layer is not always the order that
the eye sees. Opening tells apart the ways in which a PDF can be of no use, each by its name. Free of Django.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from watchdog.core.text import squash
from watchdog.ingest.source import Unreadable

MAX_PAGES = 1000
"""Longer documents are refused: no session printed so many votes, and a page costs memory and time."""

MAX_LETTERS = 200_000
"""A page with more letters than this is no print for people."""

LINE_END_HYPHEN = {"\ufffe": "-", "\x02": "-"}
"""How the PDF engine marks a hyphen that closes a line."""

LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
"""Joined letters that a font draws as one and Unicode keeps for old documents; a name is written without them."""

SAME_LINE = 0.3
GLUED = 0.12
NEXT_CELL = 0.8
"""Distances in heights of the letters: baselines of one line, letters of one word, words of one cell."""


class Word(NamedTuple):
    """Letters without white space between them; distances in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    spaced: bool
    """Whether white space stands before it in the text layer; else it may be the rest of the word before it."""


class Cell(NamedTuple):
    """Words of one line that stand together."""

    text: str
    left: float
    right: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class Line(NamedTuple):
    """What stands at one height of a page, from left to right."""

    page: int
    baseline: float
    height: float
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def place(self) -> str:
        return f"p. {self.page}"


class Layer(NamedTuple):
    """The text of a document."""

    lines: list[Line]
    scans: tuple[int, ...]
    """Pages that are pictures without text, counted from 1."""


def looks_like_pdf(content: bytes) -> bool:
    """Say whether the bytes begin as a PDF does (readers forgive up to a kilobyte of rubbish before the mark)."""
    return b"%PDF-" in content[:1024]


def text_layer(content: bytes, pages: int = MAX_PAGES) -> Layer:
    """Return the lines of the first ``pages`` pages in reading order, and which of these pages are scans.

    Raises ``Unreadable``: ``empty_file``, ``not_a_pdf``, ``corrupt_pdf``, ``encrypted_pdf``, ``no_pages``,
    ``too_long``, ``scan_without_text``.
    """
    document = _opened(content)
    lines: list[Line] = []
    scans: list[int] = []
    try:
        for index in range(min(pages, len(document))):
            found, is_scan = _page(document, index)
            lines += found
            scans += [index + 1] if is_scan else []
    finally:
        document.close()
    if not lines:
        raise Unreadable(
            "scan_without_text", "Dokument jest skanem bez warstwy tekstowej; zachowano go i wpisano na listę braków."
        )
    return Layer(lines, tuple(scans))


def page_count(content: bytes) -> int:
    """Return how many pages a PDF has; raise ``Unreadable`` as ``text_layer`` does, apart from scans."""
    document = _opened(content)
    try:
        return len(document)
    finally:
        document.close()


def first_lines(content: bytes, pages: int = 1) -> list[Line]:
    """Return the lines of the first pages, by which a source knows its documents; none where no PDF can be read."""
    if not looks_like_pdf(content):
        return []
    try:
        return text_layer(content, pages).lines
    except Unreadable:
        return []


def _opened(content: bytes) -> pdfium.PdfDocument:
    if not content:
        raise Unreadable("empty_file", "Plik jest pusty.")
    if not looks_like_pdf(content):
        raise Unreadable("not_a_pdf", "To nie jest plik PDF.")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _why_closed(content, error.err_code) from error
    pages = len(document)
    if pages > MAX_PAGES:
        document.close()
        raise Unreadable("too_long", f"Plik PDF ma {pages} stron; czytamy najwyżej {MAX_PAGES}.")
    return document


def _why_closed(content: bytes, code: int | None) -> Unreadable:
    """Say why a PDF does not open. The engine's error code may be an earlier file's, so it is not enough."""
    handle = pdfium_c.FPDF_LoadMemDocument64(content, len(content), None)
    if handle:
        pdfium_c.FPDF_CloseDocument(handle)
        return Unreadable("no_pages", "Plik PDF nie ma ani jednej strony.")
    if code == pdfium_c.FPDF_ERR_PASSWORD and b"/Encrypt" in content:
        return Unreadable("encrypted_pdf", "Plik PDF jest zaszyfrowany hasłem.")
    return Unreadable("corrupt_pdf", "Plik PDF jest uszkodzony i nie daje się otworzyć.")


def _page(document: pdfium.PdfDocument, index: int) -> tuple[list[Line], bool]:
    """Return a page's lines, and whether it holds a picture and not one letter."""
    try:
        page = document[index]
        textpage = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise Unreadable("corrupt_pdf", f"Strona {index + 1} pliku PDF jest uszkodzona.") from error
    try:
        if textpage.count_chars() > MAX_LETTERS:
            raise Unreadable("too_long", f"Strona {index + 1} ma więcej niż {MAX_LETTERS} znaków.")
        lines = list(_lines(list(_words(textpage)), index + 1))
        return lines, not lines and any(page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,)))
    finally:
        textpage.close()
        page.close()


def _lines(words: list[Word], page: int) -> Iterator[Line]:
    """Group a page's words into lines, top to bottom, and lines into cells, left to right."""
    words.sort(key=lambda word: -word.baseline)
    start = 0
    for index, word in enumerate(words):
        top = words[start]
        if top.baseline - word.baseline > SAME_LINE * top.height:
            yield _line(words[start:index], page)
            start = index
    if words:
        yield _line(words[start:], page)


def _line(words: list[Word], page: int) -> Line:
    cells = tuple(_cells(sorted(words, key=lambda word: word.left)))
    return Line(page, words[0].baseline, words[0].height, cells)


def _cells(words: list[Word]) -> Iterator[Cell]:
    group: list[Word] = []
    for word in words:
        if group and word.left - group[-1].right > NEXT_CELL * word.height:
            yield _cell(group)
            group = []
        group.append(word)
    yield _cell(group)


def _cell(words: list[Word]) -> Cell:
    text = words[0].text
    for before, word in pairwise(words):
        glued = not word.spaced and word.left - before.right < GLUED * word.height
        text += word.text if glued else f" {word.text}"
    return Cell(squash(text), words[0].left, words[-1].right)


def _words(textpage: pdfium.PdfTextPage) -> Iterator[Word]:
    """Yield words in the order of the text layer; a word ends at white space, at a jump back and at another height."""
    text = _text(textpage)
    for found in re.finditer(r"\S+", text):
        start = found.start()
        before = _origin(textpage, start)
        for index in range(start + 1, found.end()):
            origin = _origin(textpage, index)
            if abs(origin[1] - before[1]) > 1 or origin[0] < before[0] - 1:
                yield _word(textpage, text, start, index, spaced=start == found.start())
                start = index
            before = origin
        yield _word(textpage, text, start, found.end(), spaced=start == found.start())


def _word(textpage: pdfium.PdfTextPage, text: str, start: int, end: int, *, spaced: bool) -> Word:
    left, bottom, first_right, top = textpage.get_charbox(start, loose=True)
    right = textpage.get_charbox(end - 1, loose=True)[2] if end - 1 > start else first_right
    return Word(
        text[start:end].translate(LIGATURES), left, right, _origin(textpage, start)[1], max(top - bottom, 1.0), spaced
    )


def _text(textpage: pdfium.PdfTextPage) -> str:
    """Return the layer's characters, exactly one for each index of the text page."""
    count = textpage.count_chars()
    text = textpage.get_text_range() if count else ""
    if len(text) != count:
        codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
        text = "".join(chr(code) if code and not 0xD800 <= code < 0xE000 else " " for code in codes)
    return re.sub("[\ufffe\x02]", lambda found: LINE_END_HYPHEN[found[0]], text)


def _origin(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(textpage.raw, index, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value
