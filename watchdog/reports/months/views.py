"""The months that can be read as reports, and one month."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from watchdog.core.dates import today
from watchdog.core.typography import long_date
from watchdog.reports.months.registry import Month, counts, offers, parts

Crumbs = list[tuple[str, str]]


@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """List the months of which we have anything, with how much, and lead to the latest other reports."""
    found, named = counts(), parts()
    years: dict[int, list[tuple[Month, list[tuple[str, int]]]]] = {}
    for month, numbers in found.items():
        row = [(str(part.title), numbers.get(part.code, 0)) for part in named]
        years.setdefault(month.first.year, []).append((month, row))
    others = [(offer.title, lines) for offer in offers() if (lines := offer.lines())]
    context = {"years": years, "parts": named, "others": others, "crumbs": _crumbs()}
    return render(request, "reports/months.html", context)


@require_safe
def month(request: HttpRequest, key: str) -> HttpResponse:
    """Show what each part has of a month; one that is to come, or before everything we have, is no page."""
    here = Month(date.fromisoformat(f"{key}-01"))
    known = list(counts())
    first = known[-1].first if known else today().replace(day=1)
    if not first <= here.first <= today():
        raise Http404
    told = [(part, part.told(here)) for part in parts()]
    context: dict[str, Any] = {
        "month": here,
        "parts": told,
        "is_empty": not any(each.n for _part, each in told),
        "is_present": here.first == today().replace(day=1),
        "period": f"{long_date(here.first)} – {long_date(here.last)}",
        "crumbs": _crumbs(str(here)),
        **_neighbours(known, here),
    }
    return render(request, "reports/month.html", context)


def _neighbours(known: list[Month], here: Month) -> dict[str, Month]:
    """Give the months with records before and after this one."""
    line = sorted({*known, here}, key=lambda each: each.first)
    found = {}
    for before, after in pairwise(line):
        if after == here:
            found["before"] = before
        elif before == here:
            found["after"] = after
    return found


def _crumbs(here: str = "") -> Crumbs:
    reports = pgettext("list", "Reports")
    way = [(_("Start"), reverse("home")), (reports, reverse("reports") if here else "")]
    return [*way, (here, "")] if here else way
