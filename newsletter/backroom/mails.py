"""
What a portal on one machine would have sent: ``/zaplecze/poczta/``.

The mails hold links that let somebody in, so only whoever may do everything reads them, and only where nothing is sent.
"""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsletter.mail import outbox

CLOSED = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""A mail's own page: its style is its own, and nothing else of it does anything."""


def urls() -> list[URLPattern]:
    """Give the addresses of these pages, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("poczta/", view(mails), name="newsletter_mails"),
        path("poczta/<str:name>/<int:place>/", view(mail), name="newsletter_mail"),
        path("poczta/<str:name>/<int:place>/html/", view(page), name="newsletter_mail_html"),
    ]


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """List the newest mails."""
    _check(request)
    context = {**admin.site.each_context(request), "title": _("Mails of this machine"), "mails": outbox.newest()}
    return TemplateResponse(request, "admin/newsletter/mails.html", context)


@require_safe
def mail(request: HttpRequest, name: str, place: int) -> HttpResponse:
    """Show one mail: its headers and its text."""
    kept = _found(request, name, place)
    context = {**admin.site.each_context(request), "title": str(kept.message["Subject"]), "mail": kept}
    return TemplateResponse(request, "admin/newsletter/mail.html", context)


@require_safe
def page(request: HttpRequest, name: str, place: int) -> HttpResponse:
    """Show the HTML of one mail as a mail program would."""
    response = HttpResponse(_found(request, name, place).html)
    response["Content-Security-Policy"] = CLOSED
    return response


def _found(request: HttpRequest, name: str, place: int) -> outbox.Kept:
    _check(request)
    kept = outbox.find(name, place)
    if kept is None:
        raise Http404
    return kept


def _check(request: HttpRequest) -> None:
    if not getattr(request.user, "is_superuser", False):
        raise PermissionDenied
    if not outbox.is_kept():
        raise Http404
