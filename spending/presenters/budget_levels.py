"""The three levels of the classification, each with the names of its codes and the pages of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from spending.classification import Name, names_in
from spending.drafts import CodeKind, Side

Names = Callable[[str], Name]
"""Names a code of one level."""


@dataclass(frozen=True)
class Dzialy:
    """The działy of a year."""

    year: int

    def names(self, side: str) -> Names:
        known = names_in(self.year, [CodeKind.DZIAL])
        return lambda code: known.of(CodeKind.DZIAL, code)

    def url(self, code: str) -> str:
        return reverse("spending:budget-dzial", args=[self.year, code])


@dataclass(frozen=True)
class Rozdzialy:
    """The rozdziały of one dział in a year; a line that names none has no page of its own."""

    year: int
    dzial: str

    def names(self, side: str) -> Names:
        known = names_in(self.year, [CodeKind.ROZDZIAL])
        return lambda code: known.of(CodeKind.ROZDZIAL, code)

    def url(self, code: str) -> str:
        return reverse("spending:budget-rozdzial", args=[self.year, self.dzial, code]) if code else ""


@dataclass(frozen=True)
class Paragrafy:
    """The paragraphs of one rozdział in a year, by three digits; the fourth says whose money it is."""

    year: int

    def names(self, side: str) -> Names:
        known = names_in(self.year, [CodeKind.REVENUE, CodeKind.EXPENDITURE])
        return lambda code: known.of_paragraf(Side(side), code[:3])

    def url(self, code: str) -> str:
        return ""
