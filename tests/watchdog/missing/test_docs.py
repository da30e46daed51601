"""Every lack is explained in the methods, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

from watchdog.missing.registry import lacks

METHODS = Path(__file__).resolve().parents[3] / "docs" / "methods.md"


def test_the_methods_explain_each_lack() -> None:
    section = METHODS.read_text(encoding="utf-8").partition("\n## Braki\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE) == [lack.code for lack in lacks()]
