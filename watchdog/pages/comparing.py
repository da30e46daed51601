"""Two versions of a text, field by field and word by word, for people who have never seen a diff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst

AROUND = 12
"""Words that are shown on each side of a change."""

SAME, GONE, NEW, LEFT_OUT = "same", "gone", "new", "left out"


@dataclass(frozen=True)
class Piece:
    """Some words that stand in both versions, were taken out, or came in; or a stretch that is left out here."""

    kind: str
    text: str

    @property
    def is_gone(self) -> bool:
        return self.kind == GONE

    @property
    def is_new(self) -> bool:
        return self.kind == NEW

    @property
    def is_left_out(self) -> bool:
        return self.kind == LEFT_OUT


@dataclass(frozen=True)
class Difference:
    """One field that differs."""

    label: str
    pieces: tuple[Piece, ...]


def differences(model: type[Model], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Give the fields in which two versions differ, in the order of ``after``."""
    return [
        Difference(_label(model, name), tuple(pieces(_words(before.get(name)), _words(value))))
        for name, value in after.items()
        if before.get(name) != value
    ]


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Tell two texts apart word by word; long stretches that stand in both are shortened."""
    old, new = _split(before), _split(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (step, i, j, k, m) in enumerate(steps):
        if step == "equal":
            yield from _shortened(old[i:j], is_first=place == 0, is_last=place == len(steps) - 1)
            continue
        if i < j:
            yield Piece(GONE, "".join(old[i:j]))
        if k < m:
            yield Piece(NEW, "".join(new[k:m]))


def _shortened(words: Sequence[str], is_first: bool, is_last: bool) -> Iterator[Piece]:
    head = 0 if is_first else 2 * AROUND
    tail = 0 if is_last else 2 * AROUND
    if len(words) <= head + tail + 2 * AROUND:
        yield Piece(SAME, "".join(words))
        return
    if head:
        yield Piece(SAME, "".join(words[:head]))
    yield Piece(LEFT_OUT, "")
    if tail:
        yield Piece(SAME, "".join(words[-tail:]))


def _split(text: str) -> list[str]:
    """Give words and what stands between them."""
    return re.findall(r"\s+|[^\s]+", text)


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def _label(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name.removesuffix("_id"))
    return capfirst(str(field.verbose_name))
