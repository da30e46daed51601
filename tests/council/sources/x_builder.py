"""The print with an „X” under each choice, made on the fly as the voting system of Łódź makes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.council.sources.pdf_builder import Text, pdf

CHOICES = ("ZA", "PRZECIW", "WSTRZYMUJĄCY SIĘ")
NOT_VOTING = "NIE GŁOSOWAŁEM/GŁOSOWAŁAM"
ABSENT = "NIEOBECNY / NIEOBECNA"
CAPTIONS = {NOT_VOTING: "Osoby obecne, które nie głosowały:", ABSENT: "Osoby nieobecne w trakcie głosowania:"}
CENTRES = {"ZA": 307, "PRZECIW": 391, "WSTRZYMUJĄCY SIĘ": 487, NOT_VOTING: 367, ABSENT: 367}
TOP, BOTTOM, STEP = 778, 60, 15.7


@dataclass
class XPrint:
    """One vote of the print; every part can be left out or spoilt by a test."""

    subject: list[str]
    ballots: list[tuple[str, str]] = field(default_factory=list)
    """Names with the heading of the column that bears the mark; an empty one leaves the row without a mark."""
    totals: dict[str, int] | None = None
    """Printed totals; counted from the names where not given."""
    session: str = "VIII Sesja Rady Miejskiej Łodzi."
    opening: str = "Wyniki głosowania jawnego imiennego nad punktem:"
    saved: str = "2024-10-30, 09:16"
    rows_a_page: int = 40
    mark: str = "X"
    wide: bool = True
    """Whether the heading of the last column fits on one line."""


def x_table(*votes: XPrint) -> bytes:
    """Print votes one after another, each from a new page."""
    return pdf([page for vote in votes for page in pages_of(vote)])


def pages_of(vote: XPrint) -> list[list[Text]]:
    """Lay a vote out line by line; a page ends after so many lines, wherever in a table that is."""
    rows = list(_lines(vote))
    pages = [rows[start : start + vote.rows_a_page] for start in range(0, len(rows), vote.rows_a_page)]
    return [
        [
            *(Text(x, TOP - STEP * at, text, 9) for at, row in enumerate(page) for x, text in row),
            Text(54, 3, "Wydrukowano dnia 30.10.2024 o godzinie 10:57:13.", 11),
            Text(480, 3, f"Strona: {number} z {len(pages)}", 11),
        ]
        for number, page in enumerate(pages, start=1)
    ]


def _lines(vote: XPrint) -> list[list[tuple[float, str]]]:
    totals = vote.totals
    if totals is None:
        labels = [label for _, label in vote.ballots]
        totals = {label: labels.count(label) for label in CENTRES if label in CHOICES or label in labels}
    lines = [[(54.0, text)] for text in (vote.session, vote.opening, *vote.subject)]
    lines.append([(54.0, f"Wyniki zapisano dnia: {vote.saved}")])
    cast = [(name, label) for name, label in vote.ballots if label not in CAPTIONS]
    lines += _table(vote, cast, list(CHOICES), "Wyniki głosowania:", totals)
    for label, caption in CAPTIONS.items():
        others = [(name, word) for name, word in vote.ballots if word == label]
        if others or label in totals:
            lines += [[(54.0, caption)], *_table(vote, others, [label], "Razem:", totals)]
    return lines


def _table(
    vote: XPrint, ballots: list[tuple[str, str]], labels: list[str], summed: str, totals: dict[str, int]
) -> list[list[tuple[float, str]]]:
    head = [(61.0, "Lp."), (82.0, "Imię i nazwisko"), *((_left(label), label) for label in labels)]
    lines = [head]
    if not vote.wide and len(labels) > 1:
        lines = [[*head[:-1], (446.0, "WSTRZYMUJĄCY")], [(475.0, "SIĘ")]]
    for number, (name, label) in enumerate(ballots, start=1):
        marks = [(CENTRES[each] - 3.0, vote.mark) for each in label.split("+") if each in CENTRES]
        words = [] if marks or not label else [(CENTRES["PRZECIW"] - 15.0, label)]
        lines.append([(64.0, f"{number}."), (82.0, name), *marks, *words])
    if any(label in totals for label in labels):
        counts = [(CENTRES[label] - 3.0, str(totals[label])) for label in labels if label in totals]
        lines.append([(56.0, summed), *counts])
    return lines


def _left(label: str) -> float:
    return CENTRES[label] - 2.45 * len(label)
