"""The list of typed work, and the page of one piece of it, where each step is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from watchdog.archive.findings import BLOCKING
from watchdog.backroom import submitting
from watchdog.backroom.models import Submission
from watchdog.backroom.typed import address_of, may_type

PER_PAGE = 50


@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """List the work that is open: what waits for this user first."""
    user = request.user
    open_work = Submission.objects.open().for_list()
    mine = open_work if user.has_perm(submitting.PUBLISH) else open_work.filter(typists=user.pk)
    page = Paginator(mine.order_by("-updated_at", "-pk"), PER_PAGE).get_page(request.GET.get("strona"))
    waiting = Submission.objects.to_review_by(user).count() if user.has_perm(submitting.PUBLISH) else 0
    return _page(request, "submissions", {"title": _("Typed work"), "page": page, "waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one piece of work, with what it will become, and take the next step of it."""
    found = get_object_or_404(Submission.objects.for_list(), pk=pk)
    user = cast(User, request.user)
    if not may_type(request, found):
        raise PermissionDenied
    if request.method == "POST" and _step(request, found, user):
        return HttpResponseRedirect(found.get_absolute_url())
    blocking = [finding for finding in found.findings if finding["code"] in BLOCKING]
    typed_it = found.typed_by(user)
    context = {"title": found.title, "submission": found, "blocking": blocking, "typed_it": typed_it}
    record: Any = found.record
    context["public_url"] = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    may_publish = user.has_perm(submitting.PUBLISH) and not typed_it
    return _page(request, "submission", {**context, "may_publish": may_publish, "edit_url": address_of(found)})


def _step(request: HttpRequest, found: Submission, user: User) -> bool:
    """Take the step that a button names and tell whether it was taken; if not, say why and keep what was typed."""
    steps: dict[str, Callable[[], Any]] = {
        "send": lambda: submitting.send([found], user),
        "take_back": lambda: submitting.take_back([found], user),
        "give_back": lambda: submitting.give_back([found], user, request.POST.get("remark", "")),
        "drop": lambda: submitting.drop(found, user),
        "publish": lambda: submitting.publish([found], user, {found.pk: request.POST.get("explanation", "")}),
    }
    step = steps.get(request.POST.get("step", ""))
    if step is None:
        return False
    try:
        step()
    except submitting.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/backroom/{name}.html", {**admin.site.each_context(request), **context})
