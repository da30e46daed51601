"""
Corrections and accepted remarks as lists, files and feeds.

Not kinds of records that search and sitemaps know: neither has a page or a document of its own, both stand on the page
of their record.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from watchdog.archive.wording import field_name, told_values
from watchdog.errata import presenters
from watchdog.errata.filters import CorrectionFilter, RemarkFilter
from watchdog.errata.models import Correction, Objection
from watchdog.records import Column, RecordType, SearchText, register_list


def _field(row: Correction) -> str:
    record: Any = row.record
    return field_name(record, row.field)


def _document(row: Correction) -> str:
    return row.snapshot.sha256 if row.snapshot else ""


def _correction_text(row: Correction) -> SearchText:
    said = presenters.row_of(row)
    body = f"{said.before} → {said.after}. {said.reason}"
    return SearchText(title=f"{said.title}: {said.field}", url=said.url, body=body, day=row.at.date())


def _remark_text(row: Objection) -> SearchText:
    return SearchText(title=presenters.title_of(row), url=row.get_absolute_url(), body=row.published)


def _about(name: str, label: Any) -> Column:
    return Column(name, label, getattr(presenters, f"{name}_of"))


ABOUT = (
    _about("kind", _("kind of record")),
    _about("title", _("record")),
    _about("part", _("what of the record")),
)

CORRECTIONS = RecordType(
    kind="errata.correction",
    model=Correction,
    singular=pgettext_lazy("errata", "correction"),
    plural=pgettext_lazy("list", "Corrections"),
    list_url="errata:corrections",
    queryset=lambda: Correction.objects.for_list().select_related("content_type", "snapshot"),
    filterset=CorrectionFilter,
    columns=(
        Column("at", _("when"), attrgetter("at")),
        *ABOUT,
        Column("field", _("field"), _field),
        Column("before", _("before"), lambda row: told_values(row.record, row)[0]),
        Column("after", _("after"), lambda row: told_values(row.record, row)[1]),
        Column("reason", _("reason"), attrgetter("reason")),
        Column("by", pgettext_lazy("who corrected", "who"), presenters.by_whom),
        Column("state", pgettext_lazy("of a correction", "state"), presenters.state_of),
        Column("taken_back_at", pgettext_lazy("of a correction", "taken back"), attrgetter("taken_back_at")),
        Column("newer_document", _("newer document (SHA-256)"), _document),
    ),
    search_text=_correction_text,
    key=lambda row: str(row.pk),
    order=("-at",),
    sorts={"data": ("at",)},
    learned="at",
)

REMARKS = RecordType(
    kind="errata.remark",
    model=Objection,
    singular=pgettext_lazy("errata", "remark of a reader"),
    plural=pgettext_lazy("list", "Accepted remarks"),
    list_url="errata:remarks",
    queryset=lambda: Objection.objects.for_list(),
    filterset=RemarkFilter,
    columns=(
        Column("sent_at", _("sent"), attrgetter("at")),
        Column("accepted_at", pgettext_lazy("a remark", "accepted"), attrgetter("decided_at")),
        *ABOUT,
        Column("text", pgettext_lazy("a remark", "text"), attrgetter("published")),
        Column("signed", pgettext_lazy("a remark", "signed"), attrgetter("shown_as")),
    ),
    search_text=_remark_text,
    key=lambda row: str(row.pk),
    order=("-decided_at",),
    sorts={"data": ("decided_at",)},
    learned="decided_at",
)

LISTS = (register_list(CORRECTIONS), register_list(REMARKS))
