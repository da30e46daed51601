"""The pages of one dział and of one rozdział in a year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spending.budget.lines import lines_of, paragrafy, rozdzialy
from spending.classification import names_in
from spending.drafts import CodeKind
from spending.presenters.budget_asking import Asked
from spending.presenters.budget_breakdown import Breakdown, breakdown
from spending.presenters.budget_levels import Paragrafy, Rozdzialy


@dataclass(frozen=True)
class PartPage:
    """Everything the template shows of one dział or rozdział."""

    year: int
    dzial: str
    code: str
    name: str
    kind: str
    inside: str
    """What it is divided into, as a heading."""
    column: str
    breakdown: Breakdown

    @property
    def heading(self) -> str:
        return self.name or f"{self.kind} {self.code}"

    @property
    def kicker(self) -> str:
        return _("Budget %(year)s, %(part)s") % {"year": self.year, "part": f"{self.kind} {self.code}"}

    @property
    def answer(self) -> str:
        """Say the sum of what is drawn, with its stage and moment."""
        column = self.breakdown.drawn
        moment = ", ".join(filter(None, (column.title.lower(), column.total.when)))
        amount = column.total.short or _("not added")
        return _("%(what)s: %(amount)s (%(moment)s).") % {
            "what": self.breakdown.side_title,
            "amount": amount,
            "moment": moment,
        }


def dzial_page(year: int, dzial: str, asked: Asked) -> PartPage | None:
    """Build the page of a dział, in three queries; nothing where no line of it is known."""
    groups = [replace(group, codes=group.codes[1:]) for group in rozdzialy(lines_of(year=year, dzial=dzial))]
    found = breakdown(groups, asked, Rozdzialy(year, dzial))
    name = names_in(year, [CodeKind.DZIAL]).of(CodeKind.DZIAL, dzial).whole
    if found is None:
        return None
    return PartPage(year, dzial, dzial, name, _("dział"), _("By rozdział"), pgettext("column", "Rozdział"), found)


def rozdzial_page(year: int, dzial: str, rozdzial: str, asked: Asked) -> PartPage | None:
    """Build the page of a rozdział, in three queries; nothing where no line of it is known."""
    groups = paragrafy(lines_of(year=year, dzial=dzial, rozdzial=rozdzial))
    found = breakdown(groups, asked, Paragrafy(year))
    name = names_in(year, [CodeKind.ROZDZIAL]).of(CodeKind.ROZDZIAL, rozdzial).whole
    if found is None:
        return None
    inside, column = _("By paragraf"), pgettext("column", "Paragraf")
    return PartPage(year, dzial, rozdzial, name, _("rozdział"), inside, column, found)
