"""Where two documents speak of one vote: what they say differently."""

from __future__ import annotations

from typing import Any

from council.models import Vote
from watchdog.core.text import name_key

COUNTERS = {
    "za": "za",
    "przeciw": "przeciw",
    "wstrzymal_sie": "wstrzymało się",
    "nieobecni": "nieobecni",
    "nie_glosowali": "nie głosowali",
}


def differences(vote: Vote) -> list[dict[str, str]]:
    """Compare the readings of a vote with the strongest one; one finding a difference, in plain Polish."""
    first, *others = [reading.data for reading in vote.readings.order_by("-authority", "read_at", "pk")] or [{}]
    return [
        {"code": "readings_differ", "text": text, "place": ""}
        for other in others
        for text in (*_counters(first, other), *_names(first, other))
    ]


def _counters(first: dict[str, Any], other: dict[str, Any]) -> list[str]:
    pairs = [(word, first["official"].get(name), other["official"].get(name)) for name, word in COUNTERS.items()]
    return [
        f"Dwa dokumenty podają różne liczby ({word}): {one} i {two}."
        for word, one, two in pairs
        if one is not None and two is not None and one != two
    ]


def _names(first: dict[str, Any], other: dict[str, Any]) -> list[str]:
    ours = {name_key(ballot["name"]): ballot for ballot in first["ballots"]}
    theirs = {name_key(ballot["name"]): ballot for ballot in other["ballots"]}
    if not ours or not theirs:
        return []
    changed = [
        f"{ours[key]['name']}: w jednym dokumencie „{ours[key]['label']}”, w drugim „{theirs[key]['label']}”."
        for key in ours.keys() & theirs.keys()
        if ours[key]["choice"] != theirs[key]["choice"]
    ]
    alone = [
        f"{(ours.get(key) or theirs[key])['name']}: nazwisko jest tylko w jednym z dwóch dokumentów."
        for key in ours.keys() ^ theirs.keys()
    ]
    return sorted(changed) + sorted(alone)
