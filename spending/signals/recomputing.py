"""
Computing the signals anew: of everything, or of the units that a change has touched.

The only writer of ``Signal``, ``SignalGap`` and ``SignalComputation``. All of it is done in the database, set by set:
what is found now stands in ``signal_found`` and is compared with what was found before. A signal that says the same is
not written; one that no longer holds is kept and says since when; one that holds again comes back with all that was
said of it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from spending.models import SignalComputation, SignalGap
from spending.signals.base import Units, make_base
from spending.signals.classes import REGISTRY, Finding, NotComputable, SignalClass
from spending.signals.merging import FOUND, INSERT, OUTDATE, UPDATE, inserted_row
from spending.signals.open_contracting.bulletin import by_class
from spending.signals.rules import RULES, Rule
from watchdog.core.dates import today as this_day

LOCK = 560_011
"""The number under which only one computation at a time goes on."""


@dataclass
class Counts:
    """What a computation changed."""

    new: int = 0
    changed: int = 0
    outdated: int = 0
    by_class: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, code: str, new: int, changed: int, outdated: int) -> None:
        self.new, self.changed, self.outdated = self.new + new, self.changed + changed, self.outdated + outdated
        self.by_class[code] = Counter(new=new, changed=changed, outdated=outdated)


def recompute(units: Units | None = None, today: date | None = None) -> Counts:
    """
    Compute every class of our own, of these units or of all; in one transaction, one computation at a time.

    What cannot be computed is counted by a computation of everything alone.
    """
    counts, started, now = Counts(), timezone.now(), timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        make_base(cursor, units)
        for each in RULES:
            params = each.params(today=today or this_day())
            cursor.execute(FOUND)
            cursor.execute(_asked(each), params)
            _merge(cursor, each.signal, units, now, counts)
            if units is None:
                _keep_gaps(cursor, each, params, now)
        cursor.execute("DROP TABLE signal_base")
        if units is None:
            _ask_the_bulletin(counts)
        _note(counts, started, whole=units is None)
    return counts


def keep(signal: SignalClass, results: Iterable[Finding | NotComputable]) -> Counts:
    """
    Keep what a class computed outside the database: all that it finds, for what it does not name no longer holds.

    The door for classes over whole documents (OCDS); a class of our own is computed by ``recompute``.
    """
    counts, now, gaps = Counts(), timezone.now(), Counter[str]()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(FOUND)
        for each in results:
            if isinstance(each, NotComputable):
                gaps[each.reason] += each.rows
            else:
                cursor.execute(*inserted_row(each, hint=signal.hint))
        _merge(cursor, signal, None, now, counts)
        _write_gaps(signal, gaps, now)
    return counts


def _ask_the_bulletin(counts: Counts) -> None:
    """Keep what Open Contracting's indicators find in the notices of the bulletin."""
    for code, results in by_class().items():
        kept = keep(REGISTRY[code], results).by_class[code]
        counts.note(code, kept["new"], kept["changed"], kept["outdated"])


def _asked(each: Rule) -> str:
    return f"INSERT INTO signal_found {each.findings}"


def _merge(cursor: CursorWrapper, signal: SignalClass, units: Units | None, now: datetime, counts: Counts) -> None:
    """Bring the kept signals of a class to what ``signal_found`` holds, and drop it."""
    named_units = [unit for unit in units or () if unit is not None]
    params: dict[str, Any] = {
        "code": signal.code,
        "now": now,
        "settings": json.dumps(settings_of(signal)),
        "all": units is None,
        "units": named_units,
        "nobody": None in (units or ()),
    }
    written = []
    for statement in (UPDATE, OUTDATE, INSERT):
        cursor.execute(statement, params)
        written.append(cursor.rowcount)
    changed, outdated, new = written
    counts.note(signal.code, new, changed, outdated)
    cursor.execute("DROP TABLE signal_found")


def settings_of(signal: SignalClass) -> list[dict[str, Any]]:
    """Give the settings of a class as they are kept with what it finds."""
    return [
        {
            "name": each.name,
            "value": str(each.value),
            "from": each.valid_from.isoformat() if each.valid_from else None,
            "until": each.valid_until.isoformat() if each.valid_until else None,
        }
        for each in signal.settings
    ]


def _keep_gaps(cursor: CursorWrapper, each: Rule, params: dict[str, Any], now: datetime) -> None:
    cursor.execute(each.gaps, params)
    found = Counter({reason: rows for reason, rows in cursor.fetchall() if reason and rows})
    _write_gaps(each.signal, found, now)


def _write_gaps(signal: SignalClass, found: Counter[str], now: datetime) -> None:
    """Bring the reasons of a class to what was counted; one that is the same is not written."""
    known = {gap.reason: gap for gap in SignalGap.objects.filter(code=signal.code)}
    SignalGap.objects.filter(code=signal.code).exclude(reason__in=found).delete()
    for reason, rows in found.items():
        if reason not in known or known[reason].rows != rows:
            values = {"rows": rows, "computed_at": now}
            SignalGap.objects.update_or_create(code=signal.code, reason=reason, defaults=values)


def _note(counts: Counts, started: datetime, *, whole: bool) -> None:
    SignalComputation.objects.create(
        started_at=started,
        ended_at=timezone.now(),
        whole=whole,
        new=counts.new,
        changed=counts.changed,
        outdated=counts.outdated,
    )
