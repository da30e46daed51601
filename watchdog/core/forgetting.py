"""
Files that were made of the record and outlive a page: what is masked or taken down must leave them at once.

Pages, lists and feeds are made of the database and follow by themselves. Whoever keeps whole files of it introduces,
once, how they go.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

_keepers: list[Callable[[], object]] = []


def keeps_files(remove: Callable[[], object]) -> None:
    """Introduce how files that may name somebody are removed; called once by their app when it is ready."""
    if remove not in _keepers:
        _keepers.append(remove)


def forget_files() -> None:
    """Have all of them removed when this transaction has ended well: something in them was masked or taken down."""
    for remove in _keepers:
        transaction.on_commit(remove, robust=True)
