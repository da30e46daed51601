"""The money's part of a month's report: contracts that were signed in it."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.db.models.functions import TruncMonth
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from spending.models import Contract
from spending.models.contracts import IS_CONTRACT
from spending.presenters.amounts import amount_words, which_words
from spending.presenters.contract_rows import contract_row
from spending.records import CONTRACTS
from spending.stats.contracts import Money, figures_of
from spending.turnover import Role
from watchdog.core.selection import Selection
from watchdog.reports.months.registry import Line, Month, Part, Told, by_month, introduce

LARGEST = 10
SECONDS = 5
"""How long the sums of a month may take."""


def _counts() -> dict[date, int]:
    """Count contracts whose day of signing is known at least to the month."""
    rows = Contract.objects.filter(IS_CONTRACT).annotate(last_month=TruncMonth("signed_last"))
    return by_month(rows.filter(last_month=TruncMonth("signed_first")), "signed_first")


def _told(month: Month) -> Told:
    asked = f"od={month.first}&do={month.last}"
    rows = Contract.objects.filter(IS_CONTRACT).signed_within(*month.days)
    n = rows.count()
    figures = figures_of(Selection(CONTRACTS, QueryDict(asked)), SECONDS) if n else None
    contracts = ngettext("%(n)s contract", "%(n)s contracts", n) % {"n": n}
    return Told(
        n=n,
        words="; ".join([contracts, *(_sum(each) for each in (figures.money if figures else ()))]),
        method=_(
            "Contracts by the day of signing, without annexes, offers and grants. Sums of different kinds of amounts"
            " are not added to one another; contracts without an amount and inferred ones are in none of them."
        ),
        lines=tuple(_line(each) for each in _largest(month)),
        named=gettext_lazy("The largest contracts"),
        url=f"{reverse('spending:contract-list')}?{asked}",
    )


def _largest(month: Month) -> list[Contract]:
    found = Contract.objects.counted().signed_within(*month.days).for_list()
    return list(found.order_by(F("value").desc(nulls_last=True), "pk")[:LARGEST])


def _sum(money: Money) -> str:
    total = amount_words(money.total, money.which[0], approximate=bool(money.rounded))
    sums = ngettext("%(n)s amount", "%(n)s amounts", money.n) % {"n": money.n}
    return f"{total} ({', '.join(filter(None, [which_words(*money.which), sums]))})"


def _line(contract: Contract) -> Line:
    said = contract_row(contract, Role.SUPPLIER)
    amount = " ".join(filter(None, [said.value, said.tax]))
    return Line(said.title, said.url, contract.signed_last, "; ".join(filter(None, [said.partner, amount])))


introduce(Part("umowy", pgettext_lazy("list", "Contracts"), _counts, _told))
