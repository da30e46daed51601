"""
An amount in words, never more than the document says.

„zł” stands beside an amount only where the document gives the currency; „ok.” before a rounded one; „brutto” and
„netto” where the document says which it is, and that it does not where it does not.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spending.drafts import Tax
from watchdog.core.typography import NBSP, money, number


def amount_words(value: Decimal, currency: str, *, approximate: bool = False) -> str:
    """Write an amount with its sign and its currency, where that is known: „ok. 7 500 000 zł”."""
    whole = approximate and value == value.to_integral_value()
    if currency == "PLN" and not whole:
        text = money(value)
    else:
        text = number(value, 0 if whole else 2) + (
            f"{NBSP}{'zł' if currency == 'PLN' else currency}" if currency else ""
        )
    return pgettext("an amount", "about %(amount)s") % {"amount": text} if approximate else text


def tax_words(tax: str) -> str:
    """Say whether an amount holds VAT: „brutto”, „netto”, or nothing where the document does not say it."""
    return {Tax.GROSS.value: pgettext("an amount", "gross"), Tax.NET.value: pgettext("an amount", "net")}.get(tax, "")


def which_words(currency: str, tax: str) -> str:
    """Name a sum of amounts of one kind: „zł, brutto”, „nie podano ani waluty, ani czy to brutto”."""
    if not currency and not tax:
        return _("neither currency nor gross or net given")
    unit = {"PLN": "zł", "": _("currency not given")}.get(currency, currency)
    return ", ".join((unit, tax_words(tax) or _("gross or net not given")))


def lacks_of(currency: str, tax: str) -> list[str]:
    """Say what the document leaves out beside an amount."""
    if not currency and not tax:
        return [_("neither currency nor gross or net given")]
    lacks = [] if currency else [_("currency not given")]
    return lacks if tax else [*lacks, _("gross or net not given")]
