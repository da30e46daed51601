"""One amount of a budget as pages show it: stated by a document, or added by us from the lines of one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spending.budget.lines import Group
from spending.budget.moments import same_moment
from spending.budget.opinions import Opinion
from spending.budget.sheets import Sheet, sheet_of
from spending.models import BudgetFigure
from spending.presenters.budget_words import amount_words, short_words, side_title, stage_title, when_words
from spending.registers_shown import register_shown
from watchdog.core.typography import number


@dataclass(frozen=True)
class Stated:
    """An amount with its sheet; ``figure`` is the record that states it, empty where we added lines."""

    sheet: Sheet
    amount: Decimal | None
    rounded: bool = False
    figure: BudgetFigure | None = None
    lines: int = 0

    @property
    def words(self) -> str:
        """The amount in full; empty where lines overlap and are not added."""
        return "" if self.amount is None else amount_words(self.amount, self.sheet.currency, rounded=self.rounded)

    @property
    def short(self) -> str:
        return "" if self.amount is None else short_words(self.amount, self.sheet.currency, rounded=self.rounded)

    @property
    def when(self) -> str:
        return when_words(self.sheet)

    @property
    def side_title(self) -> str:
        return side_title(self.sheet.side)

    @property
    def stage_title(self) -> str:
        return stage_title(self.sheet.stage)

    @property
    def register(self) -> str:
        return str(register_shown(self.sheet.register))

    @property
    def url(self) -> str:
        return self.figure.get_absolute_url() if self.figure else ""

    @property
    def origin(self) -> str:
        """Say that the amount is our sum of so many lines; nothing where a document states it."""
        if self.figure:
            return ""
        return ngettext("sum of %(n)s line", "sum of %(n)s lines", self.lines) % {"n": number(self.lines)}


def of_figure(figure: BudgetFigure) -> Stated:
    """Show what a document states."""
    return Stated(sheet_of(figure), figure.amount, figure.approximate, figure)


def of_group(group: Group) -> Stated:
    """Show what we added from lines of one sheet."""
    return Stated(group.sheet, group.amount, group.rounded, lines=group.lines)


def side_by_side(figures: Iterable[BudgetFigure], sheets: Iterable[Group]) -> list[Stated]:
    """
    Give what is known of totals: stated ones, and sums of whole reports.

    A sum that says the same as the stated total of its own register is left out.
    """
    stated = [of_figure(figure) for figure in figures]
    known = {(each.sheet, each.amount) for each in stated}
    sums = [of_group(group) for group in sheets if group.is_of_a_whole]
    return stated + [each for each in sums if (each.sheet, each.amount) not in known]


def differences(stated: Iterable[Stated]) -> list[str]:
    """
    Say by how much amounts differ that speak of the same moment; nothing where they agree.

    A rounded amount agrees with an exact one that is no further off than its rounding (``Opinion.slack``).
    """
    rivals: dict[object, list[Stated]] = defaultdict(list)
    for each in stated:
        if each.amount is not None:
            rivals[same_moment(each.sheet), each.sheet.currency].append(each)
    said = (_difference([_opinion(each) for each in group], group[0].sheet.currency) for group in rivals.values())
    return [words for words in said if words]


def _opinion(stated: Stated) -> Opinion:
    return Opinion(stated.sheet.register, stated.amount or Decimal(0), stated.rounded)


def _difference(opinions: list[Opinion], currency: str) -> str:
    amounts, slack = [each.amount for each in opinions], max(each.slack for each in opinions)
    apart = max(amounts) - min(amounts)
    if apart <= slack:
        return ""
    if slack:
        words = amount_words(apart, currency, rounded=True)
        return _("The amounts differ by %(amount)s; one of them is rounded.") % {"amount": words}
    return _("The amounts differ by %(amount)s.") % {"amount": amount_words(apart, currency)}
