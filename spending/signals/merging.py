"""
The statements that compare what a class finds now with what it found before; ``recomputing`` says what they mean.

A row that says the same is not touched, not even locked: an ``ON CONFLICT`` would lock it, and burn a number.
"""

from __future__ import annotations

import json
from typing import Any

from spending.signals.classes import Finding

FOUND = """
CREATE TEMP TABLE signal_found (
    subject text NOT NULL, contracts bigint[] NOT NULL, buyer_id bigint, supplier_id bigint, year int, day date,
    hint boolean NOT NULL, value numeric(24, 4), threshold numeric(24, 4), inputs jsonb NOT NULL
) ON COMMIT DROP
"""

_SAME = "contracts, buyer_id, supplier_id, year, day, hint, value, threshold, inputs"
_COLUMNS = _SAME.split(", ")
_TOUCHED = """(%(all)s OR signal.buyer_id = ANY(%(units)s) OR (%(nobody)s AND signal.buyer_id IS NULL))"""

UPDATE = f"""
UPDATE spending_signal AS signal
SET ({_SAME}, settings, computed_at, outdated_at)
    = ({", ".join(f"found.{name}" for name in _COLUMNS)}, %(settings)s::jsonb, %(now)s, NULL)
FROM signal_found found
WHERE signal.code = %(code)s AND signal.subject = found.subject
    AND (({", ".join(f"signal.{name}" for name in _COLUMNS)}, signal.settings)
        IS DISTINCT FROM ({", ".join(f"found.{name}" for name in _COLUMNS)}, %(settings)s::jsonb)
        OR signal.outdated_at IS NOT NULL)
"""

OUTDATE = f"""
UPDATE spending_signal AS signal SET outdated_at = %(now)s
WHERE signal.code = %(code)s AND signal.outdated_at IS NULL AND {_TOUCHED}
    AND NOT EXISTS (SELECT FROM signal_found found WHERE found.subject = signal.subject)
"""

INSERT = f"""
INSERT INTO spending_signal (code, subject, slug, {_SAME}, settings, found_at, computed_at)
SELECT %(code)s, found.subject, %(code)s || '-' || left(md5(found.subject), 16),
    {", ".join(f"found.{name}" for name in _COLUMNS)}, %(settings)s::jsonb, %(now)s, %(now)s
FROM signal_found found
WHERE NOT EXISTS (
    SELECT FROM spending_signal signal WHERE signal.code = %(code)s AND signal.subject = found.subject)
"""


def inserted_row(found: Finding, *, hint: bool) -> tuple[str, list[Any]]:
    """Give the statement that puts one finding among those found now."""
    values = [found.subject, list(found.contracts), found.buyer, found.supplier, found.year, found.day, hint]
    statement = f"INSERT INTO signal_found VALUES ({', '.join(['%s'] * 10)})"
    return statement, [*values, found.value, found.threshold, json.dumps(dict(found.inputs))]
