"""The three levels of the classification, each with the names of its codes and the pages of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from spending.budget.names import names_of, paragraf_kind
from spending.drafts import CodeKind


@dataclass(frozen=True)
class Dzialy:
    """The działy of a year."""

    year: int

    def names(self, side: str, codes: Iterable[str]) -> Mapping[str, str]:
        return names_of(CodeKind.DZIAL, set(codes), self.year)

    def url(self, code: str) -> str:
        return reverse("spending:budget-dzial", args=[self.year, code])


@dataclass(frozen=True)
class Rozdzialy:
    """The rozdziały of one dział in a year; a line that names none has no page of its own."""

    year: int
    dzial: str

    def names(self, side: str, codes: Iterable[str]) -> Mapping[str, str]:
        return names_of(CodeKind.ROZDZIAL, set(codes), self.year)

    def url(self, code: str) -> str:
        return reverse("spending:budget-rozdzial", args=[self.year, self.dzial, code]) if code else ""


@dataclass(frozen=True)
class Paragrafy:
    """The paragraphs of one rozdział in a year, by three digits; the fourth says whose money it is."""

    year: int

    def names(self, side: str, codes: Iterable[str]) -> Mapping[str, str]:
        wanted = set(codes)
        known = names_of(paragraf_kind(side), {code[:3] for code in wanted}, self.year)
        return {code: known[code[:3]] for code in wanted if code[:3] in known}

    def url(self, code: str) -> str:
        return ""
