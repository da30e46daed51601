"""The registers that people have mapped, as sources: found by the corridor's registry by the name of this module."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from pydantic import ValidationError

from spending.models import RegisterMapping
from spending.sources.register_table import SavedRegister
from watchdog.ingest.source import Source

logger = logging.getLogger(__name__)


def saved_sources() -> Iterator[Source]:
    """Yield a source for each saved mapping; one that is no longer allowed is logged and left out, not in the way."""
    for saved in RegisterMapping.objects.order_by("slug"):
        try:
            yield SavedRegister(saved.mapping)
        except ValidationError:
            logger.exception("the mapping %s can no longer be read", saved.slug)
