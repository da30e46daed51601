"""The addresses of drafts: what the script and the button of a form send, and one's own drafts, to open or discard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from watchdog.backroom.handing_over import give_back
from watchdog.backroom.keeping import keep
from watchdog.backroom.models import Typing
from watchdog.backroom.models.typing import TYPING_DAYS
from watchdog.backroom.offering import offer
from watchdog.backroom.posted import CARRIED, TooMuch, Typed, typed_in, unpacked

if TYPE_CHECKING:
    from watchdog.backroom.site import BackroomSite


def asks_for_json(request: HttpRequest) -> bool:
    """Tell whether the script asks; it is always answered with 200 and a state, since it expects each of them."""
    return request.headers.get("Accept") == "application/json"


@never_cache
def drafts(request: HttpRequest) -> HttpResponseBase:
    """Keep what was sent, or list one's own drafts."""
    if request.method != "POST":
        listed: Callable[..., HttpResponseBase] = admin.site.admin_view(listing)
        return listed(request)
    if asks_for_json(request):
        return JsonResponse(_kept(request))
    if not admin.site.has_permission(request):
        return cast("BackroomSite", admin.site).log_in_again(request, typed_in(request))
    return _kept_by_hand(request)


def _kept(request: HttpRequest) -> dict[str, Any]:
    """Keep what a script sends and say what became of it."""
    typed = typed_in(request)
    if not admin.site.has_permission(request):
        return {"state": "logged_out"}
    if typed.typist != request.user.pk:
        return {"state": "other"}
    try:
        typing = keep(request.user, typed)
    except TooMuch:
        return {"state": "too_much"}
    if typing is None:
        return {"state": "sent"}
    return {"state": "kept", "at": date_format(localtime(typing.updated_at), "H:i"), "restore": typing.restore_url}


def _kept_by_hand(request: HttpRequest) -> HttpResponse:
    """Keep what the button of a form sends, and come back to the form."""
    typed = typed_in(request)
    try:
        keep(request.user, typed)
    except TooMuch:
        return offer(request, typed, title=_("This is too much for a draft"))
    messages.success(request, _("The draft is kept. Nothing has been saved or checked yet."))
    return give_back(request, typed)


@require_GET
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """Give a page that was open through a log-in the token that its forms need now; other sites cannot read this."""
    if not admin.site.has_permission(request):
        return JsonResponse({"state": "logged_out"})
    return JsonResponse({"state": "ok", "token": get_token(request)})


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List one's own drafts, the newest first."""
    context = {
        "title": _("Drafts: typed and not saved"),
        "typings": Typing.objects.of(request.user),
        "days": TYPING_DAYS,
    }
    return _page(request, "typings", context)


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that a draft holds, also what its form could not take back."""
    typing = get_object_or_404(Typing.objects.of(request.user), pk=pk)
    return _page(request, "typing", {"title": _("Your draft"), "typing": typing})


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one's own draft."""
    typing = get_object_or_404(Typing.objects.of(request.user), pk=pk)
    typing.delete()
    messages.info(request, _("The draft is discarded."))
    return HttpResponseRedirect(typing.page if "_stay" in request.POST else reverse("admin:typings"))


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Make a draft of what was offered to this person, because she says so."""
    typed: Typed | None = unpacked(request.POST.get(CARRIED, ""))
    if typed is None:
        messages.error(request, _("This offer is too old or was not made here. Nothing was kept."))
        return HttpResponseRedirect(reverse("admin:typings"))
    return give_back(request, typed)


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/backroom/{name}.html", {**admin.site.each_context(request), **context})
