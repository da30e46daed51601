"""The page of a session that is being typed: what is there, what is missing, who else is here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council.entry.numbers import stored_votes
from council.entry.occasions import Occasion
from council.entry.pages import asks_for, bundle_or_404, page, user_of
from council.entry.summary import address_in_entry, missing_of, summary
from watchdog.backroom import submitting
from watchdog.backroom.models import Bundle, State
from watchdog.backroom.present import noted


@asks_for("session")
@require_http_methods(["GET", "HEAD", "POST"])
def workspace(request: HttpRequest, bundle: int) -> HttpResponse:
    """Show a session with every piece of its work, and send all of it to review."""
    work = bundle_or_404(bundle)
    if request.method == "POST":
        _send_all(request, work)
        return HttpResponseRedirect(work.page)
    known = Occasion.of(work).known()
    told = summary(work)
    context: dict[str, Any] = {"bundle": work, "part": _("the overview"), "summary": told, "known": known}
    context |= {"stored": stored_votes(known), "missing": missing_of(told, known), "occasion": Occasion.of(work)}
    return page(request, "workspace", work.title, context)


def _send_all(request: HttpRequest, work: Bundle) -> None:
    """Send every draft to review, or say which one cannot be sent and where it is typed."""
    user = user_of(request)
    drafts = list(work.submissions.filter(state=State.DRAFT))
    if not drafts:
        messages.info(request, _("There is nothing to send."))
        return
    try:
        submitting.send(drafts, user)
    except submitting.Refused as refusal:
        messages.error(request, str(refusal))
        for piece, told in zip(drafts, submitting.rehearse(drafts), strict=True):
            if piece.draft is None or told.refusal:
                url = address_in_entry(piece)
                messages.error(request, format_html('<a href="{}">{}</a>', url, _("Mend it: %s") % piece.title))
                return
        return
    messages.success(request, _("Sent to review. Somebody else will look at it and publish it."))


@asks_for("session")
@require_POST
def there(request: HttpRequest, bundle: int) -> HttpResponse:
    """Take the sign of an open page, and answer with who else is there."""
    work = bundle_or_404(bundle)
    people = noted(work, user_of(request), request.POST.get("part", ""))
    return TemplateResponse(request, "admin/council/entry/_there.html", {"there": people})
