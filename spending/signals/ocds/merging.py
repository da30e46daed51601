"""
Several releases of one process made into one, by the rules with which OCDS compiles them.

Releases follow one another by date; an object takes over what the later one says, ``null`` takes a value away, items of
a list that have an ``id`` are merged by it, any other list is replaced whole. The few fields for which the standard's
schema says otherwise are none that the indicators ask for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spending.signals.ocds.release import Json


def compiled(releases: Iterable[Json]) -> dict[str, Any]:
    """Compile the releases of one process, oldest first; one without a date counts as the oldest."""
    whole: dict[str, Any] = {}
    for release in sorted(releases, key=lambda each: str(each.get("date") or "")):
        whole = _object(whole, release)
    return whole


def _object(old: Json, new: Json) -> dict[str, Any]:
    merged = dict(old)
    for name, value in new.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _value(merged.get(name), value)
    return merged


def _value(old: Any, new: Any) -> Any:
    if isinstance(new, dict):
        return _object(old if isinstance(old, dict) else {}, new)
    if isinstance(new, list) and new and all(isinstance(each, dict) and "id" in each for each in new):
        return _items(old if isinstance(old, list) else [], new)
    return new


def _items(old: list[Any], new: list[Any]) -> list[Any]:
    merged = {str(each["id"]): each for each in old if isinstance(each, dict) and "id" in each}
    for each in new:
        merged[str(each["id"])] = _object(merged.get(str(each["id"]), {}), each)
    return list(merged.values())
