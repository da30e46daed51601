"""
The form at each record, and the page on which its sender sees what became of it.

A visitor has no session and gets no cookie, so there is no token to check and nothing that a foreign page could do in
his name; a browser says itself that a form was sent from another site, and then nothing is taken.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from watchdog.accounts.throttling import client_address, is_too_often
from watchdog.errata import shown
from watchdog.errata.deciding import receive
from watchdog.errata.forms import ObjectionForm
from watchdog.errata.models import Objection
from watchdog.errata.views.lists import crumbs

MOST_BY_VISITOR = 10
"""So many in an hour from one address; a family or an office may share one."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Show the form about a record, and keep what is sent; what a program sends is thanked for and not kept."""
    record = _record(label, pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form(request, record, form, HTTPStatus.OK)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return _form(request, record, form, HTTPStatus.FORBIDDEN)
    if not form.is_valid():
        return _form(request, record, form, HTTPStatus.BAD_REQUEST)
    if is_too_often("objection", client_address(request), MOST_BY_VISITOR):
        said = _("Too much came from your address within an hour. What you wrote is still here: try later.")
        form.add_error(None, said)
        return _form(request, record, form, HTTPStatus.TOO_MANY_REQUESTS)
    if form.is_from_a_program:
        return HttpResponseRedirect(record.get_absolute_url())
    sent = {name: form.cleaned_data[name] for name in ("kind", "text", "email", "signature")}
    return HttpResponseRedirect(receive(record, **sent).state_url())


def _record(label: str, pk: int) -> Any:
    """Find a record that everybody may see."""
    model = shown.model_of(label)
    record = model._base_manager.filter(pk=pk).first() if model else None
    if record is None or not shown.is_public(record):
        raise Http404
    return record


def _form(request: HttpRequest, record: Any, form: ObjectionForm, status: HTTPStatus) -> HttpResponse:
    context = {
        "form": form,
        "record": record,
        "title": shown.title_of(record),
        "kind": str(record._meta.verbose_name),
        "days": settings.SENDERS_KEPT_DAYS,
        "crumbs": crumbs(_("Report a remark or an objection")),
    }
    return render(request, "errata/report.html", context, status=status)


@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sender what became of what was sent; nobody else knows the address, and it names nobody."""
    objection = get_object_or_404(Objection, code=code)
    context = {"objection": objection, "days": settings.SENDERS_KEPT_DAYS, "crumbs": crumbs(_("What you have sent"))}
    response = render(request, "errata/state.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
