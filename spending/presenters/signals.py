"""Signals as pages show them: the classes, one class, one signal, and those of a contract, a unit or a supplier."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spending.models import Contract, Notice, Organization, Signal, SignalComputation, SignalGap, SignalWord
from spending.presenters.contract_rows import ContractRow, contract_row
from spending.presenters.signal_numbers import comparison, input_rows, name_words, number_words, state_words, written
from spending.signals.classes import REGISTRY, Setting, SignalClass
from spending.signals.open_contracting.bulletin import FINDERS
from spending.turnover import Role
from watchdog.core.typography import long_date, number

SHOWN = 5
"""How many signals the page of a contract, a unit or a supplier shows before it leads to the list."""
LISTED = 100
"""How many contracts the page of a signal shows."""


@dataclass(frozen=True)
class Gap:
    """Why a class cannot be computed of some rows, and of how many."""

    words: str
    rows: str


@dataclass(frozen=True)
class ClassRow:
    """One class on the front page of signals."""

    about: SignalClass
    url: str
    standing: int
    gaps: tuple[Gap, ...]
    asked: bool

    @property
    def found(self) -> str:
        return number(self.standing)


def class_rows() -> list[ClassRow]:
    """Give every class with its standing signals and its gaps, in three queries."""
    codes = Signal.objects.standing().order_by().values_list("code", flat=True)
    counts, gaps, notices = Counter(codes), _gaps(), _notices()
    return [
        ClassRow(
            about=about,
            url=reverse("spending:signal-class", args=[code]),
            standing=counts[code],
            gaps=gaps.get(code, ()),
            asked=_asked(about, notices=notices),
        )
        for code, about in REGISTRY.items()
    ]


def is_asked(about: SignalClass) -> bool:
    """Tell whether a class could be asked of anything at all; where it could not, nothing found is not zero."""
    return _asked(about, notices=not about.source or _notices())


def _asked(about: SignalClass, *, notices: bool) -> bool:
    """Of Open Contracting's indicators, which name their source, the bulletin's notices allow only some."""
    return about.computable and (not about.source or (notices and about.code.upper() in FINDERS))


def _notices() -> bool:
    return Notice.objects.filter(withdrawn_at=None).exists()


def _gaps(**filters: Any) -> dict[str, tuple[Gap, ...]]:
    found: dict[str, tuple[Gap, ...]] = {}
    for gap in SignalGap.objects.filter(**filters):
        about = REGISTRY.get(gap.code)
        words = str(about.gaps.get(gap.reason, gap.reason)) if about else gap.reason
        found[gap.code] = (*found.get(gap.code, ()), Gap(words, number(gap.rows)))
    return found


def gaps_of(about: SignalClass) -> tuple[Gap, ...]:
    """Give why a class cannot be computed of some rows, the most frequent reason first."""
    return _gaps(code=about.code).get(about.code, ())


def last_computed() -> datetime | None:
    """Tell when everything was computed last."""
    last = SignalComputation.objects.filter(whole=True).order_by("-started_at").first()
    return last.started_at if last else None


@dataclass(frozen=True)
class SettingRow:
    """A setting of a class in words."""

    label: str
    value: str
    days: str
    source: str


def setting_rows(about: SignalClass) -> list[SettingRow]:
    """Give the settings of a class, each with the days for which it holds and where it is from."""
    return [SettingRow(str(each.label), _value(each), _days(each), str(each.source)) for each in about.settings]


def _value(each: Setting) -> str:
    if each.unit == "PLN":
        return number_words(str(each.value), "net", {})
    return (
        str(each.value)
        if isinstance(each.value, str)
        else number(each.value, 0 if each.value == int(each.value) else 2)
    )


def _days(each: Setting) -> str:
    if each.valid_from and each.valid_until:
        told = {"first": long_date(each.valid_from), "last": long_date(each.valid_until)}
        return _("from %(first)s to %(last)s") % told
    return _("from %(first)s") % {"first": long_date(each.valid_from)} if each.valid_from else _("always")


@dataclass(frozen=True)
class SignalRow:
    """One signal of a list."""

    signal: Signal
    title: str
    url: str
    name: str
    state: str
    value: str
    when: str

    @property
    def tag(self) -> str:
        """The look of its state: what stands is not louder than what was answered."""
        return "warn" if self.signal.outdated_at else ""


def signal_row(signal: Signal) -> SignalRow:
    """Show a signal fetched by ``for_list``."""
    return SignalRow(
        signal=signal,
        title=str(signal),
        url=signal.get_absolute_url(),
        name=name_words(signal.hint),
        state=state_words(signal),
        value=written(signal),
        when=_when(signal.day, signal.year, whole_year=not signal.contracts),
    )


def _when(day: date | None, year: int | None, *, whole_year: bool) -> str:
    if whole_year or day is None:
        return str(year or "")
    return long_date(day)


@dataclass(frozen=True)
class SignalBlock:
    """The signals of a contract, a unit or a supplier, on its page."""

    rows: tuple[SignalRow, ...]
    more: int
    """How many more there are."""

    @property
    def more_words(self) -> str:
        return pgettext("signals", "%(n)s more") % {"n": number(self.more)} if self.more else ""


def signals_of_contract(contract: Contract) -> SignalBlock:
    """Give what rests on a contract, also what was dismissed or no longer holds; one query."""
    return _block(Signal.objects.for_list().about(contract))


def signals_of_organization(organization: Organization, role: Role) -> SignalBlock:
    """Give the standing signals of a unit or of a supplier, the newest first; two queries."""
    return _block(Signal.objects.standing().filter(**{role.value: organization}))


def _block(signals: QuerySet[Signal]) -> SignalBlock:
    rows = list(signals[: SHOWN + 1])
    more = signals.count() - SHOWN if len(rows) > SHOWN else 0
    return SignalBlock(tuple(map(signal_row, rows[:SHOWN])), more)


@dataclass(frozen=True)
class WordRow:
    """What an office or a reviewer says of a signal; ``changed`` where the numbers are other ones since."""

    word: SignalWord
    kind: str
    when: str
    changed: bool


@dataclass(frozen=True)
class SignalPage:
    """Everything the template shows of one signal."""

    row: SignalRow
    about: SignalClass
    inputs: list[tuple[str, str]]
    comparison: str
    settings: list[SettingRow]
    contracts: tuple[ContractRow, ...]
    contracts_url: str
    words: tuple[WordRow, ...]

    @property
    def signal(self) -> Signal:
        return self.row.signal

    @property
    def outdated(self) -> str:
        since = self.signal.outdated_at
        return _("No longer holds since %(day)s") % {"day": long_date(since.date())} if since else ""


def signal_page(signal: Signal, about: SignalClass) -> SignalPage:
    """Build the page of a signal fetched by ``for_list``: its contracts and what was said of it, in four queries."""
    contracts = Contract.objects.for_list().filter(pk__in=signal.contracts[:LISTED]).order_by("signed_last", "pk")
    return SignalPage(
        row=signal_row(signal),
        about=about,
        inputs=input_rows(signal, about),
        comparison=comparison(signal, about),
        settings=setting_rows(about),
        contracts=tuple(contract_row(each, Role.SUPPLIER) for each in contracts) if signal.contracts else (),
        contracts_url="" if signal.contracts else _list_of(signal),
        words=tuple(_word_row(word, signal) for word in signal.words.in_force().select_related("user")),
    )


def _list_of(signal: Signal) -> str:
    """Lead to the contracts of the unit's year, or of the supplier's part of it."""
    sides = {"jednostka": signal.buyer, "wykonawca": signal.supplier}
    query: dict[str, Any] = {name: each.slug for name, each in sides.items() if each}
    return reverse("spending:contract-list", query={**query, "rok": signal.year, "rodzaj": "umowa"})


def _word_row(word: SignalWord, signal: Signal) -> WordRow:
    day = word.said_on or word.at.date()
    return WordRow(word, str(word.get_kind_display()), long_date(day), word.inputs != signal.inputs)
