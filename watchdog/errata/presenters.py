"""Corrections and remarks in words, as the list, its files and its feed say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from watchdog.archive.wording import field_name, told_values
from watchdog.core.text import squash
from watchdog.errata import shown
from watchdog.errata.models import Correction, Objection

LONGEST_VALUE = 300
"""Letters of a value on a page; the files give all of it."""


@dataclass(frozen=True)
class Row:
    """A correction as a line of the list."""

    kind: str
    title: str
    url: str
    part: str
    """What of the record was changed, where it is no field of its own."""
    field: str
    before: str
    after: str
    reason: str
    at: datetime
    by: str
    taken_back_at: datetime | None
    confirms: bool
    is_hidden: bool


def row_of(correction: Correction) -> Row:
    """Put a correction in words."""
    record: Any = correction.record
    before, after = told_values(record, correction)
    return Row(
        kind=kind_of(correction),
        title=title_of(correction),
        url=correction.get_absolute_url(),
        part=part_of(correction),
        field=capfirst(field_name(record, correction.field)),
        before=before,
        after=after,
        reason=correction.reason,
        at=correction.at,
        by=by_whom(correction),
        taken_back_at=correction.taken_back_at,
        confirms=correction.confirms,
        is_hidden=correction.concealed_at is not None,
    )


def kind_of(row: Correction | Objection) -> str:
    """Name the kind of the record on whose page it stands."""
    return str(shown.owner_of(row.record)._meta.verbose_name)


def title_of(row: Correction | Objection) -> str:
    """Call the record on whose page it stands."""
    return squash(shown.title_of(shown.owner_of(row.record)))


def part_of(row: Correction | Objection) -> str:
    """Call what hangs on that record, where it is about such a thing."""
    return "" if shown.owner_of(row.record) is row.record else squash(str(row.record))


def by_whom(correction: Correction) -> str:
    """Say who changed it, by the role alone: nobody of the back room is named to the public."""
    if correction.user_id:
        return pgettext("who corrected", "the editors")
    return pgettext("who corrected", "a newer document")


def state_of(correction: Correction) -> str:
    """Say what became of a correction since."""
    if correction.taken_back_at:
        return _("taken back")
    return _("confirmed what stood") if correction.confirms else _("stands")
