"""Names that nobody of the term bears: each tied to a person once, or put aside; a word can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin, User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council.forms.names import WHY, NameForm
from council.importers import ties
from council.models import Interpellation, NameTie, Term
from council.unknown_names import People, UnknownName, day_of, unknown_name, unknown_names
from watchdog.backroom.indexing import index_on_commit
from watchdog.backroom.links import admin_url
from watchdog.core.text import name_key
from watchdog.ingest.source import Rejection

PER_PAGE = 50
DECIDED = 20
"""How many of the last decisions the list shows."""


def urls() -> list[URLPattern]:
    """Give the addresses of the queue, of one name and of taking a word back, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("nazwiska/", view(names), name="council_names"),
        path("nazwiska/<int:pk>/cofnij/", view(undo), name="council_name_undo"),
        path("nazwiska/<slug:term>/", view(name), name="council_name"),
    ]


def may_tie(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether a user may say whom a name means, and so sees the queue."""
    return isinstance(user, PermissionsMixin) and user.is_active and user.has_perm("council.tie_name")


def _tying(request: HttpRequest) -> User:
    if not may_tie(request.user) or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """List the names that wait, with the likeliest person of each, and the last decisions."""
    _tying(request)
    page = Paginator(unknown_names(), PER_PAGE).get_page(request.GET.get("strona"))
    people: dict[int, People] = {}
    rows = [(each, name_url(each), _likeliest(each, people)) for each in page]
    decided = NameTie.objects.for_list()[:DECIDED]
    return _page(request, "names", {"title": _("Unknown names"), "page": page, "rows": rows, "decided": decided})


def _likeliest(unknown: UnknownName, people: dict[int, People]) -> tuple[Any, Any] | None:
    term = unknown.term
    if term.pk not in people:
        people[term.pk] = People(term)
    best = next((each for each in people[term.pk].candidates(unknown) if each.possible), None)
    return (best.person, WHY[best.match.why]) if best else None


def name_url(unknown: UnknownName) -> str:
    """Give the address where a name is decided."""
    return reverse("admin:council_name", args=[unknown.term.slug], query={"nazwisko": unknown.key})


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, term: str) -> HttpResponse:
    """Show one name with its records and the people it may mean, and take the decision."""
    user = _tying(request)
    found = unknown_name(get_object_or_404(Term, slug=term), name_key(request.GET.get("nazwisko", "")))
    if found is None:
        messages.warning(request, _("Nothing waits under this name any more: somebody has decided it meanwhile."))
        return HttpResponseRedirect(reverse("admin:council_names"))
    people = People(found.term).candidates(found)
    form = NameForm(request.POST or None, unknown=found, people=people, user=user)
    if form.is_valid() and form.decide():
        _told(request, user, form)
        return HttpResponseRedirect(reverse("admin:council_names"))
    beside = [each for each in people if not each.possible]
    context = {"title": _("Unknown name: %s") % found.name, "unknown": found, "form": form, "beside": beside}
    return _page(request, "name", {**context, "records": list(_records(found))})


def _records(unknown: UnknownName) -> Iterable[dict[str, Any]]:
    for bearer, row in unknown.rows:
        record = bearer.record_of(row)
        yield {
            "kind": bearer.plural,
            "name": bearer.name_of(row),
            "record": record,
            "day": day_of(bearer, row),
            "url": admin_url(record),
            "meeting": bearer.meeting_of(row),
        }


def _told(request: HttpRequest, user: User, form: NameForm) -> None:
    """Say what was done, keep it in the back room's log, and have search find the person by the new spelling."""
    person = form.person
    _index(form.said)
    if person is None:
        messages.success(request, _("The name is put aside and will not be asked about again."))
        return
    told = {"name": form.unknown.name, "person": person}
    text = _("The name “%(name)s” now means %(person)s; documents to come will find this person by it.")
    text = _("The name “%(name)s” means %(person)s in the chosen papers.") if form.shared else text
    LogEntry.objects.log_actions(user.pk, [person], CHANGE, text % told, single_object=True)
    messages.success(request, text % told)


def _index(said: Iterable[NameTie]) -> None:
    papers = [pk for word in said for label, pk, _name in word.touched.get("rows", []) if "Author" in label]
    index_on_commit([*(word.person for word in said), *Interpellation.objects.filter(pk__in=papers)])


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a word back."""
    user = _tying(request)
    word = get_object_or_404(NameTie, pk=pk)
    try:
        ties.undo(word, user)
    except Rejection as refusal:
        messages.warning(request, str(refusal))
    else:
        _index([word])
        messages.success(request, _("The decision is taken back; the name waits again."))
    return HttpResponseRedirect(reverse("admin:council_names"))


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/council/{name}.html", {**admin.site.each_context(request), **context})
