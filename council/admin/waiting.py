"""What waits for a person: documents that differ from what somebody entered, each decided with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from council.admin.history import told_of
from council.admin.indexing import index_on_commit
from council.forms.decisions import DecisionForm
from council.forms.links import admin_link, may_change, model_edited
from council.models import (
    AgendaItem,
    Attendance,
    BodyMembership,
    ClubMembership,
    CommitteeTerm,
    DraftResolution,
    DraftStage,
    Interpellation,
    Mandate,
    Meeting,
    Opinion,
    Person,
    Petition,
    Remark,
    Resolution,
    ResolutionRelation,
    Ruling,
    Session,
    TimeCode,
    Vote,
)
from watchdog.accounts.waiting import Waiting, register
from watchdog.archive.models import Change, Sourced

RECORDS: dict[type[Model], list[str]] = {
    Person: [],
    Mandate: ["person", "term"],
    ClubMembership: ["person", "club"],
    Meeting: ["body", "term"],
    AgendaItem: [],
    DraftResolution: [],
    Resolution: [],
    Vote: [],
    Interpellation: [],
    Petition: [],
    CommitteeTerm: ["body", "term"],
    BodyMembership: ["person", "body", "term"],
    Opinion: ["committee", "draft"],
    Attendance: [],
    DraftStage: ["draft"],
    Ruling: [],
    ResolutionRelation: ["resolution"],
    Remark: [],
    TimeCode: [],
}
"""The council's records that a person may correct, with what their names are made of."""
PER_PAGE = 50


def differences() -> QuerySet[Change]:
    """Give what waits, each change with its record, in a number of queries that does not grow with their number."""
    kinds = ContentType.objects.get_for_models(*RECORDS).values()
    records = [model._default_manager.select_related(*related) for model, related in RECORDS.items()]
    held = Change.objects.waiting().filter(content_type__in=kinds).select_related("snapshot", "content_type", "user")
    return held.prefetch_related(GenericPrefetch("record", records))


def urls() -> list[URLPattern]:
    """Give the addresses of the list and of one decision, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("roznice/", view(waiting_list), name="council_waiting"),
        path("roznice/<int:pk>/", view(decision), name="council_decision"),
    ]


def may_decide(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether a user may correct any of these records, and so sees what waits."""
    return may_change(user, Session) or any(may_change(user, model) for model in RECORDS)


@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """List the differences that nobody has decided yet, the newest first."""
    if not may_decide(request.user):
        raise PermissionDenied
    page = Paginator(differences(), PER_PAGE).get_page(request.GET.get("strona"))
    rows = [(_kind(change.record), told_of(change.record, change)) for change in page if change.record]
    return _page(request, "waiting", {"title": _("Differences to decide"), "page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one difference, with what each side says, and take the decision."""
    change = get_object_or_404(differences(), pk=pk)
    record, user = change.record, request.user
    if not isinstance(record, Sourced) or not isinstance(user, User) or not may_change(user, record):
        raise PermissionDenied
    form = DecisionForm(request.POST or None, change=change, user=user)
    if form.is_valid() and form.decide():
        index_on_commit([record])
        LogEntry.objects.log_actions(user.pk, [record], CHANGE, form.told, single_object=True)
        messages.success(request, _("The decision is stored, with its reason."))
        return HttpResponseRedirect(reverse("admin:council_waiting"))
    context = {"title": _("Difference to decide"), "form": form, "told": told_of(record, change)}
    return _page(request, "decision", {**context, "kind": _kind(record), "link": admin_link(record)})


def _kind(record: Model) -> str:
    return str(model_edited(record)._meta.verbose_name)


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/council/{name}.html", {**admin.site.each_context(request), **context})


def _undecided() -> QuerySet[Change]:
    """Give the differences without their records, to be counted."""
    kinds = ContentType.objects.get_for_models(*RECORDS).values()
    return Change.objects.waiting().filter(content_type__in=kinds)


def _oldest(_user: User) -> datetime | None:
    oldest = _undecided().order_by("at").first()
    return oldest.at if oldest else None


register(
    "council.differences",
    Waiting(
        gettext_lazy("Differences between documents and what people entered"),
        lambda _user: _undecided().count(),
        lambda: reverse("admin:council_waiting"),
        may_decide,
        _oldest,
    ),
)
