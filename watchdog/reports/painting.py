"""
Drawings in the colours of the page.

A drawing of the portal carries classes, and the page's styles paint it. WeasyPrint shows a drawing without them, so
what the styles say is written on each part here: the same rules, in the light values that paper has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2
from django.conf import settings

STYLES = ("tokens.css", "base.css", "components.css", "print.css", "report.css")

PAINT = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray", "font-size", "font-weight")
"""What a rule may say of a part of a drawing."""

WIDE = 600
"""Pixels that a drawing is about as wide as: a line that must not grow with its drawing is thinned by that."""

Values = dict[str, str]

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_FONT = re.compile(r"(?:(?P<weight>\d{3}) )?(?P<size>[\d.]+px) ")


def paint(tree: Element) -> None:
    """Write on each part of each drawing of a document how it is painted; the document is changed in place."""
    root = cssselect2.ElementWrapper.from_html_root(tree)
    known: dict[Element, Values] = {}
    for part in root.query_all("svg"):
        if not any(above.local_name == "svg" for above in part.ancestors):
            _paint(part, _around(part, known), _thin(part.etree_element))


def _around(part: Any, known: dict[Element, Values]) -> Values:
    """Return the variables and the colour that reach a part from what stands around it."""
    above = part.parent
    if above is None:
        return {}
    element = above.etree_element
    if element not in known:
        known[element] = _handed_down(_around(above, known), _said_of(above))
    return known[element]


def _paint(part: Any, around: Values, thin: float) -> None:
    said = _said_of(part)
    values = _handed_down(around, said)
    for name in PAINT:
        if (value := _resolved(said.get(name, ""), values)) and not (name == "fill" and value == "inherit"):
            part.etree_element.set(name, value)
    if "non-scaling-stroke" in said.get("vector-effect", "") and (line := part.etree_element.get("stroke-width")):
        part.etree_element.set("stroke-width", f"{float(line.removesuffix('px')) * thin:.4f}")
    for kid in part.iter_children():
        _paint(kid, values, thin)


def _thin(drawing: Element) -> float:
    width = (drawing.get("viewBox") or "").split()[2:3]
    return float(width[0]) / WIDE if width else 1


def _handed_down(around: Values, said: Values) -> Values:
    own = {name: value for name, value in said.items() if name.startswith("--") or name == "color"}
    if not own:
        return around
    values = {**around, **own}
    return {**values, "color": _resolved(values.get("color", ""), {**values, "color": around.get("color", "")})}


def _resolved(value: str, values: Values) -> str:
    """Put values in place of variables and of the current colour; a variable that nobody set makes the value void."""
    for _depth in range(8):
        found = _VARIABLE.search(value)
        if found is None:
            return value.replace("currentColor", values.get("color") or "#000")
        value = value[: found.start()] + (values.get(found[1]) or found[2] or "") + value[found.end() :]
    return ""


def _said_of(part: Any) -> Values:
    """Return what the styles say of one element, the strongest rule last."""
    said: Values = {}
    for _specificity, _order, _pseudo, values in sorted(_rules().match(part), key=lambda rule: rule[:2]):
        said.update(values)
    if font := _FONT.match(said.get("font", "")):
        said = {"font-size": font["size"], "font-weight": font["weight"] or "400", **said}
    return said


@cache
def _rules() -> Any:
    """Read once in a process which rules speak of drawings, variables or colours."""
    matcher = cssselect2.Matcher()
    for name in STYLES:
        text = (Path(settings.BASE_DIR) / "static" / "css" / name).read_text()
        for rule in _for_paper(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
            values = _declared(rule)
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude) if values else []
            except cssselect2.SelectorError:
                continue  # of a state that paper has not
            for selector in selectors:
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, values)
    return matcher


def _for_paper(rules: Sequence[Any]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and tinycss2.serialize(rule.prelude).strip() == "print":
            inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _for_paper(inside)


def _declared(rule: Any) -> Values:
    parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = (*PAINT, "color", "font", "vector-effect")
    return {
        each.name: tinycss2.serialize(each.value).strip()
        for each in parts
        if each.type == "declaration" and (each.name in kept or each.name.startswith("--"))
    }
