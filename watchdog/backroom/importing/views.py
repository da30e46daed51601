"""The pages of the import: the kinds of tables, the form for a file, and the preview with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from watchdog.backroom import submitting
from watchdog.backroom.importing import blanks
from watchdog.backroom.importing.comparing import compare
from watchdog.backroom.importing.confirming import confirm, drop
from watchdog.backroom.importing.kinds import ImportKind, all_kinds, kind_called
from watchdog.backroom.importing.preview import Preview, errors_of
from watchdog.backroom.importing.receiving import receive
from watchdog.backroom.models import ImportFile
from watchdog.exports.writers import blocks
from watchdog.ingest.source import Unreadable

LATEST = 20
"""Files on the first page."""
PER_PAGE = 50


class TableForm(forms.Form):
    """One file of somebody's own."""

    file = forms.FileField(
        label=gettext_lazy("file with the table"),
        help_text=gettext_lazy("CSV or XLSX, at most 20 MB and 20,000 rows. The file is kept, for the back room only."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """List the kinds of tables that this user may import, and the latest files."""
    allowed = [kind for kind in all_kinds() if request.user.has_perm(kind.permission)]
    if not allowed:
        raise PermissionDenied
    files = ImportFile.objects.for_list().filter(kind__in=[kind.slug for kind in allowed])[:LATEST]
    return _page(request, "imports", {"title": _("Import of tables"), "kinds": allowed, "files": files})


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a table of one kind may hold, and take one in."""
    found = _kind(request, slug)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, new = receive(form.cleaned_data["file"], found, cast(User, request.user))
        except Unreadable as refusal:
            form.add_error("file", refusal.text)
        else:
            if not new:
                messages.info(request, _("This file is here already; this is its preview."))
            return HttpResponseRedirect(made.get_absolute_url())
    context = {"title": capfirst(str(found.title)), "kind": found, "columns": list(blanks.explained(found))}
    return _page(request, "import_kind", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what importing a file would mean, and take the next step with it."""
    found = get_object_or_404(ImportFile.objects.select_related("user", "snapshot"), pk=pk)
    own = kind_called(found.kind)
    types = own is not None and request.user.has_perm(own.permission)
    if not types and not (request.method != "POST" and request.user.has_perm(submitting.PUBLISH)):
        raise PermissionDenied
    if request.method == "POST":
        _take(request, found)
        return HttpResponseRedirect(request.get_full_path())
    preview = Preview.of(found, request.GET.get("widok", ""))
    page = Paginator(preview.shown, PER_PAGE).get_page(request.GET.get("strona"))
    context = {"title": found.name, "file": found, "kind": own, "preview": preview, "page": page, "types": types}
    return _page(request, "import_file", {**context, "view": preview.view})


@require_safe
def errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give what is wrong with a file as a table of its own."""
    found = get_object_or_404(ImportFile, pk=pk)
    _kind(request, found.kind)
    return _download(blocks(blanks.errors_csv(errors_of(found.entries))), f"bledy-{found.pk}.csv", "text/csv")


@require_safe
def blank_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the headings of a kind as a file to fill in."""
    found = _kind(request, slug)
    return _download(blocks(blanks.blank_csv(found)), f"{found.slug}.csv", "text/csv")


@require_safe
def blank_xlsx(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give a workbook of a kind to fill in."""
    found = _kind(request, slug)
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download([blanks.blank_xlsx(found)], f"{found.slug}.xlsx", media_type)


def _kind(request: HttpRequest, slug: str) -> ImportKind:
    found = kind_called(slug)
    if found is None:
        raise Http404
    if not request.user.has_perm(found.permission):
        raise PermissionDenied
    return found


def _take(request: HttpRequest, found: ImportFile) -> None:
    """Take the step that a button names, and tell what came of it, or why it was not taken."""
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    try:
        told = step(found, cast(User, request.user))
    except submitting.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)


def _compare(found: ImportFile, user: User) -> str:
    compare(found)
    return _("The next part of the file has been compared.")


def _keep(found: ImportFile, user: User) -> str:
    count = confirm(found, user, send=False)
    return ngettext("%(count)s draft made.", "%(count)s drafts made.", count) % {"count": count}


def _send(found: ImportFile, user: User) -> str:
    count = confirm(found, user, send=True)
    text = ngettext("%(count)s entry sent to review.", "%(count)s entries sent to review.", count)
    return text % {"count": count}


def _drop(found: ImportFile, user: User) -> str:
    count = drop(found, user)
    text = ngettext(
        "The import is withdrawn; %(count)s entry put aside.",
        "The import is withdrawn; %(count)s entries put aside.",
        count,
    )
    return text % {"count": count}


STEPS: dict[str, Callable[[ImportFile, User], str]] = {
    "compare": _compare,
    "keep": _keep,
    "send": _send,
    "drop": _drop,
}


def _download(content: Any, name: str, media_type: str) -> HttpResponseBase:
    response = StreamingHttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/backroom/{name}.html", {**admin.site.each_context(request), **context})
