"""What the indicators gave over a file, told to people: a line for the file, then every indicator with its gaps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from spending.signals.classes import Words, known
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.reading import Reading
from spending.signals.ocds.running import Study
from spending.signals.open_contracting.words import GAPS, SOURCE
from watchdog.core.typography import NBSP, number

LISTED = 10
"""How many results of a group are named."""
GROUPS: dict[Group, Words] = {
    Group.OCID: pgettext_lazy("results by", "procedures"),
    Group.BUYER: pgettext_lazy("results by", "buyers"),
    Group.PROCURING_ENTITY: pgettext_lazy("results by", "procuring entities"),
    Group.TENDERER: pgettext_lazy("results by", "tenderers"),
}
SHARES = {"R024": {Group.OCID}, "R025": set(Group), "R038": set(Group), "R058": {Group.OCID}}
"""Whose values are parts of a whole; R035 counts, and the values of the others say nothing more."""
COUNTS = {"R035": {Group.OCID}}


def lines(study: Study, reading: Reading) -> Iterator[str]:
    """Tell everything found, in Polish where Polish is spoken."""
    count = study.outcome.processes
    yield ngettext("%(count)d procedure read.", "%(count)d procedures read.", count) % {"count": count}
    yield from _left(reading)
    if study.currency.code:
        yield _("Prices are compared in %(currency)s.") % {"currency": study.currency.code}
    yield str(SOURCE)
    for indicator in study.indicators:
        yield ""
        yield from _indicator(study.outcome, indicator.code)


def _left(reading: Reading) -> Iterator[str]:
    """Tell what of the file was not read as a procedure."""
    if reading.refused:
        values = {"count": reading.refused, "lines": ", ".join(map(str, reading.lines_refused))}
        yield (
            ngettext(
                "%(count)d line is no JSON: %(lines)s.",
                "%(count)d lines are no JSON, the first: %(lines)s.",
                reading.refused,
            )
            % values
        )
    if count := reading.left["linked"]:
        yield ngettext(
            "%(count)d release is an address alone and was not fetched.",
            "%(count)d releases are addresses alone and were not fetched.",
            count,
        ) % {"count": count}
    if count := reading.left["not_a_release"]:
        yield ngettext(
            "%(count)d piece of the file is no release.", "%(count)d pieces of the file are no releases.", count
        ) % {"count": count}


def _indicator(outcome: Outcome, code: str) -> Iterator[str]:
    signal = known(code.lower())
    head = _("%(code)s %(title)s: computed for %(computed)d, marked %(marked)d")
    marked = len(outcome.flagged(code, Group.OCID)) or sum(len(outcome.flagged(code, group)) for group in Group)
    title = str(signal.title) if signal else ""
    yield head % {"code": code, "title": title, "computed": outcome.computed[code], "marked": marked}
    for group in Group:
        yield from _results(outcome, code, group)
    for group, gaps in outcome.lacking[code].items():
        for gap, rows in gaps.most_common():
            values = {"group": str(GROUPS[group]), "rows": rows, "reason": str(GAPS[gap])}
            yield "  " + _("cannot be computed (%(group)s: %(rows)d): %(reason)s") % values


def _results(outcome: Outcome, code: str, group: Group) -> Iterator[str]:
    found = outcome.flagged(code, group)
    if not found:
        return
    named = [_named(code, group, key, value) for key, value in list(found.items())[:LISTED]]
    yield "  " + _("%(group)s (%(count)d): %(named)s") % {
        "group": str(GROUPS[group]),
        "count": len(found),
        "named": ", ".join(named) + (" …" if len(found) > LISTED else ""),
    }


def _named(code: str, group: Group, key: str, value: float) -> str:
    if group in SHARES.get(code, ()):
        return f"{key} ({_share(value)})"
    if group in COUNTS.get(code, ()):
        return f"{key} ({value:.0f})"
    return key


def _share(value: float) -> str:
    """Write 0.125 as „12,5 %”."""
    return f"{number(Decimal(str(value * 100)), 1)}{NBSP}%"
