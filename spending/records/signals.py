"""
The signals of one class, as a list and a file; these, and those of all classes, as lists that can be followed.

Not a kind of record that search and sitemaps know: a signal is computed from records and has no document of its own,
and nobody's name should lead from a search engine straight to a question about it.
"""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from spending.filters.signals import SignalFilter
from spending.models import Contract, Signal
from spending.presenters.signal_numbers import state_words, written
from spending.signals.classes import REGISTRY, SignalClass, known
from watchdog.records import Column, RecordType, SearchText, register_list


def signal_list(signal: SignalClass) -> RecordType:
    """Make the list of a class: one row a signal, the newest first."""
    return RecordType(
        kind="spending.signal",
        model=Signal,
        singular=pgettext_lazy("spending", "signal"),
        plural=pgettext_lazy("spending", "signals"),
        list_url="spending:signal-class",
        list_args=(signal.code,),
        queryset=lambda: Signal.objects.for_list().filter(code=signal.code),
        filterset=SignalFilter,
        columns=(
            Column("slug", _("key"), attrgetter("slug")),
            Column("class", pgettext_lazy("of a signal", "class"), attrgetter("code")),
            Column("hint", pgettext_lazy("of a signal", "rests on an assumption"), attrgetter("hint")),
            Column("state", pgettext_lazy("of a signal", "state"), state_words),
            Column("unit", _("unit"), lambda each: each.buyer.name if each.buyer else ""),
            Column("supplier", _("supplier"), lambda each: each.supplier.name if each.supplier else ""),
            Column("year", _("year"), attrgetter("year")),
            Column("day", _("day"), attrgetter("day")),
            Column("value", pgettext_lazy("of a signal", "value"), attrgetter("value")),
            Column("threshold", pgettext_lazy("of a signal", "threshold"), attrgetter("threshold")),
            Column("inputs", pgettext_lazy("of a signal", "inputs"), _inputs),
            Column("contracts", _("contracts"), _contracts),
            Column("computed_at", _("numbers computed"), attrgetter("computed_at")),
            Column("outdated_at", _("no longer holds since"), attrgetter("outdated_at")),
        ),
        search_text=_text,
        key=attrgetter("slug"),
        order=("-day",),
        sorts={"data": ("day",), "wartosc": ("value",)},
        learned="found_at",
    )


def introduce_lists() -> None:
    """Let every class be followed, and all of them together; called when the classes have introduced themselves."""
    of_classes = [signal_list(signal) for signal in REGISTRY.values()]
    for signal, listed in zip(REGISTRY.values(), of_classes, strict=True):
        register_list(replace(listed, kind=f"{listed.kind}.{signal.code}", plural=signal.title))
    register_list(
        replace(
            of_classes[0],
            plural=pgettext_lazy("list", "Signals"),
            list_url="spending:signals",
            list_args=(),
            queryset=lambda: Signal.objects.for_list(),
        )
    )


def _text(signal: Signal) -> SearchText:
    """Name the rule, the unit and the number by which it held; no supplier is named where lists are read aloud."""
    about = known(signal.code)
    words = [f"{signal}: {signal.buyer.name}" if signal.buyer else str(signal), written(signal)]
    caution = gettext("A signal is a reason to check, not a charge.")
    body = f"{about.question} {caution}" if about else ""
    return SearchText(title=", ".join(filter(None, words)), url=signal.get_absolute_url(), body=body, day=signal.day)


def _inputs(signal: Signal) -> str:
    return "; ".join(f"{name}={value}" for name, value in sorted(signal.inputs.items()))


def _contracts(signal: Signal) -> Any:
    """Name the contracts by the tails of their addresses; those of a whole year are a selection, not a list."""
    if not signal.contracts:
        return ""
    found = Contract.objects.filter(pk__in=signal.contracts).order_by("pk").values_list("slug", flat=True)
    return " ".join(found)
