"""What the address of a list asks for; a word that is not understood is answered with an error, never overlooked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

MOMENTS = ("created_since", "created_until", "modified_since", "modified_until")
ELEMENTS = 100
"""Objects on a page, where nobody asks for fewer."""
PLACE = re.compile(r"[0-9]{1,2}~[0-9]{1,18}")


class NotUnderstood(ValueError):
    """A parameter of the address has no meaning; the text says which and why."""


@dataclass(frozen=True)
class Asked:
    """The moments between which objects were made or altered, the place in the list, and how many are wanted."""

    moments: dict[str, datetime]
    segment: int
    """Which of the list's parts the page begins in, and, in it, the key that it begins after."""
    after: int
    limit: int
    whole: bool
    """Whether objects inside objects are written out (``omit_internal`` asks for their absence)."""

    @property
    def tells_deleted(self) -> bool:
        """OParl tells what was deleted to those alone who ask what was altered."""
        return "modified_since" in self.moments


def asked(params: QueryDict) -> Asked:
    """Read an address; raise ``NotUnderstood``."""
    for name in params:
        if name not in (*MOMENTS, "page", "limit", "omit_internal"):
            raise NotUnderstood(_("We do not know the parameter “%(name)s”.") % {"name": name})
    segment, _tilde, after = _place(params.get("page", "")).partition("~")
    return Asked(
        moments={name: _moment(name, params.get(name, "")) for name in MOMENTS if name in params},
        segment=int(segment),
        after=int(after),
        limit=_limit(params.get("limit", "")),
        whole=params.get("omit_internal", "false").lower() != "true",
    )


def _place(text: str) -> str:
    if text and not PLACE.fullmatch(text):
        raise NotUnderstood(_("This page of the list does not exist. Go to the beginning of the list."))
    return text or "0~0"


def _limit(text: str) -> int:
    if not text:
        return ELEMENTS
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < 1:
        raise NotUnderstood(_("“%(name)s” is a number from 1 on.") % {"name": "limit"})
    return min(int(text), ELEMENTS)


def _moment(name: str, text: str) -> datetime:
    """Read a moment of RFC 3339; a plus that was sent as it is has become a space on the way."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
        if found.tzinfo is not None and found.utcoffset() is not None:
            return found.astimezone(UTC)  # the database would, and the calendar ends in the year 9999
    except (ValueError, OverflowError):
        pass
    words = _("“%(name)s” is a moment with its time zone, like 2026-01-31T12:00:00+01:00.")
    raise NotUnderstood(words % {"name": name})
