"""What every object of Popolo may have: where it was read, and when it was altered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from watchdog.archive.models import Sourced
from watchdog.cities import profile

Built = dict[str, Any]


def known(made: Built) -> Built:
    """Leave out what is not known."""
    return {name: value for name, value in made.items() if value not in (None, "", [], {})}


def read_from(row: Sourced, base: str, page: str = "") -> Built:
    """
    Say where a record stands with us, where the office published it, and when it was stored and altered.

    The name of a file that somebody brought may name a person, so only addresses of the web are told.
    """
    sources = [{"url": f"{base}{page}", "note": profile(settings.CITY).portal}] if page else []
    if row.address.startswith(("http://", "https://")):
        sources.append({"url": row.address, "note": row.place} if row.place else {"url": row.address})
    return {
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        **({"sources": sources} if sources else {}),
    }


def moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
