"""
What stands in a text on a line of its own and is drawn by us: a record's block, a picture.

It is drawn beside what was typed, from a template and escaped values, so that nothing typed can pass for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from watchdog.pages.models import Picture
from watchdog.records import RecordType, record_types

CODE = re.compile(r"!?\[\[([^\[\]:|\s]{1,40}):([^\[\]\s]{1,200})\]\]")
"""``[[glosowanie:KEY]]``, ``![[obraz:NAME]]``; a sign too many or too few before it is forgiven."""

PICTURE = "obraz"
"""The word of pictures; the words of records are their kinds' own (``RecordType.block``)."""


@dataclass(frozen=True)
class Insert:
    """One such line: the word, the key, and the line of the text on which it stands (the first is 1)."""

    word: str
    key: str
    line: int

    @property
    def code(self) -> str:
        return f"{'!' if self.word == PICTURE else ''}[[{self.word}:{self.key}]]"


@dataclass(frozen=True)
class Drawn:
    """An insert as HTML; the record that it shows, or what is wrong with it."""

    html: SafeString
    record: tuple[str, str] | None = None
    """Kind and key."""
    problem: str = ""


def kinds() -> dict[str, RecordType]:
    """Give the kinds of records that can stand in a text, by their words."""
    return {kind.block.word: kind for kind in record_types() if kind.block}


def draw(inserts: Iterable[Insert]) -> dict[Insert, Drawn]:
    """Draw every insert of a text, in as many queries as there are kinds among them (some kinds need a few)."""
    keys: dict[str, set[str]] = defaultdict(set)
    listed = list(inserts)
    for insert in listed:
        keys[insert.word].add(insert.key)
    known = kinds()
    contexts = {word: known[word].block.contexts(found) for word, found in keys.items() if word in known}  # type: ignore[union-attr]  # kinds() keeps those with a block
    pictures = Picture.objects.in_bulk(keys[PICTURE], field_name="slug") if keys.get(PICTURE) else {}
    return {insert: _drawn(insert, known, contexts, pictures) for insert in listed}


def _drawn(
    insert: Insert,
    known: Mapping[str, RecordType],
    contexts: Mapping[str, Mapping[str, Mapping[str, Any]]],
    pictures: Mapping[str, Picture],
) -> Drawn:
    if insert.word == PICTURE:
        picture = pictures.get(insert.key)
        return Drawn(figure(picture)) if picture else _missing(insert, _("There is no picture of this name."))
    kind = known.get(insert.word)
    if kind is None or kind.block is None:
        return _missing(insert, _("We do not know this word. Use one of: %(words)s.") % {"words": ", ".join(known)})
    context = contexts[insert.word].get(insert.key)
    if context is None:
        return _missing(insert, _("There is no record with this key."))
    html = SafeString(render_to_string(kind.block.template, {**context}))
    return Drawn(html, record=(kind.kind, insert.key))


def figure(picture: Picture) -> SafeString:
    """Draw a picture with its caption, author and licence."""
    return SafeString(render_to_string("pages/_picture.html", {"picture": picture}))


def _missing(insert: Insert, why: str) -> Drawn:
    """Say on the page itself that something stood here: a gap is content."""
    text = _("What stood here is no longer in the portal.")
    html = format_html('<p class="na" data-code="{}">{}</p>', insert.code, text)
    line = _("line %(number)s") % {"number": insert.line}
    return Drawn(html, problem=f"{insert.code} ({line}): {why}")
