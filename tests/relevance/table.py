"""
The tables in docs/search.md, between two comment lines; the rest of that file is people's.

A run replaces the lines of the cities that it asked and leaves the others as an earlier run wrote them; the lines over
all cities are written only by a run that asked every one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.relevance.judged import KINDS, cities
from tests.relevance.scoring import Given, Score, score

BEGIN = "<!-- begin: written by tests.relevance -->"
END = "<!-- end: written by tests.relevance -->"
HEAD = "| texts | kind | questions | nDCG@10 | MRR | empty | alike | p95 ms | plain nDCG@10 | plain empty | run |"
RULE = "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---|"
ALL = "all"

Answers = Mapping[str, Sequence[Given]]
"""By engine, the portal's first; the same questions in the same order."""


def write(path: Path, answers: Answers, run: str, stamp: str) -> None:
    """Put the scores of these answers into the file's section; ``run`` describes this run, ``stamp`` commit and day."""
    before, section, after = parted(path.read_text(encoding="utf-8"))
    known = kept(section) | dict(lines(answers, stamp))
    ordered = [known[key] for key in order() if key in known]
    body = "\n".join([BEGIN, run.strip(), "", HEAD, RULE, *ordered, END])
    path.write_text(f"{before}{body}{after}", encoding="utf-8")


def lines(answers: Answers, stamp: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the lines of a run by texts and kind; those over all cities where every one was asked."""
    for texts, kind in order():
        chosen = [[each for each in given if _belongs(each, texts, kind)] for given in answers.values()]
        if chosen[0] and (texts != ALL or _asked(answers) == set(cities())):
            yield (texts, kind), line(texts, kind, [score(given) for given in chosen], stamp)


def line(texts: str, kind: str, scores: Sequence[Score], stamp: str) -> str:
    """Write one line: the portal's score and the plain engine's."""
    ours, plain = scores
    cells = [
        texts,
        kind,
        ours.answers,
        f"{ours.ndcg:.3f}",
        f"{ours.mrr:.3f}",
        f"{ours.missed:.0%}",
        ours.wrong,
        f"{ours.p95:.1f}",
        f"{plain.ndcg:.3f}",
        f"{plain.missed:.0%}",
        stamp,
    ]
    return f"| {' | '.join(map(str, cells))} |"


def order() -> list[tuple[str, str]]:
    """Return what there may be a line for: everything, each kind over all cities, then each city with its kinds."""
    return [(texts, kind) for texts in (ALL, *cities()) for kind in (ALL, *KINDS)]


def parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the section, in it and behind it; raise ``ValueError`` where its marks are missing."""
    before, begun, rest = text.partition(BEGIN)
    section, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"the section is not marked: {BEGIN} … {END}")
    return before, section, after


def kept(section: str) -> dict[tuple[str, str], str]:
    """Return the lines of an earlier run by texts and kind."""
    known = set(order())
    found = {}
    for text in section.splitlines():
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        if len(cells) > 1 and (cells[0], cells[1]) in known:
            found[cells[0], cells[1]] = text
    return found


def _belongs(given: Given, texts: str, kind: str) -> bool:
    return texts in (ALL, given.question.city) and kind in (ALL, given.question.kind)


def _asked(answers: Answers) -> set[str]:
    return {each.question.city for given in answers.values() for each in given}
