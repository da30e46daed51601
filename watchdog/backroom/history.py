"""The history of a record: every change with who, which document, when and why, and what still waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from watchdog.archive.models import Change, Sourced
from watchdog.archive.wording import field_name, is_value, worded
from watchdog.backroom.links import decision_url, may_change, revert_url

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = object


@dataclass(frozen=True)
class Told:
    """A change in words."""

    change: Change
    field: str
    before: str
    after: str
    url: str
    """Where it is decided, if a document differs from what a person entered and nobody has decided yet."""
    revert_url: str = ""
    """Where it is taken back, if it still stands."""

    @property
    def confirms(self) -> bool:
        """Whether a person confirmed what stands against a document that says otherwise."""
        return self.change.confirms


def told(record: Sourced) -> list[Told]:
    """Give the history of a record, the newest first, in one query."""
    changes = record.changes.select_related("user", "snapshot").with_decision()
    seen: set[str] = set()
    rows = []
    for change in changes:  # the newest first: of each field only the last change still stands
        stands = change.applied and not (change.confirms or change.concealed_at) and change.field not in seen
        stands = stands and is_value(record, change.field)
        seen |= {change.field} if change.applied else set()
        row = told_of(record, change)
        rows.append(replace(row, revert_url=revert_url(change)) if stands else row)
    return rows


def told_of(record: Model, change: Change) -> Told:
    """Put a change in words; it has been asked whether it is ``decided``."""
    waits = not change.applied and not change.decided
    return Told(
        change=change,
        field=field_name(record, change.field),
        before=worded(record, change.field, change.before),
        after=worded(record, change.field, change.after),
        url=decision_url(change) if waits else "",
    )


class HistoryMixin(ModelAdmin):
    """Adds the public history of a record to Django's own log of who did what in the back room."""

    object_history_template = "admin/backroom/record_history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        changes = told(record) if record else []
        if record and not may_change(request.user, record):
            changes = [replace(each, url="", revert_url="") for each in changes]
        return super().history_view(request, object_id, {"changes": changes, **(extra_context or {})})
