"""A form that comes twice, by a double click or a reload, makes one record and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.timezone import now
from django.utils.translation import gettext as _

from watchdog.backroom.keeping import keep_if_possible
from watchdog.backroom.models import Sent, Submission, Typing
from watchdog.backroom.offering import offer
from watchdog.backroom.posted import Typed, typed_in

View = Callable[[], HttpResponseBase]


def submitted(request: HttpRequest, view: View) -> HttpResponseBase:
    """Let a page take a form that was sent; what it does not save is kept as a draft, whatever went wrong."""
    typed = typed_in(request)
    if not typed.form:
        return view()
    try:
        response = _once(request, typed, view)
    except Exception:
        keep_if_possible(request.user, typed)
        raise
    if not _is_saved(response):
        keep_if_possible(request.user, typed)
    return response


def _is_saved(response: HttpResponseBase) -> bool:
    """Tell whether a page has saved a form: it then sends the reader on (POST, redirect, GET); an error stays."""
    return response.status_code in (301, 302, 303)


@transaction.atomic
def _once(request: HttpRequest, typed: Typed, view: View) -> HttpResponseBase:
    """Save a form once: a second sender of it waits here for the first, and finds that it was saved."""
    user: Any = request.user
    sent, is_first = Sent.objects.get_or_create(user=user, form=typed.form, defaults={"digest": typed.digest})
    if not is_first:
        return _again(request, typed, sent)
    response = view()
    if _is_saved(response):
        _remember(sent, request, response)
        Typing.objects.of(user).filter(form=typed.form).delete()
    else:
        sent.delete()
    return response


def _remember(sent: Sent, request: HttpRequest, response: HttpResponseBase) -> None:
    """Write down what was saved: a submission, or the record that the log names, else where the page leads."""
    submission: Submission | None = getattr(request, "submission", None)
    entry = _logged(sent.user_id, sent.sent_at) if submission is None else None
    if submission is not None:
        sent.name, sent.url = submission.title, submission.get_absolute_url()
    else:
        sent.name = entry.object_repr if entry else ""
        sent.url = (entry.get_admin_url() if entry else "") or response.headers.get("Location", "")
    sent.save(update_fields=["name", "url"])


def _logged(user: int, since: datetime) -> LogEntry | None:
    return LogEntry.objects.filter(user=user, action_time__gte=since, action_time__lte=now()).first()


def _again(request: HttpRequest, typed: Typed, sent: Sent) -> HttpResponseBase:
    if typed.digest == sent.digest:
        return offer(request, None, title=_("This was saved already"), saved=sent)
    reason = _(
        "This form was saved once already, and now it came with other values. Nothing more was saved. What came now "
        "can be opened as a new form."
    )
    return offer(request, typed, title=_("This form was saved already"), reason=reason, saved=sent)
