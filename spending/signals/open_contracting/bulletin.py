"""
What the notices of the Biuletyn Zamówień Publicznych allow of Open Contracting's indicators.

A contract notice and the notice of its result are one procedure; of it the rules of ``spending.signals.ocds`` are asked
as they are of a file. A notice gives the number of offers and the lowest and highest price, and names the winner alone:
R003 and R018 can be computed, everything that needs the offers one by one is „nie do policzenia”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from spending.models import Notice
from spending.signals.classes import Finding, NotComputable, Plain, Result
from spending.signals.ocds.gaps import Gap
from spending.signals.ocds.outcome import Group, Outcome
from spending.signals.ocds.release import CANCELLED, Release
from spending.signals.ocds.running import Study
from spending.signals.ocds.settings import CODES, Settings
from watchdog.core.text import fold

LONGEST = 180
OPEN, SELECTIVE, DIRECT = "open", "selective", "direct"
METHODS = (
    ("nieograniczon", OPEN),
    ("ograniczon", SELECTIVE),
    ("tryb podstawowy", OPEN),
    ("trybie podstawowym", OPEN),
    ("wolnej reki", DIRECT),
    ("bez ogloszenia", DIRECT),
)
"""What a kind of procedure says of who may come, by its words, folded; the first that fits."""
ANNULLED, CONCLUDED = "uniewazn", "zawarc"


@dataclass(frozen=True)
class Procedure:
    """The notices of one procedure, the oldest first."""

    key: str
    notices: tuple[Notice, ...]

    @property
    def announcements(self) -> list[Notice]:
        return [each for each in self.notices if each.kind == Notice.Kind.CONTRACT]

    @property
    def results(self) -> list[Notice]:
        return [each for each in self.notices if each.kind == Notice.Kind.RESULT]

    @property
    def starts(self) -> date | None:
        return min((each.published_on for each in self.announcements), default=None)

    @property
    def ends(self) -> date | None:
        """The last day for offers, as the latest notice says: a change may prolong it."""
        told = [each for each in self.notices if each.kind in (Notice.Kind.CONTRACT, Notice.Kind.CHANGE)]
        return max((each.offers_until for each in told if each.offers_until), default=None)

    @property
    def offers(self) -> int | None:
        """How many offers were made; ``None`` where several notices say it, for they speak of parts."""
        told = [each.offers for each in self.results if each.offers is not None]
        return told[0] if len(told) == 1 else None

    @property
    def kind(self) -> str:
        """The kind of procedure, as printed."""
        return next((each.procedure for each in self.notices if each.procedure), "")

    @property
    def method(self) -> str | None:
        """Whether others could come: by the words of its kind, else because a notice invited everybody."""
        by_words = next((method for words, method in METHODS if words in fold(self.kind)), None)
        return by_words or (OPEN if self.announcements else None)

    @property
    def is_annulled(self) -> bool:
        """Tell whether every result says that the procedure was annulled."""
        said = [fold(each.result) for each in self.results]
        return bool(said) and all(ANNULLED in each and CONCLUDED not in each for each in said)

    @property
    def release(self) -> Release:
        return Release(
            ocid=self.key,
            status=CANCELLED if self.is_annulled else None,
            method=self.method,
            method_details=self.kind or None,
            starts=self.starts.isoformat() if self.starts else None,
            ends=self.ends.isoformat() if self.ends else None,
            tenderers=self.offers,
        )


def procedures() -> Iterator[Procedure]:
    """Give every procedure of the notices that stand; a notice that names no procedure is one by itself."""
    notices = Notice.objects.filter(withdrawn_at=None).order_by("tender", "published_on", "pk")
    for tender, group in groupby(notices.iterator(), key=lambda each: each.tender):
        if tender:
            yield Procedure(tender, tuple(group))
        else:
            yield from (Procedure(each.key, (each,)) for each in group)


def bzp_findings(found: Iterable[Procedure] | None = None) -> Iterator[Result]:
    """Give what the ten indicators find in procedures (in all, unless some are given), then what cannot be computed."""
    study = Study(Settings(r003_days_alone=True))
    for procedure in procedures() if found is None else found:
        study.ask(procedure.release)
        flagged = study.outcome.results[Group.OCID].pop(procedure.key, {})
        yield from (FINDERS[code](procedure, study.settings) for code in flagged)
    yield from _gaps(study.finish())


def by_class() -> dict[str, list[Result]]:
    """Give what ``bzp_findings`` gives for all notices, by the code of the class; every class is there."""
    results: dict[str, list[Result]] = {code.lower(): [] for code in CODES}
    for each in bzp_findings():
        results[each.code].append(each)
    return results


def _gaps(outcome: Outcome) -> Iterator[NotComputable]:
    """Count what could not be computed; nothing is asked of groups of organizations here, for no offers are known."""
    for code, groups in outcome.lacking.items():
        counted: Counter[Gap] = groups[Group.OCID]
        yield from (NotComputable(code.lower(), gap.value, rows) for gap, rows in counted.items())


def _short_period(procedure: Procedure, settings: Settings) -> Finding:
    starts, ends = procedure.starts, procedure.ends
    assert starts is not None  # else the rule would not have been computed
    assert ends is not None  # likewise
    days = (ends - starts).days
    inputs: dict[str, Plain] = {"starts": starts.isoformat(), "ends": ends.isoformat(), "days": days}
    return _finding("r003", procedure, starts, days, inputs, settings.r003_days)


def _single_bid(procedure: Procedure, settings: Settings) -> Finding:
    result = next(each for each in procedure.results if each.offers is not None)
    announced = procedure.starts.isoformat() if procedure.starts else None
    inputs: dict[str, Plain] = {"offers": 1, "announced": announced, "kind": procedure.kind}
    return _finding("r018", procedure, result.published_on, 1, inputs, 1)


def _finding(
    code: str,
    procedure: Procedure,
    day: date,
    value: int,
    inputs: dict[str, Plain],
    threshold: int,
) -> Finding:
    contracts = {each.contract_id for each in procedure.notices if each.contract_id is not None}
    return Finding(
        code=code,
        subject=f"procedure:{procedure.key[:LONGEST]}",
        inputs={"procedure": procedure.key, **inputs},
        value=Decimal(value),
        threshold=Decimal(threshold),
        contracts=tuple(sorted(contracts)),
        buyer=next((each.buyer_id for each in procedure.notices if each.buyer_id), None),
        year=day.year,
        day=day,
    )


FINDERS = {"R003": _short_period, "R018": _single_bid}
"""How a finding is told, by the indicator that notices allow."""
