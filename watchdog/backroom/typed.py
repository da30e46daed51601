"""A form of the back room and the submission it fills: opened again with what was typed, saved under its number."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from watchdog.backroom.models import State, Submission

ASKED = "wpis"
"""What an address names a draft by (``…/add/?meeting=12&wpis=345``)."""
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "seen", "_save", "_continue", "_addanother"})
TAKEN = ("kind", "title", "draft", "known", "address", "place")
"""What a form's newly made submission says anew of the one that is edited."""


def submission_asked(request: HttpRequest) -> Submission | None:
    """Give the draft named in the address; raise ``PermissionDenied`` for one that is not the user's to change."""
    key = request.GET.get(ASKED, "")
    if not key.isdecimal() or len(key) > 18:
        return None
    found = Submission.objects.filter(pk=int(key)).first()
    if found is None or found.state != State.DRAFT:
        return None
    if not may_type(request, found):
        raise PermissionDenied
    return found


def may_type(request: HttpRequest, submission: Submission) -> bool:
    """Tell whether a user may change a draft: whoever has typed some of it, and every reviewer."""
    return submission.typed_by(request.user) or request.user.has_perm("backroom.publish_submission")


def filled(made: Submission, request: HttpRequest) -> Submission:
    """Give the submission to be saved: the one that the address names, or a new one, with all that was typed."""
    submission = submission_asked(request) or made
    for name in TAKEN:
        setattr(submission, name, getattr(made, name))
    submission.typed = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    submission.page = page_of(request)
    return submission


def page_of(request: HttpRequest, **more: object) -> str:
    """Give the address of the form that a request is at, without the draft it names and with ``more``."""
    query = QueryDict(mutable=True)
    query.update(request.GET)
    query.pop(ASKED, None)
    query.update({name: str(value) for name, value in more.items() if value is not None})
    return f"{request.path}?{query.urlencode()}" if query else request.path


def address_of(submission: Submission) -> str:
    """Give the address at which a draft is typed on."""
    joint = "&" if "?" in submission.page else "?"
    return f"{submission.page}{joint}{ASKED}={submission.pk}"
