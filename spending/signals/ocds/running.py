"""Asking the rules of contracting processes, one process in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator, MainCurrency
from spending.signals.ocds.outcome import Outcome
from spending.signals.ocds.r003 import ShortPeriod
from spending.signals.ocds.r018 import SingleBid
from spending.signals.ocds.r024 import ClosePrice
from spending.signals.ocds.r025 import RareWins
from spending.signals.ocds.r028 import SamePrice
from spending.signals.ocds.r030 import LateBid
from spending.signals.ocds.r035 import OthersDisqualified
from spending.signals.ocds.r036 import LowestDisqualified
from spending.signals.ocds.r038 import OftenDisqualified
from spending.signals.ocds.r058 import HeavyDiscount
from spending.signals.ocds.release import CANCELLED, Json, Release, release_of
from spending.signals.ocds.settings import Settings

INDICATORS: tuple[type[Indicator], ...] = (
    *(ShortPeriod, SingleBid, ClosePrice, RareWins, SamePrice),
    *(LateBid, OthersDisqualified, LowestDisqualified, OftenDisqualified, HeavyDiscount),
)


class Study:
    """The rules over one set of processes: ``read`` each of them, then ``finish``."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.currency = MainCurrency(self.settings.currency)
        asked = [each for each in INDICATORS if each.code in self.settings.codes]
        self.indicators = [each(self.settings, self.currency) for each in asked]
        self.outcome = Outcome()

    def read(self, data: Json) -> None:
        """Ask every rule of a compiled release."""
        try:
            release = release_of(data)
        except Lacking as reason:
            self._leave_out(reason.gap)
        else:
            self.ask(release)

    def ask(self, release: Release) -> None:
        """Ask every rule of a process, unless it is left out of all."""
        if release.status == CANCELLED:
            self._leave_out(Gap.CANCELLED)
        elif self.settings.leaves_out(release.method_details):
            self._leave_out(Gap.EXCLUDED_METHOD)
        else:
            self.outcome.processes += 1
            for indicator in self.indicators:
                self._ask(indicator, release)

    def finish(self) -> Outcome:
        """Ask what can only be asked of all processes together, and give everything found."""
        for indicator in self.indicators:
            indicator.finish(self.outcome)
        return self.outcome

    def _ask(self, indicator: Indicator, release: Release) -> None:
        try:
            indicator.read(release, self.outcome)
        except Lacking as reason:
            self.outcome.lacks(indicator.code, reason.gap)
        else:
            self.outcome.computed[indicator.code] += 1

    def _leave_out(self, gap: Gap) -> None:
        self.outcome.processes += 1
        for indicator in self.indicators:
            self.outcome.lacks(indicator.code, gap)


def study(releases: Iterable[Json], settings: Settings | None = None) -> Study:
    """Ask the rules of compiled releases; one of them is in memory at a time, and its figures of a few numbers stay."""
    asked = Study(settings)
    for release in releases:
        asked.read(release)
    asked.finish()
    return asked
