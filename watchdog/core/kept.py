"""
What a process keeps as long as nothing was written to the database: choices of a form, counts, parts of pages.

Whatever is kept must be the same for everybody: nothing of a request, a session or a form's token. It is kept for one
version of the data (``watchdog.core.version``) and one language, and forgotten whole when either a write or another
process's write moves the version on, so it is never stale.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import get_language

from watchdog.core.version import data_version

T = TypeVar("T")

MOST = 2_000
"""Values that are kept of one version; a visitor who tries many filters makes no process grow."""


@dataclass(frozen=True)
class _Values:
    """Everything kept of one version; never changed for another, so that two threads cannot mix theirs."""

    version: str
    by_key: dict[Hashable, Any] = field(default_factory=dict)


_present = _Values("")


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """
    Return what ``make`` returns, made once for this version of the data and this language.

    ``key`` begins with who asks and holds everything else that the value depends on. The version is asked before the
    value is made: what is written meanwhile can only make a value newer than its version says.
    """
    values = _values_of(data_version())
    whole = (get_language(), key)
    if whole not in values:
        made = make()
        if len(values) < MOST:
            values[whole] = made
        return made
    found: T = values[whole]
    return found


def _values_of(version: str) -> dict[Hashable, Any]:
    global _present  # one name for the whole process, replaced at once
    present = _present
    if present.version != version:
        present = _present = _Values(version)
    return present.by_key
