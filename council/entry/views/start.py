"""Where a session is begun, or gone on with; and the page of its own data."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council.drafts import SessionDraft
from council.entry.occasions import SESSION, VOTES, Occasion, bundle_for
from council.entry.pages import asks_for, bundle_or_404, page, seen_again, user_of
from council.entry.saving import typed_of
from council.entry.start_form import start_form
from council.models import Meeting, Session
from watchdog.backroom import submitting
from watchdog.backroom.drafts import kind_of
from watchdog.backroom.forms import TITLE_LENGTH
from watchdog.backroom.models import Bundle, State, Submission
from watchdog.backroom.typed import ASKED

MOST = 30
"""Sessions being typed, and sessions without votes, that the first page lists."""
KNOWN = "sesja"
"""What the form of the first page names a known session by."""


@asks_for("session")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """List the sessions that are being typed, and begin another one or go on with one that the portal knows."""
    user, committee = user_of(request), request.GET.get("komisja") == "1"
    if request.method == "POST" and KNOWN in request.POST:
        return _go_on(request, user)
    form = start_form(user, committee=committee)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, form, user)
    context = {"form": form, "committee": committee, "bundles": _open_bundles(), "without_votes": _without_votes()}
    return page(request, "start", _("Type a session"), context)


def _open_bundles() -> QuerySet[Bundle]:
    """Give the sessions of which something is still open, the last changed first, counted in one query."""
    is_open = Q(submissions__state__in=[State.DRAFT, State.REVIEW])
    votes = Q(submissions__position__gte=VOTES) & ~Q(submissions__state=State.DROPPED)
    counted = Bundle.objects.filter(key__regex=r"^(sesja|komisja)/").select_related("started_by")
    return counted.annotate(
        pieces=Count("submissions", filter=is_open),
        votes=Count("submissions", filter=votes),
        changed_at=Max("submissions__updated_at"),
    ).order_by("-changed_at", "-started_at")[:MOST]


def _without_votes() -> QuerySet[Meeting]:
    """Give the sessions that wait for their votes, the latest first."""
    return Session.objects.without_votes().filter(withdrawn_at=None).select_related("term", "body")[:MOST]


def _go_on(request: HttpRequest, user: User) -> HttpResponse:
    key = request.POST.get(KNOWN, "")
    found = Meeting.objects.select_related("term", "body").filter(pk=int(key) if key.isdecimal() else 0).first()
    if found is None:
        messages.error(request, _("Choose a session from the list."))
        return HttpResponseRedirect(request.path)
    bundle, _new = bundle_for(Occasion.at(found), user)
    return HttpResponseRedirect(bundle.page)


def _begin(request: HttpRequest, form: Any, user: User) -> HttpResponse:
    """Come to the bundle of this session; what was typed of a new one is its first draft."""
    with transaction.atomic():
        bundle, is_new = bundle_for(form.occasion, user)
        if is_new and form.occasion.known() is None:
            _save(bundle, None, form, typed_of(request.POST), user)
    if not is_new:
        text = _("%(name)s began to type this session already; you go on with the same work.")
        messages.info(request, text % {"name": bundle.started_by.get_full_name() or bundle.started_by})
    return HttpResponseRedirect(bundle.page)


def _save(bundle: Bundle, kept: Submission | None, form: Any, typed: dict[str, list[str]], user: User) -> Submission:
    draft = form.session
    submission = kept or Submission(kind=kind_of(draft), bundle=bundle, position=SESSION, author=user)
    submission.title = Truncator(form.occasion.title).chars(TITLE_LENGTH)
    submission.draft, submission.typed = draft.model_dump(mode="json"), typed
    submission.address, submission.place = form.cleaned_data["address"], form.cleaned_data["place"]
    submission.page = f"{bundle.page}sesja/"
    return submitting.save(submission, user, version=kept.version if kept else None)


@asks_for("session")
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, bundle: int) -> HttpResponse:
    """Show the data of a session that is being typed, and save them again; every piece follows a corrected number."""
    work, user = bundle_or_404(bundle), user_of(request)
    kept = work.submissions.filter(kind=SessionDraft.__name__, state=State.DRAFT).first()
    if kept is None:
        messages.info(request, _("The data of this session are sent or stored already; correct them at its record."))
        return HttpResponseRedirect(work.page)
    attributes = start_form(user, committee=bool(work.data.get("committee")))
    attributes.typed_on = kept
    form = attributes(request.POST or None, initial=kept.fields())
    if request.method == "POST" and form.is_valid() and _renamed(work, kept, form, request, user):
        return HttpResponseRedirect(work.page)
    return page(request, "session", _("Data of the session"), {"form": form, "bundle": work, "asked": ASKED})


def _renamed(work: Bundle, kept: Submission, form: Any, request: HttpRequest, user: User) -> bool:
    """Save the data and bring the name of the bundle, and the meeting in every draft of it, in line."""
    occasion = form.occasion
    if Bundle.objects.filter(key=occasion.key).exclude(pk=work.pk).exists():
        form.add_error(None, _("This session is being typed elsewhere: look for it on the list."))
        return False
    try:
        with transaction.atomic():
            _save(work, kept, form, typed_of(request.POST), user)
            work.key, work.title, work.data = occasion.key, occasion.title, occasion.data
            work.save(update_fields=["key", "title", "data"])
            meeting = occasion.ref.model_dump(mode="json")
            for piece in work.submissions.filter(state=State.DRAFT).exclude(pk=kept.pk):
                if piece.draft and piece.draft["meeting"] != meeting:
                    piece.draft = {**piece.draft, "meeting": meeting}
                    piece.save()
    except submitting.Stale:
        form.add_error(None, seen_again())
        return False
    return True
