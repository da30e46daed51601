"""The numbers of a signal in words: each input with its label, and the comparison by which the rule held."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from spending.models import Signal
from spending.presenters.amounts import amount_words, tax_words
from spending.signals.classes import SignalClass, known
from watchdog.core.typography import NBSP, long_date, number


def number_words(value: Any, kind: str, inputs: dict[str, Any]) -> str:
    """Write a number as its kind asks; an amount in the currency of the inputs, gross or net as they say."""
    if value is None:
        return pgettext("a number of a signal", "not known")
    if kind == "net":
        return _with_tax(Decimal(value), "PLN", "net")
    if kind == "amount":
        return _with_tax(Decimal(value), inputs.get("currency", ""), inputs.get("tax", ""))
    if kind == "share":
        return f"{number(Decimal(value) * 100, 1)}{NBSP}%"
    if kind == "days":
        days = int(Decimal(value))
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": number(days)}
    if kind == "day":
        return long_date(date.fromisoformat(value))
    return number(value) if isinstance(value, int) else str(value)


def _with_tax(value: Decimal, currency: str, tax: str) -> str:
    words = tax_words(tax)
    return f"{amount_words(value, currency)} {words}" if words else amount_words(value, currency)


def input_rows(signal: Signal, about: SignalClass) -> list[tuple[str, str]]:
    """Give each input with its label, in the order in which the class names them; empty ones are left out."""
    return [
        (str(label), number_words(signal.inputs[name], about.kinds.get(name, ""), signal.inputs))
        for name, label in about.input_labels.items()
        if signal.inputs.get(name) not in (None, "")
    ]


def comparison(signal: Signal, about: SignalClass) -> str:
    """Set the value against the threshold, in one line."""
    told = {
        "value": number_words(signal.value, about.value_kind, signal.inputs),
        "threshold": number_words(signal.threshold, about.value_kind, signal.inputs),
    }
    return _("%(value)s against a threshold of %(threshold)s") % told


def written(signal: Signal) -> str:
    """Write the value by which a rule held, in a few words."""
    about = known(signal.code)
    return number_words(signal.value, about.value_kind if about else "", signal.inputs)


def state_words(signal: Signal) -> str:
    """Say how a signal stands, as its list shows it: fetched by ``for_list``."""
    if signal.outdated_at:
        return pgettext("state of a signal", "no longer holds")
    if signal.dismissed:
        return pgettext("state of a signal", "dismissed by a reviewer")
    return pgettext("state of a signal", "answered") if signal.answered else pgettext("state of a signal", "standing")


def name_words(hint: bool) -> str:
    """Call it a signal, or a hint where it rests on an assumption."""
    return pgettext("kind of a signal", "hint") if hint else pgettext("kind of a signal", "signal")
