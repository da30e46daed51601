"""The list of typed work, and the pages of one piece and of one bundle, where each step is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from watchdog.backroom import steps, submitting
from watchdog.backroom.beside import beside_submission
from watchdog.backroom.models import Bundle, State, Submission
from watchdog.backroom.pieces import Piece, pieces
from watchdog.backroom.typed import may_type

PER_PAGE = 50

VIEWS = {
    "recenzja": gettext_lazy("Waits for review"),
    "odeslane": gettext_lazy("Given back to you"),
    "moje": gettext_lazy("Your drafts"),
    "wyslane": gettext_lazy("You have sent"),
    "wszystkie": gettext_lazy("All that is open"),
    "opublikowane": gettext_lazy("Published"),
}
"""What ``?widok=`` may name. The first and the last two are for reviewers, who see what others typed."""
OF_REVIEWERS = {"recenzja", "wszystkie", "opublikowane"}


@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """List typed work: what waits for this user, or another part of it."""
    user = cast(User, request.user)
    reviews = user.has_perm(submitting.PUBLISH)
    known = [name for name in VIEWS if reviews or name not in OF_REVIEWERS]
    asked = request.GET.get("widok", "")
    view = asked if asked in known else known[0]
    page = Paginator(_listed(view, user), PER_PAGE).get_page(request.GET.get("strona"))
    tabs = [(name, VIEWS[name], _listed(name, user).count()) for name in known]
    return _page(request, "submissions", {"title": _("Typed work"), "page": page, "tabs": tabs, "view": view})


def _listed(view: str, user: User) -> Any:
    work = Submission.objects.for_list()
    parts = {
        "recenzja": lambda: work.to_review_by(user).order_by("sent_at", "position", "pk"),
        "odeslane": lambda: work.given_back_to(user).order_by("-decided_at"),
        "moje": lambda: work.filter(state=State.DRAFT, typists=user).order_by("-updated_at"),
        "wyslane": lambda: work.filter(state=State.REVIEW, typists=user).order_by("-sent_at"),
        "wszystkie": lambda: work.open().order_by("-updated_at"),
        "opublikowane": lambda: work.filter(state=State.PUBLISHED).order_by("-decided_at"),
    }
    return parts[view]()


@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one piece of work, with what it will become, and take the next step of it."""
    found = get_object_or_404(Submission.objects.for_list(), pk=pk)
    if not may_type(request, found):
        raise PermissionDenied
    if request.method == "POST" and _taken(request, [found]):
        return HttpResponseRedirect(found.get_absolute_url())
    [piece] = pieces([found], request)
    context = {"title": found.title, "piece": piece, "beside": beside_submission(found)}
    return _page(request, "submission", {**context, "allowed": steps.allowed([piece])})


@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a whole bundle in its order, and take the next step of all of it at once."""
    found = get_object_or_404(Bundle, pk=pk)
    work = list(found.submissions.for_list().exclude(state=State.DROPPED))
    if not any(may_type(request, each) for each in work):
        raise PermissionDenied
    if request.method == "POST" and _taken(request, work):
        return HttpResponseRedirect(request.get_full_path())
    page = Paginator(work, PER_PAGE).get_page(request.GET.get("strona"))
    shown = pieces(list(page), request)
    context = {"title": found.title, "bundle": found, "page": page, "pieces": shown}
    return _page(request, "bundle", {**context, "allowed": steps.allowed(_all_pieces(work, request))})


def _all_pieces(work: Sequence[Submission], request: HttpRequest) -> list[Piece]:
    return pieces(work, request, rehearsed=False)


def _taken(request: HttpRequest, work: Sequence[Submission]) -> bool:
    """Take the step that a button names and tell whether it was taken; if not, say why and keep what was typed."""
    try:
        told = steps.take(request.POST, work, cast(User, request.user))
    except submitting.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, told)
    return True


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/backroom/{name}.html", {**admin.site.each_context(request), **context})
