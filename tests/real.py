"""Real public records, read where they lie beside the project; without them their tests say so and skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("SHARED_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")


def real(path: str) -> Path:
    """Return a real file or directory under the shared data; skip the test where it is not there."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"no real records beside the project ({path}); set SHARED_DATA to their directory")
    return found
