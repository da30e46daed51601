"""The rules of production: a second factor is asked, and whoever guesses waits."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def rules_of_production(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.AXES_ENABLED = True
    cache.clear()
