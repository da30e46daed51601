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
LARGEST = 12_000_000
"""Characters of drawn parts of pages that are kept of one version: some 24 MB."""


@dataclass
class _Values:
    """Everything kept of one version; never changed for another, so that two threads cannot mix theirs."""

    version: str
    by_key: dict[Hashable, Any] = field(default_factory=dict)
    size: int = 0
    """Characters of all texts among the values."""

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep a value if there is room for it."""
        size = self.size + _size(value)
        if len(self.by_key) < MOST and size <= LARGEST:
            self.size = size
            self.by_key[key] = value


_present = _Values("")


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """
    Return what ``make`` returns, made once for this version of the data and this language.

    ``key`` begins with who asks and holds everything else that the value depends on. The version is asked before the
    value is made: what is written meanwhile can only make a value newer than its version says.
    """
    values = _values_of(data_version())
    whole = (get_language(), key)
    if whole not in values.by_key:
        made = make()
        values.keep(whole, made)
        return made
    found: T = values.by_key[whole]
    return found


def _size(value: Any) -> int:
    """Count the characters of a text, or of the texts of a tuple; nothing else that is kept is large."""
    if isinstance(value, tuple):
        return sum(map(_size, value))
    return len(value) if isinstance(value, str) else 0


def _values_of(version: str) -> _Values:
    global _present  # one name for the whole process, replaced at once
    present = _present
    if present.version != version:
        present = _present = _Values(version)
    return present
