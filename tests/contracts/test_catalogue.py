"""Everything the portal says, it says in Polish."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from watchdog.core import messages


def test_the_polish_catalogue_is_complete() -> None:
    assert list(messages.problems(Path(settings.BASE_DIR))) == []
