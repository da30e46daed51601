"""
The normal form of an organization's name: what stays of it when spelling, quotes and the way of writing its legal form
are taken away. Free of Django.
"""

from __future__ import annotations

import re

from watchdog.core.text import NOT_WORD, fold

LEGAL_FORMS = (
    (r"spolka z ograniczona odpowiedzialnoscia|s(?:p(?:olka)?)? ?z ?o ?o|s p z o o", "spzoo"),
    (r"spolka akcyjna|s a", "sa"),
    (r"spolka komandytowo akcyjna|s k a", "ska"),
    (r"sp(?:olka)? komandytowa|sp k", "spk"),
    (r"sp(?:olka)? jawna|sp j", "spj"),
    (r"sp(?:olka)? partnerska|sp p", "spp"),
    (r"sp(?:olka)? cywilna|s c", "sc"),
)
"""Legal forms as people write them, behind a name, on folded text without punctuation; longer ones first."""

_FORMS = [(re.compile(rf"\b(?:{pattern})\b"), short) for pattern, short in LEGAL_FORMS]


def organization_key(name: str) -> str:
    """Return the key under which „"AGORA" S.A.” and „Agora Spółka Akcyjna” are one; empty for no letters at all."""
    bare = NOT_WORD.sub(" ", fold(name)).strip()
    for pattern, short in _FORMS:
        bare = pattern.sub(short, bare)
    return bare[:500]
