"""Signs that our fonts have, so that no empty box stands in a document for a letter."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings

INSTEAD = "?"
"""What stands for a sign that no font of ours draws: an emoji, a letter of another script."""

UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Signs that draw nothing but turn the direction of text or join letters; a record's text needs none of them."""


def drawable(text: str) -> str:
    """Return the text with every sign that our fonts lack as ``INSTEAD``, and without those that nobody sees."""
    return UNSEEN.sub("", text).translate(_Drawn())


class _Drawn(dict[int, int | str]):
    """A table for ``str.translate`` that is filled as letters are met."""

    def __missing__(self, sign: int) -> int | str:
        self[sign] = sign if sign in _signs() or chr(sign).isspace() else INSTEAD
        return self[sign]


@cache
def _signs() -> frozenset[int]:
    """Read which signs each of our fonts draws."""
    from fontTools.ttLib import TTFont  # (0.2 s, and only reports need it)

    fonts = sorted(Path(settings.BASE_DIR / "static" / "fonts").glob("*.woff2"))
    return frozenset.intersection(*(frozenset(TTFont(font).getBestCmap()) for font in fonts))
