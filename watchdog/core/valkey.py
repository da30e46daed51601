"""What a Valkey that does not answer raises, under a name that costs nothing until it does."""

from __future__ import annotations


def away() -> type[Exception]:
    """
    Return the error of a Valkey that does not answer, for ``except away():``.

    Its client loads twice as much as Django's models do, and a command that asks no Valkey does without it.
    """
    from redis.exceptions import RedisError  # only once there is an error to tell

    return RedisError
