"""What the rules share: how one is asked, which currency counts, and the difference between the two lowest prices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.outcome import Outcome
from spending.signals.ocds.release import Release
from spending.signals.ocds.settings import Settings


class MainCurrency:
    """The one currency in which prices are compared: the chosen one, else the first that a comparison meets."""

    def __init__(self, code: str | None = None) -> None:
        self.code = code

    def is_main(self, currency: str) -> bool:
        self.code = self.code or currency
        return currency == self.code


class Indicator(ABC):
    """One rule, asked of every process in turn and then of all together."""

    code: ClassVar[str]

    def __init__(self, settings: Settings, currency: MainCurrency) -> None:
        self.settings = settings
        self.currency = currency

    @abstractmethod
    def read(self, release: Release, outcome: Outcome) -> None:
        """Ask the rule of a process, or keep what asking it of all will need; raises ``Lacking``."""

    def finish(self, outcome: Outcome) -> None:  # noqa: B027  most rules are done with each process
        """Ask the rule of all processes together."""

    @abstractmethod
    def method(self) -> Mapping[str, Any]:
        """Name the settings that were used, as Cardinal names them."""

    def compare_prices_of(self, release: Release) -> None:
        """Let through a process whose prices may be compared; raises ``Lacking`` for others."""
        if not self.settings.compares_prices(release.method_details):
            raise Lacking(Gap.EXCLUDED_METHOD)
