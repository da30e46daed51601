"""How long a page may wait for figures that must be counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

Answer = TypeVar("Answer")


class Limit:
    """A time that several questions share; the database gives a question up when it is over."""

    def __init__(self, seconds: float | None = None) -> None:
        """Take ``None`` for as long as it takes."""
        self._end = None if seconds is None else time.monotonic() + seconds
        self.passed = False
        """Whether some question was given up."""

    def expect(self, rows: int, most: int) -> None:
        """Give up before asking where so many rows would have to be read that the time cannot suffice."""
        if self._end is not None and rows > most:
            self._end = time.monotonic()

    def ask(self, question: Callable[[], Answer]) -> Answer | None:
        """Return the answer to a question of one statement, ``None`` where the time was over before it was there."""
        if self._end is None:
            return question()
        left = int((self._end - time.monotonic()) * 1000)
        if left > 0:
            try:
                return _within(left, question)
            except OperationalError as error:
                if not isinstance(error.__cause__, QueryCanceled):
                    raise
        self.passed = True
        return None


@transaction.atomic
def _within(milliseconds: int, question: Callable[[], Answer]) -> Answer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        [before] = cursor.fetchone()
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(milliseconds)])
        answer = question()
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
    return answer
