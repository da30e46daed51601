"""Packs of sessions in the back room: asked for by one button, looked at, taken out piece by piece or whole."""

from __future__ import annotations

import io
import zipfile
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council.models import Meeting
from newsletter.models import PackPiece, SessionPack
from newsletter.packs import acts, files
from newsletter.packs.acts import PERMISSION
from newsletter.packs.pieces import MARKDOWN
from newsletter.packs.shown import pack_page
from newsletter.tasks import make_pack
from watchdog.backroom.links import admin_url
from watchdog.core.text import slugify
from watchdog.core.version import stated
from watchdog.pages.publishing import Refused

PER_PAGE = 50
REFRESH = "5"
"""Seconds after which the page of a pack that is being made looks again, without a script."""


def urls() -> list[URLPattern]:
    """Give the addresses of these pages, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("pakiety/", view(packs), name="newsletter_packs"),
        path("pakiety/sesja/<int:session>/", view(make), name="newsletter_pack_make"),
        path("pakiety/<int:pk>/", view(pack), name="newsletter_pack"),
        path("pakiety/<int:pk>/decyzja/", view(act), name="newsletter_pack_act"),
        path("pakiety/<int:pk>/plik/<int:piece>/", view(piece), name="newsletter_pack_piece"),
        path("pakiety/<int:pk>/calosc.zip", view(whole), name="newsletter_pack_whole"),
    ]


def address_of_making(session: Meeting) -> str:
    """Give where the button of a session leads."""
    return reverse("admin:newsletter_pack_make", args=[session.pk])


@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """List the packs, those asked for last first."""
    _allowed(request)
    page = Paginator(SessionPack.objects.for_list(), PER_PAGE).get_page(request.GET.get("strona"))
    context = {**admin.site.each_context(request), "title": _("Packs of sessions"), "page": page}
    return TemplateResponse(request, "admin/newsletter/packs.html", context)


@require_POST
def make(request: HttpRequest, session: int) -> HttpResponse:
    """Have the pack of a session made, and lead to its page."""
    user = _allowed(request)
    found = get_object_or_404(Meeting.objects.select_related("body", "term"), pk=session)
    try:
        asked, anything = acts.ask(found, user)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(admin_url(found))
    if anything:
        _write_down(user, asked, _("The pack is being made."))
        transaction.on_commit(partial(make_pack.delay, asked.pk))
        messages.success(request, _("The pack is being made. This page shows how far it has come."))
    elif asked.is_under_way:
        messages.info(request, _("The pack is being made already."))
    else:
        messages.info(request, _("No figure has changed, so nothing was made again."))
    return HttpResponseRedirect(asked.get_absolute_url())


@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a pack: how far its making has come, its pieces, its texts, what has changed."""
    _allowed(request)
    found = _found(pk)
    page = pack_page(found)
    context = {
        **admin.site.each_context(request),
        "title": _("Pack: %(session)s") % {"session": page.name},
        "page": page,
        "pack": found,
        "version": stated(found.data_version),
        "make_url": address_of_making(found.session),
    }
    response = TemplateResponse(request, "admin/newsletter/pack.html", context)
    if found.is_under_way:
        response["Refresh"] = REFRESH
    return response


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what a button of a pack's page says, and tell what became of it; what is refused changes nothing."""
    user, found = _allowed(request), _found(pk)
    asked = request.POST.get("act", "")
    try:
        words = _do(found, user, asked, request)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        _write_down(user, found, words)
        messages.success(request, words)
    return HttpResponseRedirect(found.get_absolute_url())


def _do(pack: SessionPack, user: User, asked: str, request: HttpRequest) -> str:
    if asked == "cancel":
        acts.cancel(pack, user)
        return _("The making was cancelled. What was made before stands.")
    if asked == "seen":
        acts.look_through(pack, user, request.POST.get("digest", ""))
        return _("The changed figures count as looked through.")
    if asked == "draft":
        article = acts.new_draft(pack, user)
        return _("A new draft was made beside the article: %(title)s") % {"title": article.title}
    if asked == "issue":
        number = request.POST.get("issue", "")
        issue = acts.add_to_issue(pack, user, int(number) if number.isdecimal() and len(number) < 19 else 0)
        return _("The section stands at the end of the draft: %(title)s") % {"title": issue.title}
    raise Http404


@require_safe
def piece(request: HttpRequest, pk: int, piece: int) -> HttpResponseBase:
    """Give one piece: a picture to look at, a report to read, everything else to keep."""
    _allowed(request)
    found = get_object_or_404(PackPiece, pk=piece, pack=pk)
    try:
        file = files.path_of(found).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    shown = found.kind in (PackPiece.Kind.PICTURE, PackPiece.Kind.REPORT) and "zapisz" not in request.GET
    kind = f"{found.media_type}; charset=utf-8" if found.media_type in (MARKDOWN, "text/csv") else found.media_type
    return FileResponse(file, as_attachment=not shown, filename=found.name, content_type=kind)


@require_safe
def whole(request: HttpRequest, pk: int) -> HttpResponse:
    """Give all pieces as one ZIP, with their sums and the version of the data."""
    _allowed(request)
    found = _found(pk)
    pieces = list(found.pieces.all())
    if not pieces or not files.are_there(pieces):
        raise Http404
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in pieces:
            archive.writestr(each.name, files.path_of(each).read_bytes())
        archive.writestr("SHA256SUMS", "".join(f"{each.sha256}  {each.name}\n" for each in pieces))
        archive.writestr(_("version.txt"), _about(found))
    name = f"pakiet-sesja-{slugify(found.session.key)}-{stated(found.data_version)}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(out.getvalue(), content_type="application/zip", headers=headers)


def _about(pack: SessionPack) -> str:
    lines = [
        pack_page(pack).name,
        _("Version of the data: %(version)s") % {"version": pack.data_version},
        _("Sum of the figures: %(sum)s") % {"sum": pack.digest},
        *(_("Left out: %(title)s. %(why)s") % each for each in pack.left_out),
    ]
    return "\n".join(lines) + "\n"


def _found(pk: int) -> SessionPack:
    packs = SessionPack.objects.select_related("session__body", "session__term", "asked_by", "article")
    return get_object_or_404(packs, pk=pk)


def _write_down(user: User, pack: SessionPack, words: str) -> None:
    LogEntry.objects.log_actions(user.pk, [pack], CHANGE, words, single_object=True)


def _allowed(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user
