"""
The next deliveries of an issue, one for each connection, are claimed, and those before them are closed, by one
statement that is committed at once.

Claiming comes before sending: whatever happens to this process afterwards, the rows say ``sending``, and nobody sends
those mails again unless a person decides so. One statement for all connections is also what keeps this quick.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from newsletter.mail.answers import Answer, Verdict
from newsletter.models import Delivery, Mailing, Subscriber
from watchdog.core.statements import prepared_cursor

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""How long a mail waits after each attempt that the server put off; after the last it is given up."""


@dataclass(frozen=True)
class Claimed:
    """A delivery that this process alone may send, and its reader as they are now."""

    pk: int
    key: UUID
    attempts: int
    """This one included."""
    subscriber: Subscriber


@dataclass(frozen=True)
class Ended:
    """How a claimed delivery is written down."""

    pk: int
    state: str
    answer: str = ""
    wait: timedelta = timedelta()
    """Not before so much later; only where it waits again."""
    attempts: int = 0
    """How many attempts count."""


def ending(claimed: Claimed, answer: Answer) -> Ended:
    """Say how an answer is written down."""
    state = Delivery.State
    told = Ended(claimed.pk, state.SENT, answer.words, attempts=claimed.attempts)
    match answer.verdict:
        case Verdict.TAKEN:
            return told
        case Verdict.UNKNOWN:
            return replace(told, state=state.DOUBT)
        case Verdict.REFUSED:
            return replace(told, state=state.REFUSED)
        case Verdict.DOWN | Verdict.STOP:
            return replace(told, state=state.WAITING, attempts=claimed.attempts - 1)
    if claimed.attempts > len(PAUSES):
        return replace(told, state=state.REFUSED)
    return replace(told, state=state.WAITING, wait=PAUSES[claimed.attempts - 1])


STEP = """
WITH ended AS (
    UPDATE {delivery} d SET state = e.state, answer = e.answer, attempts = e.attempts,
        due_at = clock_timestamp() + make_interval(secs => e.wait),
        done_at = CASE WHEN e.state = 'waiting' THEN NULL ELSE clock_timestamp() END
    FROM json_to_recordset(%(ended)s::json)
        AS e (pk bigint, state text, answer text, attempts smallint, wait double precision)
    WHERE d.id = e.pk AND d.state || '' = 'sending'
), claimed AS (
    UPDATE {delivery} d SET state = 'sending', attempts = d.attempts + 1, claimed_at = clock_timestamp()
    FROM unnest(%(next)s::bigint[]) AS n (pk)
    WHERE d.id = n.pk AND d.state || '' = 'waiting'
        AND EXISTS (SELECT FROM {mailing} m WHERE m.issue_id = d.issue_id AND m.state = 'running')
    RETURNING d.id, d.key, d.attempts, d.subscriber_id
)
SELECT c.id, c.key, c.attempts, s.id, s.email, s.state, s.wants_letters, s.key, s.language
FROM claimed c LEFT JOIN {subscriber} s ON s.id = c.subscriber_id
"""
"""
Rows are found by their keys alone: with its state as an expression no plan goes through everything that waits, which is
what one would do that was made while nothing waited.
"""


def step(ended: Sequence[Ended], following: Sequence[int] = ()) -> list[Claimed]:
    """
    Close some deliveries and claim others, by their keys; what no longer waits or whose mailing does not run is left.

    To be called outside of transactions: a claim that is not committed is none.
    """
    with prepared_cursor(connection) as cursor:
        keys = ",".join(map(str, following))
        cursor.execute(sql(STEP), {"next": f"{{{keys}}}", "ended": _as_json(ended)})
        return [_claimed(*row) for row in cursor.fetchall()]


def _claimed(pk: int, key: UUID, attempts: int, reader: int | None, *values: Any) -> Claimed:
    email, state, wants, reader_key, language = values
    subscriber = Subscriber(
        pk=reader,
        email=email or "",
        state=state or Subscriber.State.ERASED,
        wants_letters=bool(wants),
        key=reader_key or "",
        language=language or "",
    )
    return Claimed(pk, key, attempts, subscriber)


def _as_json(ended: Sequence[Ended]) -> str:
    """Write what ended as one value: six lists of four values take psycopg longer than the database takes."""
    return json.dumps(
        [
            {
                "pk": each.pk,
                "state": str(each.state),
                "answer": each.answer,
                "attempts": max(each.attempts, 0),
                "wait": each.wait.total_seconds(),
            }
            for each in ended
        ]
    )


@cache
def sql(statement: str) -> str:
    """Write the names of tables into a statement."""
    tables = {str(model._meta.model_name): f'"{model._meta.db_table}"' for model in (Delivery, Mailing, Subscriber)}
    return statement.format(**tables)
