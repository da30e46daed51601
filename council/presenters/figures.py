"""Key figures in words: each with its denominator, and a share only where the sample bears one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Term
from council.presenters.presence import Calendar
from council.stats import MINIMUM, PersonFigures, Record, Roll, Share, attendance_of, figures_of
from watchdog.core.typography import long_date, percent
from watchdog.core.words import CHOICES

MOST_CELLS = 120
"""A bar of more cells than this is a grey band; then the figures stand alone."""


@dataclass(frozen=True)
class Sum:
    """One key figure, in the shape that ``components/sums.html`` takes."""

    label: str
    value: str
    note: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Cell:
    """One share in a table: its percentage and what it is a part of, or why there is no percentage."""

    value: str
    note: str
    missing: bool = False


@dataclass(frozen=True)
class Measure:
    """One figure counted several ways: over all votes and over the divided ones, or for several people."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class TermFigures:
    """What is counted of one term: the key figures, the bar, and the words of the evidence margin."""

    term: str
    sums: tuple[Sum, ...]
    measures: tuple[Measure, ...]
    """Each over all votes by name, then over the divided ones."""
    totals: Mapping[str, int]
    n: str
    period: str

    @property
    def scale(self) -> int:
        """How many cells the bar has room for, so that one vote is not drawn as wide as the page."""
        return max(sum(self.totals.values()), MINIMUM)

    @property
    def drawn(self) -> bool:
        """Whether one cell a vote can still be told apart."""
        return sum(self.totals.values()) <= MOST_CELLS


def term_figures(term: Term, roll: Roll, person: int) -> TermFigures | None:
    """Give a person's figures of one term; nothing where no vote by name of it names the person."""
    period = roll.days_of(roll.asked(person))
    if period is None:
        return None
    figures = figures_of(roll, person)
    counts = {choice: figures.counts[choice] for choice in CHOICES}
    note = of_votes(figures.asked)
    return TermFigures(
        term=str(term),
        sums=(
            Sum(_("For"), str(counts["za"]), note),
            Sum(_("Against"), str(counts["przeciw"]), note),
            Sum(_("Abstained"), str(counts["wstrzymal_sie"]), note),
            Sum(_("Absent from votes"), str(counts["nieobecny"]), note),
            Sum(_("Present, did not vote"), str(counts["nie_glosowal"]), note),
        ),
        measures=measures_of(figures, figures_of(roll, person, roll.contested)),
        totals={choice: count for choice, count in counts.items() if count},
        n=named_votes(figures.asked),
        period=period_of(*period),
    )


@dataclass(frozen=True)
class TermAttendance:
    """The recorded layers of somebody's attendance in one term."""

    term: str
    sums: tuple[Sum, ...]
    known: bool
    """Whether any layer is recorded by name."""
    calendars: tuple[Calendar, ...] = ()
    """Session by session, one for each layer that names the person at sessions."""


def term_attendance(term: Term, records: Iterable[Record]) -> TermAttendance:
    """Give a person's attendance in a term, layer by layer; a layer that nobody recorded says so."""
    found = attendance_of(records, lambda record: record.term == term.pk)
    return TermAttendance(
        str(term),
        (
            layer(_("Signed lists of sessions"), found.signed, excused=found.excused),
            layer(_("Quorum checks at sessions"), found.checks),
            layer(_("Signed lists of committees"), found.committees),
        ),
        found.known,
    )


def layer(label: str, share: Share, *, excused: int = 0) -> Sum:
    """Give one layer of attendance as a key figure with its denominator."""
    if not share.whole:
        return Sum(label, _("not recorded"), _("no document gives it by name"), missing=True)
    shown = cell(share)
    note = shown.note
    if excused:
        words = ngettext("%(n)s absence excused", "%(n)s absences excused", excused) % {"n": excused}
        note = f"{note}; {words}"
    return Sum(label, shown.value, note, missing=shown.missing)


def both_ways() -> tuple[str, str]:
    """Name the two ways of counting that stand side by side."""
    return _("All votes"), _("Divided votes")


def measures_of(*counted: PersonFigures) -> tuple[Measure, ...]:
    """Lay the shares of a person beside each other, one column for each way of counting (or each person)."""
    return (
        Measure(_("Votes cast"), tuple(cell(each.taken) for each in counted)),
        Measure(_("For or against"), tuple(cell(each.position) for each in counted)),
        Measure(_("Like the club"), tuple(cell(each.with_club) for each in counted)),
        Measure(_("Otherwise than the club"), tuple(others(each.with_club) for each in counted)),
    )


def cell(share: Share) -> Cell:
    """Give a share with its denominator; too small a sample has its numbers and no percentage."""
    if not share.whole:
        return Cell(_("no such votes"), "", missing=True)
    note = _("%(part)s of %(whole)s") % {"part": share.part, "whole": share.whole}
    if share.enough:
        return Cell(percent(share.part, share.whole), note)
    few = _("%(n)s of the %(needed)s needed") % {"n": share.whole, "needed": share.minimum}
    return Cell(_("too few data"), f"{note} ({few})", missing=True)


def others(share: Share) -> Cell:
    """Give the number of votes outside a share: a count of single votes needs no minimum."""
    if not share.whole:
        return Cell(_("no such votes"), "", missing=True)
    return Cell(str(share.rest), of_votes(share.whole))


def named_votes(count: int) -> str:
    """Say how many votes by name a figure is made of."""
    return ngettext("%(n)s vote by name", "%(n)s votes by name", count) % {"n": count}


def of_votes(asked: int) -> str:
    """Give a denominator: „z 47 głosowań”."""
    return ngettext("of %(n)s vote", "of %(n)s votes", asked) % {"n": asked}


def period_of(first: date, last: date) -> str:
    return long_date(first) if first == last else f"{long_date(first)} – {long_date(last)}"
