"""Sums of an organization's contracts in words and rows, each kind of amount by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from spending.presenters.amounts import amount_words, lacks_of, tax_words
from spending.turnover import Amount
from watchdog.core.typography import number


@dataclass(frozen=True)
class SumRow:
    """A sum as a table shows it: how many contracts, for how much, and what the amount is."""

    contracts: int
    total: str
    kind: str


def sum_row(amount: Amount) -> SumRow:
    return SumRow(amount.contracts, sum_words(amount), kind_words(amount))


def sum_words(amount: Amount) -> str:
    """Write a sum; one of rounded amounts is rounded itself, and has no grosze."""
    total = amount.total.quantize(Decimal(1), ROUND_HALF_UP) if amount.rounded else amount.total
    return amount_words(total, amount.currency, approximate=bool(amount.rounded))


def kind_words(amount: Amount) -> str:
    """Say whether a sum is gross or net, and what its register leaves out."""
    return ", ".join(filter(None, (tax_words(amount.tax), *lacks_of(amount.currency, amount.tax))))


def contracts_words(count: int) -> str:
    return ngettext("%(n)s contract", "%(n)s contracts", count) % {"n": number(count)}


def turnover_words(sums: Sequence[Amount]) -> str:
    """Answer in one sentence how many contracts there are and for how much, each kind of amount by itself."""
    if not sums:
        return _("We know no contract with a value.")
    each = [
        _("%(contracts)s for %(total)s (%(kind)s)")
        % {
            "contracts": contracts_words(amount.contracts),
            "total": sum_words(amount),
            "kind": kind_words(amount),
        }
        for amount in sums
    ]
    return get_text_list(each, pgettext("between two sums", "and")) + "."
