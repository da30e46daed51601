"""R003, a short submission period: from the start of the period for offers to its end, in whole days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from spending.signals.ocds.gaps import Gap, Lacking
from spending.signals.ocds.indicator import Indicator
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.release import Release

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
"""A moment as RFC 3339 writes it; a day alone is none."""


class ShortPeriod(Indicator):
    """Flags a process whose period for offers has fewer whole days than its threshold."""

    code = "R003"

    def read(self, release: Release, outcome: Outcome) -> None:
        if self.settings.r003_methods and release.method not in self.settings.r003_methods:
            raise Lacking(Gap.OTHER_METHOD if release.method else Gap.NO_METHOD)
        if release.starts is None or release.ends is None:
            raise Lacking(Gap.NO_PERIOD)
        threshold = self.settings.r003_days_by_details.get(release.method_details or "", self.settings.r003_days)
        asked = is_shorter_by_days if self.settings.r003_days_alone else is_shorter
        if asked(release.starts, release.ends, threshold):
            outcome.flag(self.code, Group.OCID, release.ocid)

    def method(self) -> Mapping[str, Any]:
        return {
            "threshold": self.settings.r003_days,
            "procurement_methods": sorted(self.settings.r003_methods),
            "procurement_method_details": dict(self.settings.r003_days_by_details),
        }


def is_shorter(starts: str, ends: str, days: int) -> bool:
    """Tell whether a period has fewer whole days; a part of a day is no day. Raises ``Lacking`` for no moments."""
    if not MOMENT.fullmatch(starts) or not MOMENT.fullmatch(ends):
        raise Lacking(Gap.NOT_A_MOMENT)
    try:
        period = datetime.fromisoformat(ends.upper()) - datetime.fromisoformat(starts.upper())
    except ValueError:
        raise Lacking(Gap.NOT_A_MOMENT) from None
    return int(period / timedelta(days=1)) < days


def is_shorter_by_days(starts: str, ends: str, days: int) -> bool:
    """Tell the same of two days without hours; raises ``Lacking`` where the hours would decide."""
    longest = is_shorter(f"{starts}T00:00:00Z", f"{ends}T23:59:59Z", days)
    shortest = is_shorter(f"{starts}T23:59:59Z", f"{ends}T00:00:00Z", days)
    if longest != shortest:
        raise Lacking(Gap.EDGE_OF_DAYS)
    return longest
