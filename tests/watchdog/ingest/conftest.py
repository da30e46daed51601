"""A source of our own in the registry, so that commands and pages find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from tests.fakes.sources import SessionsOfATerm
from watchdog.ingest import registry


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[str]], SessionsOfATerm]:
    """Return a function that puts a made-up source with these addresses into the registry, alone."""

    def publish(addresses: Iterable[str] = ()) -> SessionsOfATerm:
        source = SessionsOfATerm(addresses)
        monkeypatch.setattr(registry, "_found", lambda: {source.slug: source})
        return source

    return publish


@pytest.fixture
def source(publish: Callable[[Iterable[str]], SessionsOfATerm]) -> SessionsOfATerm:
    return publish([])
