"""Mails of alerts in doubt: whoever has looked into the mail server's log says what became of each."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsletter.following.telling import settle
from newsletter.models import Notice

PERMISSION = "newsletter.publish_article"
SHOWN = 200


def urls() -> list[URLPattern]:
    """Give the addresses of these pages, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("watpliwe-listy/", view(doubts), name="newsletter_doubts"),
        path("watpliwe-listy/<int:pk>/", view(decide), name="newsletter_doubt"),
    ]


@require_safe
def doubts(request: HttpRequest) -> HttpResponse:
    """List the mails of which nobody knows whether the server took them, the oldest first."""
    _allowed(request)
    found = Notice.objects.filter(state=Notice.State.DOUBT).select_related("subscriber").order_by("claimed_at")
    rows = [(notice, hidden(str(notice.subscriber))) for notice in found[:SHOWN]]
    context = {**admin.site.each_context(request), "title": _("Mails in doubt"), "rows": rows, "number": found.count()}
    return TemplateResponse(request, "admin/newsletter/doubts.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person's word on one mail; what was not sent goes with the next one."""
    user = _allowed(request)
    notice = get_object_or_404(Notice, pk=pk, state=Notice.State.DOUBT)
    was_sent = request.POST.get("sent") == "1"
    settle(notice, was_sent=was_sent)
    words = _("The mail was sent.") if was_sent else _("The mail was not sent; its news go with the next one.")
    LogEntry.objects.log_actions(user.pk, [notice], CHANGE, words, single_object=True)
    messages.success(request, words)
    return HttpResponseRedirect(reverse("admin:newsletter_doubts"))


def hidden(address: str) -> str:
    """Show of an address what tells two apart and no more: „j…@example.pl”."""
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox[:1]}…{at}{domain}"


def _allowed(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user
