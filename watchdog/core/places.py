"""Where in a document something stands, in words; the codes are those of findings and rejects (``docs/methods.md``)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

_PART = re.compile(r"\b(?P<kind>row|paragraph|p\.) (?P<n>\d+)")
_ENTRY = re.compile(r"\$(?:\.(?P<name>\w+))?\[(?P<n>\d+)\]")
"""One entry of a list in a file of data; its codes count from 0, people from 1."""
_FIELD = re.compile(r"\$\.(?P<name>\w+)")


def place_words(place: str) -> str:
    """Turn ``row 2``, ``paragraph 4``, ``p. 3``, ``$.votes[666]`` and ``$.title`` into words; others stay codes."""
    if entry := _ENTRY.fullmatch(place):
        values = {"n": int(entry["n"]) + 1, "name": entry["name"]}
        return (_("entry %(n)s of the list “%(name)s”") if entry["name"] else _("entry %(n)s")) % values
    if field := _FIELD.fullmatch(place):
        return _("field “%(name)s”") % {"name": field["name"]}
    return _PART.sub(_worded, place)


def _worded(part: re.Match[str]) -> str:
    number = {"n": part["n"]}
    if part["kind"] == "row":
        return _("row %(n)s") % number
    return (_("paragraph %(n)s") if part["kind"] == "paragraph" else _("p. %(n)s")) % number
