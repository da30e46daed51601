"""The blocks of JSON-LD in a page, read as programs read them."""

from __future__ import annotations

import json
import re
from typing import Any

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def blocks(page: str) -> list[dict[str, Any]]:
    """Return the objects of a page in their order."""
    return [json.loads(text) for text in BLOCK.findall(page)]
