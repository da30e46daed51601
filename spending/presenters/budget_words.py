"""A budget in words: amounts, sides, stages, and the moment that a figure speaks of."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spending.budget.moments import TIMELESS
from spending.budget.sheets import Sheet
from spending.drafts import Side, Stage
from watchdog.core.typography import NBSP, number, percent, roman

SIDES = {
    "dochody": Side.REVENUE,
    "wydatki": Side.EXPENDITURE,
    "wynik": Side.RESULT,
    "dlug": Side.DEBT,
    "finansowanie": Side.FINANCING,
}
STAGES = {
    "projekt": Stage.DRAFT,
    "uchwalony": Stage.ADOPTED,
    "po-zmianach": Stage.AMENDED,
    "wykonanie": Stage.EXECUTED,
    "zaangazowanie": Stage.COMMITMENTS,
    "zobowiazania": Stage.LIABILITIES,
    "nieznany": Stage.UNKNOWN,
}
"""How addresses name sides and stages; Polish, and never renamed."""

FIRST_SHORT = 10_000
"""From this amount on a short form is shorter."""


def side_title(side: str) -> str:
    """Name a side as the head of a row."""
    return {
        Side.REVENUE.value: pgettext("row of a budget", "Revenue"),
        Side.EXPENDITURE.value: pgettext("row of a budget", "Expenditure"),
        Side.RESULT.value: pgettext("row of a budget", "Result: surplus, or deficit with a minus"),
        Side.DEBT.value: pgettext("row of a budget", "Debt"),
        Side.FINANCING.value: pgettext("row of a budget", "Money that covers a deficit, and repayments"),
    }[side]


def stage_title(stage: str) -> str:
    """Name a stage as the head of a column."""
    return {
        Stage.DRAFT.value: pgettext("column of a budget", "Draft plan"),
        Stage.ADOPTED.value: pgettext("column of a budget", "Adopted plan"),
        Stage.AMENDED.value: pgettext("column of a budget", "Plan after changes"),
        Stage.EXECUTED.value: pgettext("column of a budget", "Execution"),
        Stage.COMMITMENTS.value: pgettext("column of a budget", "Bound by contracts"),
        Stage.LIABILITIES.value: pgettext("column of a budget", "Due and not paid"),
        Stage.UNKNOWN.value: pgettext("column of a budget", "Stage not given"),
    }[stage]


def quarter_words(quarter: int) -> str:
    """Say to when a quarterly figure counts: „do końca II kwartału”."""
    return _("to the end of quarter %(quarter)s") % {"quarter": roman(quarter)}


def when_words(sheet: Sheet) -> str:
    """Say by what a figure was so, and to when it counts; nothing where a stage is one moment and no act is named."""
    told = [sheet.act] if sheet.act else []
    if sheet.stage not in TIMELESS:
        told += [quarter_words(sheet.quarter)] if sheet.quarter else []
        told = told or [_("no quarter given")]
    return ", ".join(told)


def amount_words(amount: Decimal, currency: str = "PLN", *, rounded: bool = False) -> str:
    """Write an amount in full, grosze where there are any, „ok.” before a rounded one: „ok. 1 582 000 000 zł”."""
    places = 0 if amount == amount.to_integral_value() else 2
    return _about(f"{number(amount, places)}{_unit(currency)}", rounded)


def short_words(amount: Decimal, currency: str = "PLN", *, rounded: bool = False) -> str:
    """Write an amount for a sentence or a narrow place: „2,50 mld zł”, „51,5 mln zł”, „96 tys. zł”."""
    size = abs(amount)
    if size < FIRST_SHORT:
        return amount_words(amount, currency, rounded=rounded)
    if size < 1_000_000:
        figure = _("%(n)s thousand") % {"n": number(amount / 1_000, 0)}
    elif size < 1_000_000_000:
        figure = _("%(n)s million") % {"n": number(amount / 1_000_000, 1)}
    else:
        figure = _("%(n)s billion") % {"n": number(amount / 1_000_000_000, 2)}
    return _about(f"{figure}{_unit(currency)}".replace(" ", NBSP), rounded)


def share_words(part: Decimal, whole: Decimal | None) -> str:
    """Write the share of a whole, to one place, but never nought of something; nothing where there is no whole."""
    if not whole or whole <= 0:
        return ""
    if 0 < part * 2000 < whole:
        return _("less than %(share)s") % {"share": percent(1, 1000)}
    return percent(int(part * 100), int(whole * 100))


def _unit(currency: str) -> str:
    return f"{NBSP}{'zł' if currency == 'PLN' else currency}" if currency else ""


def _about(words: str, rounded: bool) -> str:
    return _("about %(amount)s") % {"amount": words} if rounded else words
