"""Six documents of one session each, at the address that the test gives in ``SLOW_OFFICE``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from tests.fakes.sources import SessionsOfATerm

DOCUMENTS = 6


class SlowSessions(SessionsOfATerm):
    """
    Publisher: a slow office of our own making.
    Cadence: whenever a test says so.
    Licence: none needed.
    Caveat: it does not exist.
    """

    # Source
    slug = "slow_sessions"
    complete = False

    def discover(self, since: date) -> Iterable[str]:
        return [f"{os.environ['SLOW_OFFICE']}/{number}" for number in range(1, DOCUMENTS + 1)]
