"""Duplicate people: two records compared and made one, one record parted in two, and both taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin, User
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council.forms.merging import MergeForm, PairForm, SplitForm
from council.importers.merging import undo_merge
from council.importers.splitting import undo_split
from council.models import BodyMembership, Person, PersonMerge
from watchdog.backroom.indexing import index_on_commit
from watchdog.ingest.source import Rejection

SHOWN = 20
"""How many of the last merges the page shows."""


def urls() -> list[URLPattern]:
    """Give the addresses of merging, of parting and of taking either back, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("osoby/polacz/", view(merging), name="council_merge"),
        path("osoby/<int:pk>/rozdziel/", view(splitting), name="council_split"),
        path("osoby/polaczenia/<int:pk>/cofnij/", view(undo), name="council_merge_undo"),
    ]


def may_merge(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether a user may merge and part people."""
    return isinstance(user, PermissionsMixin) and user.is_active and user.has_perm("council.merge_person")


def _merging(request: HttpRequest) -> User:
    if not may_merge(request.user) or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Side:
    """One of two people compared: what we know of the person, in lines."""

    person: Person
    mandates: list[str]
    clubs: list[str]
    spellings: list[str]
    ballots: int
    days: tuple[Any, Any]
    attendance: int
    interpellations: int


def side(person: Person) -> Side:
    """Give what a comparison shows of a person."""
    days = person.ballots.aggregate(first=Min("vote__day"), last=Max("vote__day"))
    return Side(
        person,
        [f"{each.term}{_period(each)}" for each in person.mandates.select_related("term")],
        [f"{each.club} ({each.club.term})" for each in person.club_memberships.select_related("club__term")],
        [each.name for each in person.names.order_by("pk")],
        person.ballots.count(),
        (days["first"], days["last"]),
        person.attendance.count(),
        person.interpellations_asked.count(),
    )


def _period(record: Any) -> str:
    since, until = (f"{day:%d.%m.%Y}" if day else "…" for day in (record.since, record.until))
    return f" ({since}–{until})" if record.since or record.until else ""


@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: HttpRequest) -> HttpResponse:
    """Choose two records, see them side by side, and make them one."""
    user = _merging(request)
    pair = PairForm(request.GET or None)
    done = PersonMerge.objects.select_related("person", "user", "undone_by")[:SHOWN]
    context: dict[str, Any] = {"title": _("Merge two records of one person"), "pair": pair, "done": done}
    if request.GET and not pair.is_valid() and request.method == "POST":
        messages.warning(request, _("One of the two is not there any more: somebody has merged them meanwhile."))
        return HttpResponseRedirect(reverse("admin:council_merge"))
    if pair.is_bound and pair.is_valid():
        kept, gone = pair.cleaned_data["zostaje"], pair.cleaned_data["drugi"]
        form = MergeForm(request.POST or None, kept=kept, gone=gone, user=user)
        if form.is_valid() and form.decide() and form.done:
            text = _("Merged: %(other)s is now %(person)s.") % {"other": form.done.other_name, "person": kept}
            return _done(request, user, form.done, text)
        context |= {"form": form, "sides": [side(kept), side(gone)], "swap": _address(gone, kept)}
    return _page(request, "merge", context)


def _address(kept: Person, gone: Person) -> str:
    return reverse("admin:council_merge", query={"zostaje": kept.pk, "drugi": gone.pk})


@require_http_methods(["GET", "HEAD", "POST"])
def splitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what is the other person's, see what it would mean, and part the record."""
    user = _merging(request)
    person = get_object_or_404(Person, pk=pk)
    form = SplitForm(request.POST or None, person=person, user=user)
    ready = form.is_valid()
    if ready and "confirmed" in request.POST and form.decide() and form.done:
        text = _("Parted: %(other)s is now another person than %(person)s.")
        return _done(request, user, form.done, text % {"other": form.done.other_name, "person": person})
    context = {"title": _("Part one record in two: %s") % person, "form": form, "person": person}
    return _page(request, "split", {**context, "preview": ready and not form.errors})


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge or a parting back."""
    user = _merging(request)
    word = get_object_or_404(PersonMerge, pk=pk)
    take_back = undo_merge if word.kind == PersonMerge.Kind.MERGE else undo_split
    try:
        person = take_back(word, user)
    except Rejection as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:council_merge"))
    except (DataError, IntegrityError):
        messages.warning(request, _("Other records have changed since, so this cannot be taken back by itself."))
        return HttpResponseRedirect(reverse("admin:council_merge"))
    _index(person)
    return _done(request, user, word, _("Taken back: %s.") % word.other_name)


def _done(request: HttpRequest, user: User, word: PersonMerge, text: str) -> HttpResponse:
    """Say what was done, keep it in the back room's log, and let search know."""
    _index(word.person)
    _index(Person.objects.filter(slug=word.other_slug).first())
    LogEntry.objects.log_actions(user.pk, [word.person], CHANGE, f"{text} {word.reason}", single_object=True)
    messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:council_merge"))


def _index(person: Person | None) -> None:
    """Have a person found, and the interpellations and committees whose texts name the person."""
    if person is not None:
        index_on_commit([person, *BodyMembership.objects.filter(person=person)])


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/council/{name}.html", {**admin.site.each_context(request), **context})
