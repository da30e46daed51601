"""Lines that a print repeats in the margins of its pages: „Biuro Rady Miasta, s. 3”. Free of Django."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from watchdog.core.text import fold
from watchdog.ingest.pdf import Line

FOOT = 57.0
"""The foot of a page, in points from its edge: 2 cm."""
SET_OFF = 1.9
"""It stands at least so many letter heights below the text."""
LEVEL = 1.0
"""Baselines of one line on several pages differ by so many points at most."""
ROW = re.compile(r"\d{1,3}\s?[.)]\s")
"""Opens a row of a list, which may stand at the same place on every page."""


def without_feet(lines: list[Line]) -> list[Line]:
    """Leave out the line that closes every page of a document, whatever page number it bears.

    A document of one page keeps its last line, and so does one where any page ends otherwise.
    """
    feet = [_foot(list(page)) for _number, page in groupby(lines, key=lambda line: line.page)]
    if len(feet) < 2 or None in feet or len({_worded(foot) for foot in feet if foot}) > 1:
        return lines
    levels = [foot.baseline for foot in feet if foot]
    return [line for line in lines if line not in feet] if max(levels) - min(levels) <= LEVEL else lines


def heads(lines: Iterable[Line], above: list[Line]) -> set[str]:
    """Give the lines, folded, that stand on top of a document and open a later page too; ``above`` is its heading."""
    first = {page: fold(next(group).text) for page, group in groupby(lines, key=lambda line: line.page)}
    later = {text for page, text in first.items() if page > 1}
    return {fold(line.text) for line in above} & later


def _foot(page: list[Line]) -> Line | None:
    last = page[-1]
    apart = len(page) == 1 or page[-2].baseline - last.baseline > SET_OFF * last.height
    return last if apart and last.baseline < FOOT and not ROW.match(last.text) else None


def _worded(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.text))
