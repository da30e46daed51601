"""What a person decides over single fields: documents that differ from what somebody entered, changes to take back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from watchdog.archive.models import Change, Sourced
from watchdog.backroom.beside import beside
from watchdog.backroom.correcting import changes_with_records, kinds
from watchdog.backroom.decisions import DecisionForm, ReasonedForm, RevertForm
from watchdog.backroom.history import told_of
from watchdog.backroom.indexing import index_on_commit
from watchdog.backroom.links import admin_link, admin_url, may_change, model_edited
from watchdog.backroom.reverting import may_revert

PER_PAGE = 50


def differences() -> QuerySet[Change]:
    """Give what waits, each change with its record, in a number of queries that does not grow with their number."""
    return changes_with_records(Change.objects.waiting())


def may_decide(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether a user may correct any kind of record, also under a proxy (a session), and so sees what waits."""
    known = kinds()
    return any(may_change(user, model) for model in apps.get_models() if model._meta.concrete_model in known)


@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """List the differences that nobody has decided yet, the newest first."""
    if not may_decide(request.user):
        raise PermissionDenied
    page = Paginator(differences(), PER_PAGE).get_page(request.GET.get("strona"))
    rows = [(_kind(change.record), told_of(change.record, change)) for change in page if change.record]
    return _page(request, "differences", {"title": _("Differences to decide"), "page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one difference, with what each side says and the document's page beside, and take the decision."""
    change = get_object_or_404(differences(), pk=pk)
    record, user = _of(change), _who(request, change)
    form = DecisionForm(request.POST or None, change=change, user=user)
    if form.is_valid() and form.decide():
        _done(request, record, form)
        return HttpResponseRedirect(reverse("backroom:differences"))
    context = {"title": _("Difference to decide"), "form": form, "told": told_of(record, change)}
    shown = {"kind": _kind(record), "link": admin_link(record), "beside": beside(record, change.snapshot)}
    return _page(request, "decision", {**context, **shown})


@require_http_methods(["GET", "HEAD", "POST"])
def revert(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one change and take it back, with a reason."""
    change = get_object_or_404(changes_with_records(Change.objects.with_decision()), pk=pk)
    record, user = _of(change), _who(request, change)
    form = RevertForm(request.POST or None, change=change, user=user)
    if form.is_valid() and form.decide():
        _done(request, record, form)
        return HttpResponseRedirect(admin_url(record, "history"))
    context = {"title": _("Change to take back"), "form": form, "told": told_of(record, change)}
    shown = {"kind": _kind(record), "link": admin_link(record), "stands": may_revert(change)}
    return _page(request, "revert", {**context, **shown})


def _of(change: Change) -> Sourced:
    if not isinstance(change.record, Sourced):
        raise PermissionDenied
    return change.record


def _who(request: HttpRequest, change: Change) -> User:
    """Give the user, if he may correct the record; raise ``PermissionDenied`` otherwise."""
    user = request.user
    if not isinstance(user, User) or not may_change(user, _of(change)):
        raise PermissionDenied
    return user


def _done(request: HttpRequest, record: Sourced, form: ReasonedForm) -> None:
    index_on_commit([record])
    LogEntry.objects.log_actions(form.user.pk, [record], CHANGE, form.told, single_object=True)
    messages.success(request, _("The decision is stored, with its reason."))


def _kind(record: Model) -> str:
    return str(model_edited(record)._meta.verbose_name)


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/backroom/{name}.html", {**admin.site.each_context(request), **context})
