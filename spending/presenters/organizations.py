"""A supplier or a unit: how much and since when, under which names and numbers, with whom, and in which contracts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import DateField, DecimalField
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spending.models import Contract, Notice, Organization, Spelling
from spending.presenters.contract_rows import COLUMNS, ContractRow, contract_row
from spending.presenters.partners import PartnerRow, partner_rows
from spending.presenters.turnover import SumRow, contracts_words, kind_words, sum_row, sum_words, turnover_words
from spending.turnover import (
    Amount,
    Role,
    YearAmount,
    added,
    amounts,
    by_year,
    by_year_of_unit,
    contracts_of,
    kinds_of,
    kinds_of_unit,
    partners,
    spellings_of,
    stands_beside_others,
)
from watchdog.archive.evidence import Correction, corrections
from watchdog.archive.models import Reading
from watchdog.archive.telling import readings_of
from watchdog.core.charts.yearly import Bar, year_bars
from watchdog.core.ids import nip, regon
from watchdog.core.light import light
from watchdog.core.order import known
from watchdog.core.typography import number

LARGEST, NEWEST, APART, NOTICES, PARTNERS = 5, 5, 10, 5, 10
"""How many rows a page shows before it leads to the list."""

_shown = light(*COLUMNS)
LONGEST_AXIS = 60
"""Years."""
NOT_CONTRACTS = tuple(
    kind.value for kind in Contract.Kind if kind not in (Contract.Kind.CONTRACT, Contract.Kind.AMENDMENT)
)


@dataclass(frozen=True)
class Row:
    """One organization of a list."""

    organization: Organization
    url: str
    contracts: str
    sums: tuple[SumRow, ...]
    others: int
    """Spellings besides the name."""


def row(organization: Any, base: str) -> Row:
    """Show an organization of a list annotated by ``with_turnover``; ``base`` is the address of the list."""
    spellings = {spelling.name for spelling in organization.spellings.all()}
    return Row(
        organization=organization,
        url=f"{base}{organization.slug}/",
        contracts=number(organization.contract_count),
        sums=tuple(map(sum_row, amounts(organization.sums))),
        others=len(spellings - {organization.name}),
    )


@dataclass(frozen=True)
class YearRow:
    """One kind of amount of one year."""

    year: str
    row: SumRow


@dataclass(frozen=True)
class NumberSaid:
    """A number of a register and what can be said of it."""

    label: str
    number: str
    words: str


@dataclass(frozen=True)
class OrganizationPage:
    """Everything the template shows of one organization on one side of its contracts."""

    organization: Organization
    role: Role
    sums: tuple[Amount, ...]
    years: tuple[YearAmount, ...]
    kinds: dict[str, int]
    spellings: tuple[Spelling, ...]
    partners: tuple[PartnerRow, ...]
    largest: tuple[ContractRow, ...]
    newest: tuple[ContractRow, ...]
    apart: tuple[ContractRow, ...]
    notices: tuple[Notice, ...]
    history: list[Correction]
    """What people corrected of it, and whom they merged with it or parted from it, with their reasons."""
    readings: tuple[Reading, ...]

    @property
    def is_supplier(self) -> bool:
        return self.role is Role.SUPPLIER

    @property
    def answer(self) -> str:
        """Answer how many contracts and for how much, in one sentence."""
        return turnover_words(self.sums) if self.has_contracts else _("We know no contract.")

    @property
    def has_contracts(self) -> bool:
        """Whether registers list a contract of it, with a value or without: an offer is none."""
        return bool(self.kinds.get(Contract.Kind.CONTRACT.value))

    @property
    def period(self) -> str:
        """Say in which years the counted contracts were signed: of many only the year is known."""
        first = min((each.first for each in self.years if each.first), default=None)
        last = max((each.last for each in self.years if each.last), default=None)
        return _period(first, last)

    @property
    def n(self) -> str:
        return contracts_words(sum(amount.contracts for amount in self.sums))

    @property
    def main(self) -> Amount | None:
        """The kind of amount that most contracts have: the chart and the shares are of it alone."""
        return self.sums[0] if self.sums else None

    @property
    def main_kind(self) -> str:
        return kind_words(self.main) if self.main else ""

    @property
    def left_out(self) -> str:
        """Say how many contracts have another kind of amount than the chart and the shares."""
        count = sum(amount.contracts for amount in self.sums[1:])
        words = ngettext(
            "%(n)s contract with another kind of amount is not in it.",
            "%(n)s contracts with another kind of amount are not in it.",
            count,
        )
        return words % {"n": number(count)} if count else ""

    @property
    def without_value(self) -> str:
        """Say how many contracts of the register have no value."""
        count = self.kinds.get(Contract.Kind.CONTRACT.value, 0) - sum(amount.contracts for amount in self.sums)
        words = ngettext(
            "%(n)s row of a contract has no value, or is a part of another one: it is not counted.",
            "%(n)s rows of contracts have no value, or are parts of others: they are not counted.",
            count,
        )
        return words % {"n": number(count)} if count > 0 else ""

    @property
    def caution(self) -> str:
        """Say what the sums are not, and what is not in them."""
        words = _(
            "The value of a contract is neither a payment nor spending: a contract may last for years and not be "
            "performed in full. A contract of several suppliers stands whole with each of them."
        )
        return " ".join(filter(None, (words, self.left_out, self.without_value)))

    @property
    def kinds_apart(self) -> list[tuple[str, int]]:
        """What registers list of it besides contracts, each kind counted by itself."""
        labels = dict(Contract.Kind.choices)
        return [(str(labels[kind]), self.kinds[kind]) for kind in self.kinds if kind != Contract.Kind.CONTRACT]

    @cached_property
    def chart(self) -> SafeString:
        """Draw the sums of the years, of the main kind of amount; the table has every kind."""
        drawn = [each for each in reversed(self.years) if self.main and _same_kind(each.amount, self.main)]
        known = {each.year: Bar(str(each.year), each.amount.total, _bar_words(each)) for each in drawn if each.year}
        label = _("Sums of contracts by the year of signing; the table below has the figures")
        return year_bars(_without_gaps(known), label=label)

    @property
    def year_rows(self) -> list[YearRow]:
        return [
            YearRow(str(each.year) if each.year else _("year not known"), sum_row(each.amount)) for each in self.years
        ]

    @property
    def numbers(self) -> list[NumberSaid]:
        """The numbers of registers, each with what its check digit says."""
        known = self.organization
        said = [
            NumberSaid("NIP", known.nip, _checked(nip(known.nip) == known.nip)),
            NumberSaid("REGON", known.regon, _checked(regon(known.regon) == known.regon)),
            NumberSaid("KRS", known.krs, _("a KRS number has no check digit")),
        ]
        return [each for each in said if each.number]

    @property
    def contracts_url(self) -> str:
        """The list of exactly these contracts."""
        name = "wykonawca" if self.is_supplier else "jednostka"
        return f"{reverse('spending:contract-list')}?{name}={self.organization.slug}"

    @property
    def notices_url(self) -> str:
        name = "wykonawca" if self.is_supplier else "jednostka"
        return f"{reverse('spending:notice-list')}?{name}={self.organization.slug}"

    @property
    def other_side(self) -> str:
        """The address of its page on the other side of contracts, where it stands there too."""
        there = self.organization.buys if self.is_supplier else self.organization.supplies
        name = "spending:unit" if self.is_supplier else "spending:supplier"
        return reverse(name, args=[self.organization.slug]) if there else ""

    @property
    def citation(self) -> str:
        return f"{self.organization.name}: {self.answer}"


def organization_page(organization: Organization, role: Role) -> OrganizationPage:
    """Build the page of an organization fetched by ``for_page``, in a fixed number of queries."""
    contracts = contracts_of(organization, role)
    by_itself = role is Role.BUYER and not stands_beside_others(organization, role)
    years = by_year_of_unit(organization) if by_itself else None
    if years is None:
        years = by_year(contracts)
    sums = added(years)
    rows = contracts.for_list()
    apart = rows.filter(kind__in=NOT_CONTRACTS, withdrawn_at__isnull=True)
    notices = Notice.objects.for_list().filter(**{role.value: organization})
    return OrganizationPage(
        organization=organization,
        role=role,
        sums=sums,
        years=tuple(years),
        kinds=kinds_of_unit(organization) if by_itself else kinds_of(contracts),
        spellings=tuple(spellings_of(organization)),
        partners=_partners(contracts, role, sums),
        largest=tuple(contract_row(each, role.other) for each in _largest(rows)),
        newest=tuple(contract_row(each, role.other) for each in _newest(rows)),
        apart=tuple(contract_row(each, role.other) for each in _shown(apart[:APART])),
        notices=tuple(notices[:NOTICES]),
        history=corrections(organization),
        readings=tuple(readings_of(organization)),
    )


def _largest(rows: Any) -> list[Contract]:
    """Ask for the order that an index holds."""
    return _shown(rows.counted().order_by(known("value", DecimalField).desc(), "-pk")[:LARGEST])


def _newest(rows: Any) -> list[Contract]:
    dated = rows.filter(kind=Contract.Kind.CONTRACT.value, withdrawn_at__isnull=True, signed_last__isnull=False)
    return _shown(dated.order_by(known("signed_last", DateField).desc(), "-pk")[:NEWEST])


def _partners(contracts: Any, role: Role, sums: Sequence[Amount]) -> tuple[PartnerRow, ...]:
    if not sums:
        return ()
    return partner_rows(partners(contracts, role.other, sums[0], PARTNERS), sums[0], role.other)


def _same_kind(one: Amount, other: Amount) -> bool:
    return (one.currency, one.tax) == (other.currency, other.tax)


def _without_gaps(known: dict[int, Bar]) -> list[Bar]:
    """Put the years between in: an axis that skips them would hide a pause. A year typed wrongly draws no century."""
    years: Iterable[int] = range(min(known), max(known) + 1) if known else ()
    if known and max(known) - min(known) > LONGEST_AXIS:
        years = known
    none = _("no contracts")
    return [known.get(year) or Bar(str(year), Decimal(0), f"{year}: {none}") for year in years]


def _bar_words(each: YearAmount) -> str:
    return f"{each.year}: {sum_words(each.amount)}, {contracts_words(each.amount.contracts)}"


def _checked(fits: bool) -> str:
    return _("check digit agrees") if fits else _("check digit does not agree")


def _period(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"
