"""An outcome in the shape of Cardinal's results, with beside it what Cardinal does not tell: settings and gaps."""

from __future__ import annotations

from typing import Any

from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.reading import Reading
from spending.signals.ocds.running import Study

DEFINITIONS = "Open Contracting Partnership, Cardinal 0.0.8"
DIGITS = 4
"""Fences are told so exactly, as Cardinal tells them."""


def shape(study: Study, reading: Reading, *, maps: bool = False) -> dict[str, Any]:
    """
    Give everything found as JSON has it.

    ``OCID``, ``Buyer``, ``ProcuringEntity``, ``Tenderer``, ``Meta`` and ``Maps`` are what Cardinal prints; a group
    without results is left out. ``Indicators`` says of each rule its settings, of how many processes it was computed,
    how many are flagged in each group, and what could not be computed, by reason; ``Input`` what the file held.
    """
    outcome = study.outcome
    told: dict[str, Any] = {str(group): outcome.results[group] for group in Group if outcome.results.get(group)}
    told["Meta"] = {code: _rounded(values) for code, values in outcome.meta.items()}
    if maps:
        told["Maps"] = _maps(outcome)
    rules = {each.code: {"settings": each.method(), **_counts(outcome, each.code)} for each in study.indicators}
    return told | {"Indicators": rules, "Input": _input(study, reading), "Definitions": DEFINITIONS}


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in values.items()}


def _maps(outcome: Outcome) -> dict[str, dict[str, list[str]]]:
    return {
        f"ocid_tenderer_{code.lower()}": {ocid: sorted(tenderers) for ocid, tenderers in tied.items()}
        for code, tied in outcome.ties.items()
    }


def _counts(outcome: Outcome, code: str) -> dict[str, Any]:
    flagged = {str(group): len(found) for group in Group if (found := outcome.flagged(code, group))}
    lacking = {
        str(group): {str(gap): rows for gap, rows in gaps.items()} for group, gaps in outcome.lacking[code].items()
    }
    return {"computed": outcome.computed[code], "flagged": flagged, "not_computed": lacking}


def _input(study: Study, reading: Reading) -> dict[str, Any]:
    return {
        "processes": study.outcome.processes,
        "currency": study.currency.code,
        "unreadable_lines": reading.refused,
        "first_unreadable_lines": reading.lines_refused,
        "left": dict(reading.left),
    }
