"""The versions of a text as people tell them: who saved it when, and what that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from watchdog.pages.comparing import Difference, differences
from watchdog.pages.models import Editorial, State

SHOWN = 30
"""The newest so many; older ones are kept."""


@dataclass(frozen=True)
class Version:
    """A text as it stood after one save."""

    pk: int
    at: datetime
    who: str
    state: str
    values: dict[str, Any]
    changed: list[Difference]
    is_first: bool


def versions_of(text: Editorial) -> list[Version]:
    """Give the versions of a text, the newest first, in one query."""
    rows = list(text.history.select_related("history_user")[: SHOWN + 1])  # type: ignore[attr-defined]  # every text has one
    states = [_values(text, row) for row in rows]
    versions = [
        _version(text, row, now, differences(type(text), before, now), is_first=False)
        for (row, now), (_row, before) in pairwise(zip(rows, states, strict=True))
    ]
    if rows and len(rows) <= SHOWN:
        versions.append(_version(text, rows[-1], states[-1], [], is_first=True))
    return versions


def _values(text: Editorial, row: Any) -> dict[str, Any]:
    return {name: row.pending.get(name, getattr(row, name)) for name in text.EDITED}


def _version(text: Editorial, row: Any, values: dict[str, Any], changed: list[Difference], is_first: bool) -> Version:
    user = row.history_user
    return Version(
        pk=row.pk,
        at=row.history_date,
        who=(user.get_full_name() or user.get_username()) if user else "",
        state=str(State(row.state).label),
        values=values,
        changed=changed,
        is_first=is_first,
    )
