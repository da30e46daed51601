"""Pages of signals: what they are, one class with its method and its list, one signal with its numbers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from spending.models import Signal
from spending.presenters.signals import (
    class_rows,
    gaps_of,
    is_asked,
    last_computed,
    setting_rows,
    signal_page,
    signal_row,
)
from spending.records.signals import signal_list
from spending.signals.classes import SignalClass, known
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Listed, Selection
from watchdog.core.views import FilteredListView
from watchdog.exports.formats import ENDINGS
from watchdog.exports.views import ExportView
from watchdog.records import RecordType


@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """Say what signals are and are not, and name the classes with what they found and could not compute."""
    context = {"rows": class_rows(), "computed": last_computed(), "crumbs": _crumbs()}
    return render(request, "spending/signals.html", context)


class SignalList(FilteredListView):
    """One class: its method, and its signals, the newest first."""

    template_name = "spending/signal_class.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.about = _class(kwargs["code"])

    def get_listed(self) -> Listed:
        return signal_list(self.about)

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {
            **super().state(selection, page),
            "about": self.about,
            "settings": setting_rows(self.about),
            "gaps": gaps_of(self.about),
            "asked": is_asked(self.about),
            "rows": [signal_row(signal) for signal in page],
            "crumbs": _crumbs((str(self.about.title), "")),
        }


class SignalFile(ExportView):
    """The same selection as a file."""

    def get(self, request: HttpRequest, code: str = "") -> HttpResponseBase:
        return super().get(request)

    def get_kind(self) -> RecordType:
        return signal_list(_class(self.kwargs["code"]))


@require_safe
def signal(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Show one signal: its numbers with the records they are from, replies of the office, a dismissal."""
    about = _class(code)
    found = get_object_or_404(Signal.objects.for_list(), code=code, slug=slug)
    here = (str(about.title), reverse("spending:signal-class", args=[code]))
    context = {"page": signal_page(found, about), "crumbs": _crumbs(here, (_("This signal"), ""))}
    return render(request, "spending/signal.html", context)


def _class(code: str) -> SignalClass:
    about = known(code)
    if about is None:
        raise Http404
    return about


def _crumbs(*further: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("spending:signals") if further else ""
    return [(_("Spending"), reverse("spending:index")), (pgettext("list", "Signals"), here), *further]


def signal_urls() -> list[URLPattern]:
    files = [
        path(f"sygnaly/<slug:code>.{each}", SignalFile.as_view(extension=each), name=f"signal-class-{each}")
        for each in ENDINGS
    ]
    return [
        path("sygnaly/", signals, name="signals"),
        *files,
        path("sygnaly/<slug:code>/", SignalList.as_view(), name="signal-class"),
        path("sygnaly/<slug:code>/<slug:slug>/", signal, name="signal"),
    ]
