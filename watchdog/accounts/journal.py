"""The log of the back room as a page, and as a file: ``/zaplecze/dziennik/``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from watchdog.accounts.acts import record_act
from watchdog.accounts.models.acts import Code, whole_log

PER_PAGE = 100
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet begins a formula; a text that begins so gets an apostrophe."""


class Wanted(forms.Form):
    """Which acts to show: whose, of what kind, of which days."""

    osoba = forms.CharField(label=gettext_lazy("Account"), required=False)
    czyn = forms.ChoiceField(
        label=gettext_lazy("What was done"), required=False, choices=[("", gettext_lazy("all")), *Code.choices]
    )
    od = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput({"type": "date"}))
    do = forms.DateField(label=gettext_lazy("To"), required=False, widget=forms.DateInput({"type": "date"}))

    def rows(self) -> Any:
        """Give the acts that were asked for; of a question with a mistake, none."""
        if not self.is_valid():
            return []
        asked = self.cleaned_data
        return whole_log(asked["osoba"], asked["czyn"], asked["od"], asked["do"])


@require_safe
def journal(request: HttpRequest) -> HttpResponseBase:
    """List the acts, the newest first; with ``format=csv`` give them all as a file, which is an act itself."""
    if not request.user.has_perm("accounts.view_act"):
        raise PermissionDenied
    form = Wanted(request.GET)
    if request.GET.get("format") == "csv":
        record_act(request.user, Code.EXPORTED, words=_("The log of the back room"))
        return _file(form.rows())
    query = request.GET.copy()
    query.pop("strona", None)
    page = Paginator(form.rows(), PER_PAGE).get_page(request.GET.get("strona"))
    context = {
        **admin.site.each_context(request),
        "title": _("Log of the back room"),
        "form": form,
        "page": page,
        "rows": [_shown(row) for row in page],
        "query": query.urlencode(),
    }
    return TemplateResponse(request, "admin/accounts/journal.html", context)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "act": Code(row["code"]).label, "words": _words(row), "url": _url(row)}


def _words(row: dict[str, Any]) -> str:
    """Read Django's own messages, which are kept as JSON and said in the reader's language."""
    if row["words"].startswith("["):
        try:
            return LogEntry(change_message=row["words"]).get_change_message()
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
            return str(row["words"])
    return str(row["words"])


def _url(row: dict[str, Any]) -> str:
    """Give the address of the record in the back room; nothing where it has no page there."""
    if not row["kind"] or not row["object_id"] or row["code"] == Code.RECORD_DELETED:
        return ""
    try:
        return reverse(f"admin:{row['kind'].replace('.', '_')}_change", args=[row["object_id"]])
    except NoReverseMatch:
        return ""


def _file(rows: Any) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dziennik-zaplecza.csv"'
    return response


def _lines(rows: Any) -> Iterator[str]:
    yield "\ufeff" + _line(
        [
            _("when"),
            _("account"),
            _("act in the back room"),
            _("kind of record"),
            _("record concerned"),
            _("in other words"),
        ]
    )
    for row in rows:
        when = date_format(timezone.localtime(row["at"]), "Y-m-d H:i:s")
        cells = [row["username"], Code(row["code"]).label, row["kind"], row["object_name"], _words(row)]
        yield _line([when, *map(_harmless, map(str, cells))])


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(cells)
    return out.getvalue()


urlpatterns = [path("dziennik/", admin.site.admin_view(journal), name="journal")]
