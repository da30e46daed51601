"""Signals in the back room: a reply of the office or a dismissal is entered, published or refused, and taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spending.forms.signals import SignalWordForm
from spending.models import Signal, SignalWord
from spending.presenters.signals import signal_page
from spending.signals.classes import known
from spending.signals.words import decide, propose, take_back
from watchdog.ingest.source import Rejection

PROPOSE, DECIDE = "spending.propose_signalword", "spending.decide_signalword"
SHOWN = 50


def urls() -> list[URLPattern]:
    """Give the addresses of these pages, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("sygnaly/", view(words), name="spending_signals"),
        path("sygnaly/<slug:slug>/", view(word), name="spending_signal"),
        path("sygnaly/slowa/<int:pk>/rozstrzygnij/", view(deciding), name="spending_signal_decide"),
        path("sygnaly/slowa/<int:pk>/cofnij/", view(undo), name="spending_signal_undo"),
    ]


def _allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """List what waits for a reviewer and what was decided last; find a signal by the address of its page."""
    user = _allowed(request, PROPOSE)
    found = _found(request.GET.get("adres", ""))
    if found:
        return HttpResponseRedirect(reverse("admin:spending_signal", args=[found.slug]))
    said = SignalWord.objects.for_list()
    context = {
        "title": _("Replies to signals"),
        "asked": request.GET.get("adres", ""),
        "waiting": [(each, each.user_id != user.pk) for each in said.waiting()[:SHOWN]],
        "decided": said.filter(decided_at__isnull=False).order_by("-decided_at")[:SHOWN],
        "may": user.has_perm(DECIDE),
    }
    return _page(request, "signals", context)


def _found(address: str) -> Signal | None:
    """Find a signal by the address of its page: its last part is its key."""
    slug = address.strip().rstrip("/").rpartition("/")[2]
    return Signal.objects.filter(slug=slug).first() if slug else None


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a signal with its numbers, and take what is said of it."""
    user = _allowed(request, PROPOSE)
    signal = get_object_or_404(Signal.objects.for_list(), slug=slug)
    form = SignalWordForm(request.POST or None)
    if form.is_valid():
        propose(signal, user, **form.cleaned_data)
        messages.success(request, _("Entered. Another reviewer publishes it."))
        return HttpResponseRedirect(reverse("admin:spending_signals"))
    about = known(signal.code)
    page = signal_page(signal, about) if about else None
    return _page(request, "signal", {"title": _("What is said of a signal"), "form": form, "page": page})


@require_POST
def deciding(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish or refuse what somebody else has entered."""
    user, publish = _allowed(request, DECIDE), "publish" in request.POST
    text = _("Published.") if publish else _("Refused; it is shown nowhere.")
    return _carried_out(request, user, pk, lambda: decide(pk, user, publish=publish), text)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was published."""
    user = _allowed(request, DECIDE)
    return _carried_out(request, user, pk, lambda: take_back(pk, user), _("Taken back; it is shown no more."))


def _carried_out(
    request: HttpRequest, user: User, pk: int, carry_out: Callable[[], SignalWord], text: str
) -> HttpResponse:
    """Carry a decision out and keep it in the back room's log, or say why it is not possible."""
    get_object_or_404(SignalWord, pk=pk)
    try:
        done = carry_out()
    except Rejection as refusal:
        messages.warning(request, str(refusal))
    else:
        LogEntry.objects.log_actions(user.pk, [done], CHANGE, text, single_object=True)
        messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:spending_signals"))


def _page(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    return TemplateResponse(request, f"admin/spending/{name}.html", {**admin.site.each_context(request), **context})
