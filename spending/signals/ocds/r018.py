"""R018, a single bid received where others could have come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.release import Release


class SingleBid(Indicator):
    """Flags a competitive process with one tenderer, by the number that the tender itself states."""

    code = "R018"

    def read(self, release: Release, outcome: Outcome) -> None:
        if self.settings.r018_methods and release.method not in self.settings.r018_methods:
            raise Lacking(Gap.OTHER_METHOD if release.method else Gap.NO_METHOD)
        if release.tenderers is None:
            raise Lacking(Gap.NO_NUMBER)
        if release.tenderers == 1:
            outcome.flag(self.code, Group.OCID, release.ocid)

    def method(self) -> Mapping[str, Any]:
        return {"procurement_methods": sorted(self.settings.r018_methods)}
