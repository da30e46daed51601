"""When a form comes with a token that is no longer good: what was typed is offered again."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from watchdog.backroom.offering import offer
from watchdog.backroom.posted import CARRIED, Typed, typed_or_carried
from watchdog.backroom.site import BackroomSite
from watchdog.backroom.typing_pages import asks_for_json


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """
    Answer a form whose token does not fit (``CSRF_FAILURE_VIEW``).

    A log-in in another tab makes new tokens, so that the forms of older tabs come with old ones. Another site might
    have sent the form as well: nothing of it is kept until the person says that it is hers.
    """
    site = cast("BackroomSite", admin.site)
    if not request.path.startswith(reverse("admin:index")):
        return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
    if asks_for_json(request):
        return JsonResponse({"state": "stale"})
    is_log_in = request.path == reverse("admin:login")  # it holds nothing itself, but may carry something
    typed = None if is_log_in and CARRIED not in request.POST else typed_or_carried(request)
    if not site.has_permission(request):
        return _log_in(request, site, typed)
    if typed is None or not typed.data:
        return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
    return _offer(request, typed)


def _log_in(request: HttpRequest, site: BackroomSite, typed: Typed | None) -> HttpResponseBase:
    if typed and typed.data:
        return site.log_in_again(request, typed)
    messages.warning(request, _("This page was open for too long. Log in again."))
    return HttpResponseRedirect(reverse("admin:login"))


def _offer(request: HttpRequest, typed: Typed) -> HttpResponse:
    reason = _(
        "Nothing was saved: you have logged in since this form was opened, or it did not come from our page. If you "
        "typed this yourself, open the form again with it; if you did not, leave it."
    )
    title = _("The form is out of date")
    return offer(request, typed, title=title, reason=reason, status=HTTPStatus.FORBIDDEN)
