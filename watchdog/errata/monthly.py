"""The corrections of a month as a part of its report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from watchdog.errata.models import Correction
from watchdog.errata.presenters import row_of
from watchdog.reports.months.registry import Line, Month, Part, Told, by_month, introduce

MOST = 20
"""Corrections that are named; the others are on their list."""


def _counts() -> dict[date, int]:
    return by_month(Correction.objects.published(), "at")


def _told(month: Month) -> Told:
    rows = Correction.objects.for_list().filter(at__date__range=month.days)
    n = rows.count()
    return Told(
        n=n,
        words=ngettext("%(n)s correction", "%(n)s corrections", n) % {"n": n},
        method=_("What was changed in that month in what we had published before, whatever its own day is."),
        lines=tuple(
            _line(each) for each in rows.select_related("content_type", "snapshot").order_by("-at", "-pk")[:MOST]
        ),
        named=gettext_lazy("The latest corrections of the month"),
        url=f"{reverse('errata:corrections')}?rok={month.first.year}",
    )


def _line(correction: Any) -> Line:
    said = row_of(correction)
    change = _("%(field)s: %(before)s → %(after)s") % {
        "field": said.field,
        "before": said.before or "–",
        "after": said.after or "–",
    }
    return Line(
        said.title, said.url, timezone.localdate(said.at), f"{change}. {said.reason}" if said.reason else change
    )


introduce(Part("korekty", pgettext_lazy("list", "Corrections"), _counts, _told, place=9))
