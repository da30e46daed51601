"""
The table in docs/performance.md, between two comment lines; the rest of that file is people's.

A run replaces the lines that it measured and leaves the others as an earlier run wrote them, each with its own commit
and day, so that one question can be measured again without the rest. What could not be measured takes no figure away.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.figures import NOT_MEASURED, shown
from tests.benchmarks.gates import GATES, Result

BEGIN = "<!-- begin: written by tests.benchmarks -->"
END = "<!-- end: written by tests.benchmarks -->"
HEAD = "| question | gate | aim | measured | number | | commit, day |"
RULE = "|---|---|---|---|---|---|---|"


def write(path: Path, results: Iterable[Result], run: str, stamp: str) -> None:
    """Put results into the file's section; ``run`` describes this run, ``stamp`` is its commit and day."""
    before, section, after = parted(path.read_text(encoding="utf-8"))
    lines = kept(section)
    for result in results:
        if result.ratio is not None or result.key not in lines or f" {NOT_MEASURED} " in lines[result.key]:
            lines[result.key] = line(result, stamp)
    known = [lines[key] for key in GATES if key in lines]
    body = "\n".join([BEGIN, run.strip(), "", HEAD, RULE, *known, END])
    path.write_text(f"{before}{body}{after}", encoding="utf-8")


def parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the section, in it and behind it; raise ``ValueError`` where its marks are missing."""
    before, begun, rest = text.partition(BEGIN)
    section, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"the section is not marked: {BEGIN} … {END}")
    return before, section, after


def kept(section: str) -> dict[str, str]:
    """Return the lines of an earlier run by the key of their gate; those of gates that are no more are dropped."""
    keys = {gate.question: gate.key for gate in GATES.values()}
    found = {}
    for text in section.splitlines():
        question = text.strip("| ").partition(" | ")[0]
        if text.startswith("|") and question in keys:
            found[keys[question]] = text
    return found


def line(result: Result, stamp: str) -> str:
    """Write one result as a line of the table."""
    gate = result.gate
    number = "–" if result.ratio is None else f"{shown(result.ratio)} {gate.unit}".strip()
    words = result.words.replace("|", "/")
    cells = (
        gate.question,
        gate.limit_shown(gate.limit) or "–",
        gate.limit_shown(gate.aim) or "–",
        words,
        number,
        result.verdict,
        stamp,
    )
    return f"| {' | '.join(cells)} |"
