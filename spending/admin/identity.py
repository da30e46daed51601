"""Who is who in the back room: likely duplicates, two compared, one parted, a private person hidden, taking back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin, User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spending.duplicates import Why, pairs
from spending.forms.identity import DecisionForm, HideForm, MergeForm, PairForm, SplitForm, spellings_in_words
from spending.importers.identity import undo as take_back
from spending.importers.rows_of import count_rows
from spending.models import Organization, OrganizationDecision
from spending.signals.asking import recompute_on_commit
from watchdog.backroom.indexing import index_on_commit
from watchdog.backroom.links import admin_url
from watchdog.core.ids import nip, regon
from watchdog.ingest.source import Rejection

PER_PAGE = 50
SHOWN = 20
"""How many of the last decisions, and of the organizations found by a search, a page shows."""
WHY = {
    Why.NAME: gettext_lazy("the same name, one of them without a number"),
    Why.NIP: gettext_lazy("the same NIP"),
    Why.SLIP: gettext_lazy("names a letter or two apart"),
}
"""Why two may be one, in words."""


def urls() -> list[URLPattern]:
    """Give the addresses of these pages, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("organizacje/podobne/", view(duplicates), name="spending_duplicates"),
        path("organizacje/polacz/", view(merging), name="spending_merge"),
        path("organizacje/<int:pk>/rozdziel/", view(splitting), name="spending_split"),
        path("organizacje/<int:pk>/ukryj/", view(hiding), name="spending_hide"),
        path("organizacje/decyzje/<int:pk>/cofnij/", view(undo), name="spending_undo"),
    ]


def may_identify(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether a user may decide who is who."""
    return isinstance(user, PermissionsMixin) and user.is_active and user.has_perm("spending.identify_organization")


def _deciding(request: HttpRequest) -> User:
    if not may_identify(request.user) or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Side:
    """One of two organizations compared."""

    organization: Organization
    spellings: list[str]
    rows: list[tuple[str, int]]


def side(organization: Organization) -> Side:
    """Give what a comparison shows of an organization."""
    spellings = list(organization.spellings.all())
    return Side(organization, [words for _pk, words in spellings_in_words(organization)], count_rows(spellings))


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """List the pairs that may be one, and the last decisions; who may look sees them, who may decide decides."""
    if not request.user.has_perm("spending.view_organization"):
        raise PermissionDenied
    page = Paginator(pairs(), PER_PAGE).get_page(request.GET.get("strona"))
    keys = {key for each in page for key in (each.one, each.another)}
    known = Organization.objects.in_bulk(keys)
    rows = [(known[each.one], known[each.another], WHY[each.why], _compare(each.one, each.another)) for each in page]
    context = {"title": _("Organizations that may be one"), "page": page, "rows": rows, "done": _last()}
    return _page(request, "duplicates", {**context, "may": may_identify(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: HttpRequest) -> HttpResponse:
    """Choose two organizations, see them side by side, and make them one or say that they are two."""
    user = _deciding(request)
    pair = PairForm(request.GET or None)
    context: dict[str, Any] = {"title": _("Merge two organizations"), "done": _last(), "found": _found(request)}
    if pair.is_bound and pair.is_valid():
        kept, gone = pair.cleaned_data["zostaje"], pair.cleaned_data["drugi"]
        form = MergeForm(request.POST or None, kept=kept, gone=gone, user=user)
        if form.is_valid() and form.decide() and form.done:
            told = {"other": gone, "organization": kept}
            text = _("Said: %(other)s is not %(organization)s.") if "different" in request.POST else ""
            return _done(request, user, form.done, (text or _("Merged: %(other)s is now %(organization)s.")) % told)
        context |= {"form": form, "sides": [side(kept), side(gone)], "swap": _compare(gone.pk, kept.pk)}
    elif request.method == "POST":
        messages.warning(request, _("One of the two is not there any more: somebody has merged them meanwhile."))
        return HttpResponseRedirect(reverse("admin:spending_merge"))
    return _page(request, "merge", context)


@require_http_methods(["GET", "HEAD", "POST"])
def splitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose spellings that are another organization's, see what goes with them, and part them off."""
    user = _deciding(request)
    organization = get_object_or_404(Organization, pk=pk)
    form = SplitForm(request.POST or None, organization=organization, user=user)
    ready = form.is_valid()
    if ready and "confirmed" in request.POST and form.decide() and form.done:
        told = {"other": form.done.other, "organization": organization}
        return _done(request, user, form.done, _("Parted: %(other)s is now another one than %(organization)s.") % told)
    context = {"title": _("Part an organization in two: %s") % organization, "form": form}
    return _page(request, "split", {**context, "organization": organization, "preview": ready and not form.errors})


@require_http_methods(["GET", "HEAD", "POST"])
def hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an organization is a private person; the name is said nowhere from then on."""
    user = _deciding(request)
    organization = get_object_or_404(Organization, pk=pk)
    form = HideForm(request.POST or None, organization=organization, user=user)
    if form.is_valid() and form.decide() and form.done:
        return _done(request, user, form.done, _("Hidden: the name of a private person is shown nowhere any more."))
    context = {"title": _("Hide a private person"), "form": form, "organization": organization}
    return _page(request, "hide", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    user = _deciding(request)
    try:
        word = take_back(get_object_or_404(OrganizationDecision, pk=pk), user)
    except Rejection as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:spending_duplicates"))
    return _done(request, user, word, _("Taken back: %s.") % word.other)


def _found(request: HttpRequest) -> list[tuple[Organization, str]]:
    """Give the organizations that a search finds, each with the address that compares it to the one chosen before."""
    asked, chosen = request.GET.get("szukaj", "").strip(), request.GET.get("zostaje", "")
    if not asked:
        return []
    number = Q(nip=nip(asked) or asked) | Q(regon=regon(asked) or asked) | Q(krs=asked)
    named = Organization.objects.standing().filter(
        number | Q(name__icontains=asked) | Q(spellings__name__icontains=asked)
    )
    kept = int(chosen) if chosen.isdecimal() else 0
    others = named.exclude(pk=kept).distinct()[:SHOWN]
    return [(each, _compare(kept, each.pk) if kept else _chosen(each)) for each in others]


def _chosen(organization: Organization) -> str:
    return reverse("admin:spending_merge", query={"zostaje": organization.pk})


def _compare(kept: int, gone: int) -> str:
    return reverse("admin:spending_merge", query={"zostaje": kept, "drugi": gone})


def _last() -> Any:
    return OrganizationDecision.objects.for_list()[:SHOWN]


def _done(request: HttpRequest, user: User, word: OrganizationDecision, text: str) -> HttpResponse:
    """Say what was done, keep it in the back room's log, and let search know."""
    record = word.organization or word
    index_on_commit([word.organization, word.other])
    recompute_on_commit()
    LogEntry.objects.log_actions(user.pk, [record], CHANGE, f"{text} {word.reason}", single_object=True)
    messages.success(request, text)
    there = word.organization
    return HttpResponseRedirect(admin_url(there) if there else reverse("admin:spending_duplicates"))


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    form: DecisionForm | None = context.get("form")
    mark = form.initial["seen"] if form else ""
    return TemplateResponse(
        request, f"admin/spending/{name}.html", {**admin.site.each_context(request), "seen": mark, **context}
    )
