"""What is sent too often waits; the end of the time between two questions to the counter is no error."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from watchdog.accounts.throttling import is_too_often


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def test_the_attempt_after_the_last_allowed_one_is_too_often() -> None:
    assert [is_too_often("letter", "192.0.2.1", 2) for _attempt in range(4)] == [False, False, True, True]
    assert not is_too_often("letter", "192.0.2.2", 2)
    assert not is_too_often("form", "192.0.2.1", 2)


def test_a_time_that_ends_before_the_counter_is_asked_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_asked: Any) -> int:
        raise ValueError("no such key")

    add, kept = cache.add, []
    monkeypatch.setattr(cache, "incr", ended)
    monkeypatch.setattr(cache, "add", lambda key, value, seconds: kept.append((value, seconds)) or add(key, 0, 0))

    assert not is_too_often("letter", "192.0.2.3", 1, 60)
    assert kept == [(0, 60), (1, 60)]


def test_a_counter_that_begins_anew_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    touched: list[int] = []
    monkeypatch.setattr(cache, "touch", lambda _key, seconds: touched.append(seconds))

    for _attempt in range(3):
        is_too_often("letter", "192.0.2.4", 9, 60)

    assert touched == [60]
