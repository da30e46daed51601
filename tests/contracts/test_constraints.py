"""Every named rule of the database has a test that tries to break it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

OURS = ("council", "newsletter", "spending", "watchdog")
NAMES = [
    constraint.name
    for model in apps.get_models()
    if model.__module__.split(".")[0] in OURS and not model._meta.proxy
    for constraint in model._meta.constraints
]


@pytest.mark.parametrize("name", NAMES)
def test_a_test_breaks_the_constraint(name: str) -> None:
    tests = Path(settings.BASE_DIR, "tests").glob("**/test_constraints.py")

    assert any(f'"{name}"' in path.read_text(encoding="utf-8") for path in tests if path.parent.name != "contracts")
