"""How what is said of a company became what it is: every correction of its shares and its people, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from spending.models import BoardMember, Company, Holding
from watchdog.archive.models import Change, Sourced
from watchdog.core.text import squash


@dataclass(frozen=True)
class Correction:
    """A field that was one thing and became another, in words; the shape that ``council/_history.html`` takes."""

    field: str
    before: str
    after: str
    at: datetime
    reason: str
    by_person: bool
    waits: bool
    confirms: bool


def history_of(company: Company) -> tuple[Correction, ...]:
    """Give the corrections of a company fetched by ``for_page``, of its shares and of its people, in one query."""
    records: dict[type[Sourced], list[int]] = {
        Company: [company.pk],
        Holding: [each.pk for each in company.holdings.all()],
        BoardMember: [each.pk for each in company.board.all()],
    }
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in records}
    wanted = Q()
    for key, model in kinds.items():
        wanted |= Q(content_type=key, object_id__in=records[model])
    changes = Change.objects.with_decision().filter(wanted)
    return tuple(_correction(change, kinds[change.content_type_id]) for change in changes)


def corrections_of(record: Sourced) -> tuple[Correction, ...]:
    """Give the corrections of one record, the newest first, in one query."""
    return tuple(_correction(change, type(record)) for change in record.changes.with_decision())


def _correction(change: Change, model: type[Sourced]) -> Correction:
    return Correction(
        field=str(model._meta.get_field(change.field).verbose_name),  # type: ignore[union-attr]  # a column, by upsert
        before=_worded(change.before),
        after=_worded(change.after),
        at=change.at,
        reason=change.reason,
        by_person=change.user_id is not None,
        waits=not change.applied and not change.decided,
        confirms=change.confirms,
    )


def _worded(value: object) -> str:
    return squash(str(value)) if value not in (None, "") else _("nothing")
