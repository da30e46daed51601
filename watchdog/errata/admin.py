"""Remarks and objections of readers in the back room: the list, one of them with its answer, values that are hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from watchdog.archive.models import Change
from watchdog.archive.wording import field_name, told_values
from watchdog.backroom.site import site
from watchdog.errata import shown
from watchdog.errata.deciding import answer_by_mail, conceal, decide, take_back
from watchdog.errata.forms import DecisionForm
from watchdog.errata.models import Objection
from watchdog.ingest.source import Rejection

DECIDE = "errata.decide_objection"
SHOWN = 100


def urls() -> list[URLPattern]:
    """Give the addresses of these pages, for the back room to take in."""
    view = admin.site.admin_view
    return [
        path("uwagi/", view(objections), name="errata_objections"),
        path("uwagi/<int:pk>/", view(objection), name="errata_objection"),
        path("uwagi/<int:pk>/cofnij/", view(undo), name="errata_undo"),
        path("uwagi/<int:pk>/ukryj/<int:change>/", view(hide), name="errata_hide"),
    ]


def _moderator(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(DECIDE):
        raise PermissionDenied
    return request.user


@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """List what waits, the oldest first, and page by page everything that was answered, the last first."""
    _moderator(request)
    sent: Any = shown.with_records(Objection.objects.select_related("decided_by"))
    decided = Paginator(sent.decided(), SHOWN).get_page(request.GET.get("strona"))
    context = {
        "title": _("Remarks and objections of readers"),
        "waiting": [_row(each) for each in sent.waiting().order_by("at")[:SHOWN]],
        "decided": [_row(each) for each in decided],
        "page": decided,
    }
    return _page(request, "objections", context)


def _row(objection: Objection) -> dict[str, Any]:
    """Name the record that it is about; one that is gone is called so."""
    record = objection.record
    owner = shown.owner_of(record) if record else None
    return {
        "objection": objection,
        "title": shown.title_of(owner) if owner else _("the record is no longer there"),
        "url": owner.get_absolute_url() if owner else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was sent with the record's history, and take the moderator's decision."""
    user = _moderator(request)
    found = get_object_or_404(shown.with_records(Objection.objects.select_related("sender")), pk=pk)
    form = DecisionForm(found, request.POST or None)
    if form.is_valid():
        said = {**form.cleaned_data, "accepted": form.cleaned_data["accepted"] == "yes"}
        return _carried_out(request, lambda: _answer(request, decide(pk, user, **said)))
    named = _row(found)
    context = {**named, "title": _("What a reader sent"), "name": named["title"], "form": form}
    sender = getattr(found, "sender", None)
    return _page(request, "objection", {**context, "changes": _changes(found), "sender": sender})


def _answer(request: HttpRequest, decided: Objection) -> str:
    link = request.build_absolute_uri(decided.state_url())
    if answer_by_mail(decided, link):
        return _("Answered, also by e-mail.")
    return _("Answered. The sender sees it at the address that was given; no e-mail was sent.")


def _changes(found: Objection) -> list[dict[str, Any]]:
    """Give the history of the record, whose values may have to be hidden."""
    changes = Change.objects.filter(content_type=found.content_type, object_id=found.object_id, applied=True)
    return [
        {"change": each, "field": field_name(found.record, each.field), "values": told_values(found.record, each)}
        for each in changes[:SHOWN]
        if found.record
    ]


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an accepted remark off its page."""
    user = _moderator(request)
    get_object_or_404(Objection, pk=pk)

    def carry_out() -> str:
        take_back(pk, user)
        return _("Taken back; it is shown no more.")

    return _carried_out(request, carry_out)


@require_POST
def hide(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Hide the values of a correction of the record that an objection is about."""
    user = _moderator(request)
    found = get_object_or_404(Objection, pk=pk)
    own = {"content_type": found.content_type, "object_id": found.object_id, "applied": True}
    get_object_or_404(Change, pk=change, **own)
    conceal(change, user, pgettext("why values were hidden", "an objection or a request of a reader"))
    messages.success(
        request,
        _("Hidden on every page, in files of lists and in feeds; the files of everything are being written anew."),
    )
    return HttpResponseRedirect(reverse("admin:errata_objection", args=[pk]))


def _carried_out(request: HttpRequest, carry_out: Callable[[], str]) -> HttpResponse:
    """Carry a decision out, or say why it is not possible."""
    try:
        messages.success(request, carry_out())
    except Rejection as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse("admin:errata_objections"))


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/errata/{name}.html", {**admin.site.each_context(request), **context})


site.add_door(urls)
