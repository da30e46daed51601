"""A municipal company: what documents say of the city's share, each with its day, and who sits in its bodies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from spending.models import BoardMember, Company, Holding
from watchdog.archive.evidence import Correction, corrections
from watchdog.archive.models import Reading
from watchdog.archive.telling import readings_of
from watchdog.core.typography import long_date, money


def newest(company: Company) -> Holding | None:
    """Give the newest statement of the city's share, by the day it speaks of; the holdings stand in that order."""
    return next(iter(company.holdings.all()), None)


def people_in_a_line(company: Company) -> str:
    """Say who sits or sat in a company's bodies in one text, for a cell of a table."""
    return "; ".join(f"{each.name} ({each.role or each.get_body_display()})" for each in company.board.all())


def span_words(first: date | None, last: date | None) -> str:
    """Say when something was so, no more exactly than it is known: a day, a month, a year, several years."""
    if first is None or last is None:
        return _("day not known")
    if first == last:
        return long_date(first)
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and (first.year, first.month) == (last.year, last.month):
        month = date_format(first, "F Y")
        return month.lower() if get_language() == "pl" else month
    if first.year == last.year:
        return str(first.year)
    return _("%(first)s or %(last)s") % {"first": first.year, "last": last.year}


def share_words(holding: Holding | None) -> str:
    """Say the city's share as the document gives it: the percentage, else its words."""
    if holding is None:
        return ""
    return percent_words(holding.share_percent) if holding.share_percent is not None else holding.share_words


def percent_words(share: Decimal) -> str:
    """Write a percentage as it is known, without noughts at its end."""
    figures = f"{share.normalize():f}"
    return f"{figures} %".replace(".", ",") if get_language() == "pl" else f"{figures}%"


@dataclass(frozen=True)
class Row:
    """One company of a list."""

    company: Company
    share: str
    when: str
    people: str
    statements: int


def row(company: Company) -> Row:
    holding = newest(company)
    return Row(
        company=company,
        share=share_words(holding),
        when=span_words(holding.as_of_first, holding.as_of_last) if holding else "",
        people=", ".join(dict.fromkeys(each.name for each in company.board.all())),
        statements=len(company.holdings.all()),
    )


@dataclass(frozen=True)
class Said:
    """One document's statement of the city's share."""

    holding: Holding
    when: str
    share: str
    shares: str
    value: str


@dataclass(frozen=True)
class Seat:
    """Somebody in a body of the company, as one document names them."""

    member: BoardMember
    when: str
    held: str


@dataclass(frozen=True)
class Body:
    """The people of one body of the company."""

    title: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class CompanyPage:
    """Everything the template shows of one company."""

    company: Company
    said: tuple[Said, ...]
    bodies: tuple[Body, ...]
    readings: tuple[Reading, ...]
    history: list[Correction]

    @property
    def facts(self) -> tuple[str, ...]:
        known = self.company
        numbers = (("KRS", known.krs), ("NIP", known.nip), ("REGON", known.regon))
        form = [capfirst(known.get_form_display())] if known.form else []
        return (*map(str, form), *(f"{label} {number}" for label, number in numbers if number))

    @property
    def answer(self) -> str:
        """Answer what the city owns in one sentence, with the day it is known of."""
        if not self.said:
            return _("We do not know the city's share.")
        first = self.said[0]
        return _("Share of the city: %(share)s (%(when)s).") % {"share": first.share, "when": first.when}

    @property
    def n(self) -> str:
        return ngettext("%(n)s statement", "%(n)s statements", len(self.said)) % {"n": len(self.said)}

    @property
    def citation(self) -> str:
        return f"{self.company.name}: {self.answer}"


def company_page(company: Company) -> CompanyPage:
    """Build the page of a company fetched by ``Company.objects.for_page()``."""
    return CompanyPage(
        company=company,
        said=tuple(_said(holding) for holding in company.holdings.all()),
        bodies=tuple(_bodies(company.board.all())),
        readings=tuple(readings_of(company)),
        history=corrections(company, company.holdings.all(), company.board.all()),
    )


def _said(holding: Holding) -> Said:
    return Said(
        holding=holding,
        when=span_words(holding.as_of_first, holding.as_of_last),
        share=share_words(holding),
        shares=str(holding.shares) if holding.shares is not None else "",
        value=money(holding.value) if holding.value is not None else "",
    )


def _bodies(board: Iterable[BoardMember]) -> Iterable[Body]:
    members = list(board)
    for kind in BoardMember.Body:
        seats = tuple(_seat(each) for each in members if each.body == kind)
        if seats:
            yield Body(capfirst(str(kind.label)), seats)


def _seat(member: BoardMember) -> Seat:
    since = _("since %(day)s") % {"day": long_date(member.since)} if member.since else ""
    until = _("until %(day)s") % {"day": long_date(member.until)} if member.until else ""
    return Seat(member, span_words(member.as_of_first, member.as_of_last), ", ".join(filter(None, (since, until))))
