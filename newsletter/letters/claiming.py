"""
The next delivery of an issue is claimed, and the one before it is closed, by one statement that is committed at once.

Claiming comes before sending: whatever happens to this process afterwards, the row says ``sending``, and nobody sends
that mail again unless a person decides so. One statement a mail is also what keeps this as quick as the sending itself.
"""

from __future__ import annotations

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
    UPDATE {delivery} SET state = %(state)s, answer = %(answer)s, attempts = %(attempts)s,
        due_at = clock_timestamp() + %(wait)s,
        done_at = CASE WHEN %(state)s = 'waiting' THEN NULL ELSE clock_timestamp() END
    WHERE id = %(ended)s AND state = 'sending'
), next AS (
    SELECT d.id, d.subscriber_id FROM {delivery} d
    WHERE d.issue_id = %(issue)s AND d.state = 'waiting' AND d.due_at <= clock_timestamp()
        AND EXISTS (SELECT FROM {mailing} m WHERE m.issue_id = %(issue)s AND m.state = 'running')
    ORDER BY d.due_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED
)
UPDATE {delivery} d SET state = 'sending', attempts = d.attempts + 1, claimed_at = clock_timestamp()
FROM next LEFT JOIN {subscriber} s ON s.id = next.subscriber_id
WHERE d.id = next.id
RETURNING d.id, d.key, d.attempts, s.id, s.email, s.state, s.wants_letters, s.key, s.language
"""

CLOSE = """
UPDATE {delivery} SET state = %(state)s, answer = %(answer)s, attempts = %(attempts)s,
    due_at = clock_timestamp() + %(wait)s,
    done_at = CASE WHEN %(state)s = 'waiting' THEN NULL ELSE clock_timestamp() END
WHERE id = %(ended)s AND state = 'sending'
"""


def step(issue: int, ended: Ended | None = None) -> Claimed | None:
    """
    Close one delivery and claim the next; ``None`` where none is due or the mailing does not run.

    To be called outside of transactions: a claim that is not committed is none.
    """
    with connection.cursor() as cursor:
        cursor.execute(_sql(STEP), {"issue": issue, **_values(ended)})
        found = cursor.fetchone()
    if found is None:
        return None
    pk, key, attempts, reader, email, state, wants, reader_key, language = found
    subscriber = Subscriber(
        pk=reader,
        email=email or "",
        state=state or Subscriber.State.ERASED,
        wants_letters=bool(wants),
        key=reader_key or "",
        language=language or "",
    )
    return Claimed(pk, key, attempts, subscriber)


def close(ended: Ended) -> None:
    """Close a delivery and claim nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(CLOSE), _values(ended))


def _values(ended: Ended | None) -> dict[str, Any]:
    told = ended or Ended(0, Delivery.State.SENT)
    values = {"state": str(told.state), "answer": told.answer, "attempts": max(told.attempts, 0), "wait": told.wait}
    return {**values, "ended": told.pk}


def _sql(statement: str) -> str:
    tables = {str(model._meta.model_name): f'"{model._meta.db_table}"' for model in (Delivery, Mailing, Subscriber)}
    return statement.format(**tables)
