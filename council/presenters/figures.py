"""Key figures in words: each with its denominator, and a share only where the sample bears one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.stats import MINIMUM, Figures
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
class TermFigures:
    """What is counted of one term: the key figures, the bar, and the words of the evidence margin."""

    term: str
    sums: tuple[Sum, ...]
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


def term_figures(figures: Figures) -> TermFigures:
    counts = {choice: figures.counts.get(choice, 0) for choice in CHOICES}
    note = of_votes(figures.asked)
    return TermFigures(
        term=figures.term.replace("-", "–"),
        sums=(
            _share(figures),
            Sum(_("For"), str(counts["za"]), note),
            Sum(_("Against"), str(counts["przeciw"]), note),
            Sum(_("Abstained"), str(counts["wstrzymal_sie"]), note),
            Sum(_("Absent from votes"), str(counts["nieobecny"]), note),
        ),
        totals={choice: count for choice, count in counts.items() if count},
        n=ngettext("%(n)s vote by name", "%(n)s votes by name", figures.asked) % {"n": figures.asked},
        period=period_of(figures.first, figures.last),
    )


def _share(figures: Figures) -> Sum:
    label = _("Votes cast")
    if not figures.enough():
        few = _("%(n)s of the %(needed)s needed") % {"n": figures.asked, "needed": MINIMUM}
        return Sum(label, _("too few for a share"), few, missing=True)
    return Sum(label, percent(figures.cast, figures.asked), f"{figures.cast} {of_votes(figures.asked)}")


def of_votes(asked: int) -> str:
    """Give a denominator: „z 47 głosowań”."""
    return ngettext("of %(n)s vote", "of %(n)s votes", asked) % {"n": asked}


def period_of(first: date, last: date) -> str:
    return long_date(first) if first == last else f"{long_date(first)} – {long_date(last)}"
