"""What the board says of one lack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine

from watchdog.missing.registry import SINCE, lack_of

TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def today() -> Any:
    """Let every test of ages happen on the same day."""
    with time_machine.travel("2026-11-26T12:00:00+01:00", tick=False):
        yield TODAY


@pytest.fixture
def lacking(db: None) -> Callable[[str], list[Any]]:
    """Give the records that lack something, those that have lacked it longest first."""

    def of(code: str) -> list[Any]:
        lack = lack_of(code)
        assert lack is not None, code
        return list(lack.records().order_by(SINCE, "pk"))

    return of


@pytest.fixture
def rows(db: None) -> Callable[[str], list[Any]]:
    """Give the same records as lists show them, each with the page that mends it."""

    def of(code: str) -> list[Any]:
        lack = lack_of(code)
        assert lack is not None, code
        return [lack.row(record, TODAY, mending=True) for record in lack.records().order_by(SINCE, "pk")]

    return of
