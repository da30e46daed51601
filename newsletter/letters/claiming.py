"""
The next deliveries of an issue, one for each connection, are claimed, and those before them are closed, by one
statement that is committed at once.

Claiming comes before sending: whatever happens to this process afterwards, the rows say ``sending``, and nobody sends
those mails again unless a person decides so. One statement for all connections is also what keeps this quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from newsletter.letters.answers import Answer, Verdict
from newsletter.models import Delivery, Mailing, Subscriber

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
        due_at = clock_timestamp() + e.wait,
        done_at = CASE WHEN e.state = 'waiting' THEN NULL ELSE clock_timestamp() END
    FROM unnest(%(pks)s::bigint[], %(states)s::text[], %(answers)s::text[], %(attempts)s::int[], %(waits)s::interval[])
        AS e (pk, state, answer, attempts, wait)
    WHERE d.id = e.pk AND d.state = 'sending'
)
UPDATE {delivery} d SET state = 'sending', attempts = d.attempts + 1, claimed_at = clock_timestamp()
FROM {delivery} x LEFT JOIN {subscriber} s ON s.id = x.subscriber_id
WHERE x.id = ANY(%(next)s::bigint[]) AND d.id = x.id AND d.state = 'waiting'
    AND EXISTS (SELECT FROM {mailing} m WHERE m.issue_id = d.issue_id AND m.state = 'running')
RETURNING d.id, d.key, d.attempts, s.id, s.email, s.state, s.wants_letters, s.key, s.language
"""


def step(ended: Sequence[Ended], following: Sequence[int] = ()) -> list[Claimed]:
    """
    Close some deliveries and claim others, by their keys; what no longer waits or whose mailing does not run is left.

    To be called outside of transactions: a claim that is not committed is none.
    """
    with connection.cursor() as cursor:
        cursor.execute(_sql(STEP), {"next": list(following), **_values(ended)})
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


def _values(ended: Sequence[Ended]) -> dict[str, list[Any]]:
    return {
        "pks": [each.pk for each in ended],
        "states": [str(each.state) for each in ended],
        "answers": [each.answer for each in ended],
        "attempts": [max(each.attempts, 0) for each in ended],
        "waits": [each.wait for each in ended],
    }


def _sql(statement: str) -> str:
    tables = {str(model._meta.model_name): f'"{model._meta.db_table}"' for model in (Delivery, Mailing, Subscriber)}
    return statement.format(**tables)
