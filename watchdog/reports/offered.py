"""Which pages can be had as documents."""

from __future__ import annotations

from typing import Any

from django.urls import ResolverMatch

from watchdog.core.views import FilteredListView
from watchdog.records import record_types


def is_list(match: Any) -> bool:
    """Tell whether an address is a filtered list's."""
    kind = getattr(getattr(match, "func", None), "view_class", None)
    return kind is not None and issubclass(kind, FilteredListView)


def is_reported(match: ResolverMatch | Any) -> bool:
    """Tell whether a page is a document too: any list, and every page of a room that has records."""
    rooms = {kind.list_url.partition(":")[0] for kind in record_types() if ":" in kind.list_url}
    if is_list(match) or getattr(match, "url_name", "") in REPORTED:
        return True
    return getattr(match, "app_name", "") in rooms - UNREPORTED


REPORTED = {"month-report"}
"""Pages of no room of records that are documents too."""

UNREPORTED = {"newsletter"}
"""Rooms whose pages are forms and mails."""
