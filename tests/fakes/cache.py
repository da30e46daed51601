"""The tests' cache: production's, in a Valkey that several workers of one run, and several runs, use at once."""

from __future__ import annotations

from watchdog.core.valkey import Cache


class OwnKeys(Cache):
    """
    A cache whose ``clear`` forgets its own keys only.

    Django's empties the whole database of the server, and with it what a test of another worker has just kept.
    """

    def clear(self) -> bool:
        client = self._cache.get_client(write=True)
        # The prefix is the worker's (watchdog/settings/test.py), the star stands for every version and name.
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
        return bool(keys and client.delete(*keys))
