"""The workers of one run share a Valkey: what one forgets, another still knows."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

from tests.fakes.cache import OwnKeys


def test_to_clear_the_cache_leaves_that_of_another_worker() -> None:
    other = OwnKeys(settings.CACHES["default"]["LOCATION"], {"KEY_PREFIX": "test-of-another-worker"})
    other.set("turn", "theirs", 60)
    cache.set("turn", "ours", 60)

    cleared, again = cache.clear(), cache.clear()

    assert (cleared, again) == (True, False)
    assert cache.get("turn") is None
    assert other.get("turn") == "theirs"
    other.clear()
    assert other.get("turn") is None
