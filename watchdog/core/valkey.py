"""Valkey as the portal keeps values in it, and what one that does not answer raises."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class OneClient(RedisCacheClient):
    """Django's own, which makes the client of redis-py anew for each value: a table of 170 commands every time."""

    @cached_property
    def _made(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """Return the one client; its connections are its pool's, so that threads may share it."""
        return self._made


class Cache(RedisCache):
    """The cache of one Valkey."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient


def away() -> type[Exception]:
    """
    Return the error of a Valkey that does not answer, for ``except away():``.

    Its client loads twice as much as Django's models do, and a command that asks no Valkey does without it.
    """
    from redis.exceptions import RedisError  # only once there is an error to tell

    return RedisError
