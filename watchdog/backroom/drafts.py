"""From a draft to JSON and back, and through its importer: what was typed months ago is stored like a new reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeAlias

from django.conf import settings

from watchdog.archive.writing import Evidence, Stored
from watchdog.ingest.registry import draft_types, store_for
from watchdog.ingest.source import Draft

Known: TypeAlias = Mapping[str, Any]
"""What a person knows beside a draft, as JSON: whom a name means (``person``, ``meant``), which vote a remark is of."""

StoreTyped: TypeAlias = Callable[[Any, Evidence, Known], Stored]


def kind_of(draft: Draft) -> str:
    """Name the kind of a draft, as a submission keeps it."""
    return type(draft).__name__


def revive(kind: str, data: Mapping[str, Any]) -> Draft:
    """Build a kept draft again; raise ``LookupError`` for an unknown kind, ``ValidationError`` (pydantic's) where the
    rules have become stricter since it was typed."""
    return draft_types()[kind].model_validate(data)


def store_typed(draft: Draft, evidence: Evidence, known: Known) -> Stored:
    """Store a draft that a person typed, through the importer that takes its kind."""
    special = _special().get(type(draft))
    return special(draft, evidence, known) if special else store_for(draft)(draft, evidence)


@cache
def _special() -> dict[type, StoreTyped]:
    """Find the importers that also ask what a person knows: ``STORE_TYPED`` of an app's ``importers``."""
    found: dict[type, StoreTyped] = {}
    for app in settings.INSTALLED_APPS:
        if find_spec(f"{app}.importers"):
            found |= getattr(import_module(f"{app}.importers"), "STORE_TYPED", {})
    return found
