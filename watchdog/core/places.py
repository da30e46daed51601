"""Where in a document something stands, in words; the codes are those of findings and rejects (``docs/methods.md``)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

_PART = re.compile(r"\b(?P<kind>row|paragraph|p\.) (?P<n>\d+)")


def place_words(place: str) -> str:
    """Turn ``row 2``, ``paragraph 4`` and ``p. 3`` into words; a place in data (``$.votes[666]``) stays a code."""
    return _PART.sub(_worded, place)


def _worded(part: re.Match[str]) -> str:
    number = {"n": part["n"]}
    if part["kind"] == "row":
        return _("row %(n)s") % number
    return (_("paragraph %(n)s") if part["kind"] == "paragraph" else _("p. %(n)s")) % number
