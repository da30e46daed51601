"""
From a page of the portal to a document: its content in the report's frame.

A report is the page itself, so the two cannot disagree. What only serves on a screen (ways to other pages, forms,
downloads) is left out; a table of contents, the place and the state of the data are added.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

import tinyhtml5

from watchdog.core.text import squash
from watchdog.exports.writers import guarded
from watchdog.reports.columns import fix_columns
from watchdog.reports.glyphs import drawable
from watchdog.reports.painting import paint

LEFT_OUT = frozenset({"crumbs", "pages", "dl", "follow", "filters-fold", "filters--row", "btn", "skip", "screen"})
"""Classes of what only serves on a screen."""

LEFT_OUT_TAGS = frozenset(
    {"form", "button", "nav", "script", "style", "input", "select", "template", "iframe", "object"}
)
FEWEST_CHAPTERS = 3
"""A document of fewer needs no table of contents."""


def parsed(page: str) -> Element:
    """Read a whole page as a tree without namespaces; what our fonts cannot draw is replaced."""
    root: Element = tinyhtml5.parse(drawable(page), namespace_html_elements=False)
    for each in root.iter():
        each.tag = str(each.tag).rpartition("}")[2]  # drawings come with the namespace of SVG
    return root


def framed(frame: Element, page: Element) -> Element:
    """Put the content of a page into the frame's ``main``, and its chapters into the frame's table of contents."""
    content, place = _one(page, "main"), _one(frame, "main")
    signs = {each.get("id", ""): each for each in page.iter("symbol")}
    for each in content:
        place.append(deepcopy(each))
    _leave_out(place)
    _say_what_was_asked(place)
    draw_signs(place, signs)
    _put_signs_in_lines(place)
    fix_columns(place)
    _say_drawings(frame)
    paint(frame)
    _open(place)
    _list_chapters(frame, place)
    _put_contents_below_the_heading(frame, place)
    return frame


def title_of(page: Element) -> str:
    """Return the page's first heading as one line."""
    heading = next(page.iter("h1"), None)
    return squash("".join(heading.itertext())) if heading is not None else ""


def rows_of(page: Element) -> int:
    """Count what makes a page long: rows of its tables and entries of its lists."""
    return sum(each.tag in ("tr", "li") for each in _one(page, "main").iter())


def tables_of(page: Element) -> Iterator[tuple[str, bytes]]:
    """Give each table of the page's content as (what it is, CSV): the headings in words, the cells as they are read."""
    for table in _one(page, "main").iter("table"):
        rows = [[guarded(_text(cell)) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(row for row in rows if row)
        yield _named(table), out.getvalue().encode()


def _named(table: Element) -> str:
    caption = table.find("caption")
    return _text(caption) if caption is not None else table.get("aria-label", "")


def _text(cell: Element) -> str:
    return squash(" ".join(part for part in cell.itertext() if part.strip()))


def _one(tree: Element, tag: str) -> Element:
    found = next(tree.iter(tag), None)
    if found is None:
        raise ValueError(f"The page has no <{tag}>.")
    return found


def _leave_out(place: Element) -> None:
    for parent in list(place.iter()):
        for child in list(parent):
            classes = set((child.get("class") or "").split())
            if child.tag in LEFT_OUT_TAGS or classes & LEFT_OUT:
                _remove(parent, child)


def _remove(parent: Element, child: Element) -> None:
    """Remove an element and keep the text that stands behind it."""
    place = list(parent).index(child)
    if child.tail:
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def draw_signs(place: Element, signs: dict[str, Element]) -> None:
    """Draw each sign where it is used: a picture of WeasyPrint's sees nothing outside of itself."""
    for svg in place.iter("svg"):
        for parent in list(svg.iter()):
            for place_in, child in enumerate(list(parent)):
                sign = signs.get((child.get("href") or "").removeprefix("#")) if child.tag == "use" else None
                if sign is None:
                    continue
                if parent is svg and not svg.get("viewBox"):
                    svg.set("viewBox", sign.get("viewBox", ""))
                    svg[place_in:] = deepcopy(list(sign))
                else:
                    parent[place_in] = _drawn(sign, child)


def _say_what_was_asked(place: Element) -> None:
    """Let the filters of a list, on a screen the ways to be rid of them, say which rows were asked for."""
    for chips in (each for each in place.iter("ul") if each.get("class") == "active"):
        chips.set("class", "facts rep-asked")
        for chip in chips:
            said = [each.text or "" for each in chip.iter("a")]
            chip.clear()
            chip.text = squash(" ".join(said))


def _say_drawings(tree: Element) -> None:
    """Let each drawing with words begin with a title that holds all of them: it is what the document says for it."""
    for svg in (each for each in tree.iter("svg") if each.get("role") in ("img", "group")):
        title, more = svg.find("title"), svg.find("desc")
        words = [svg.get("aria-label", ""), *(_text(each) for each in (title, more) if each is not None)]
        if title is not None:
            svg.remove(title)
        told = Element("title")
        told.text = ". ".join(dict.fromkeys(part.rstrip(".") for part in words if part))
        svg.insert(0, told)


def _put_signs_in_lines(place: Element) -> None:
    """Put each sign into a line of its own: WeasyPrint 70 cannot break a grid over pages that holds a bare drawing."""
    for parent in list(place.iter()):
        for at, child in enumerate(list(parent)):
            if child.tag == "svg" and "sign" in (child.get("class") or "").split():
                line = Element("span", {"class": "rep-sign"})
                line.tail, child.tail = child.tail, None
                line.append(child)
                parent[at] = line


def _drawn(sign: Element, use: Element) -> Element:
    own = {name: use.get(name, "") for name in ("x", "y", "width", "height") if use.get(name)}
    drawn = Element("svg", {"viewBox": sign.get("viewBox", ""), **own})
    drawn.extend(deepcopy(each) for each in sign)
    return drawn


def _open(place: Element) -> None:
    """Open what a reader on a screen would open by a click, and take away what scrolls."""
    for each in place.iter():
        if each.tag == "details":
            each.set("open", "")
        each.attrib.pop("tabindex", None)


def _put_contents_below_the_heading(frame: Element, place: Element) -> None:
    """Let the contents follow what the page says first: its name and its answer in a sentence."""
    around, contents = next((each, part) for each in frame.iter() for part in each if part.get("id") == "contents")
    around.remove(contents)
    head = next(((each, part) for each in place.iter() for part in each if part.find("h1") is not None), None)
    if head is None:
        place.insert(0, contents)
    else:
        head[0].insert(list(head[0]).index(head[1]) + 1, contents)


def _list_chapters(frame: Element, place: Element) -> None:
    chapters = [each for each in place.iter("h2") if "vh" not in (each.get("class") or "").split()]
    contents = next(each for each in frame.iter("div") if each.get("id") == "contents")
    if len(chapters) < FEWEST_CHAPTERS:
        contents.clear()
        contents.set("id", "contents")
        return
    contents.set("class", "rep-contents rep-contents--first")
    entries = SubElement(contents, "ol", {"class": "toc"})
    for number, chapter in enumerate(chapters, 1):
        chapter.set("id", chapter.get("id") or f"chapter-{number}")
        SubElement(SubElement(entries, "li"), "a", {"href": f"#{chapter.get('id')}"}).text = _text(chapter)
