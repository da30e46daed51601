"""Pages that set people and clubs beside each other: clubs, the comparison of up to four, the map of agreement."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council.models import Club, Person, Term
from council.periods import DivisionForm, Period, named_terms, period_of
from council.presenters.alongside import MOST, alongside
from council.presenters.clubs import club_page, club_rows, council_measures
from council.presenters.figures import both_ways, named_votes
from council.presenters.matrix import matrix
from council.presenters.multiples import club_multiples
from watchdog.core.parameters import refuse

PEOPLE, ONE = "radni", "kto"
"""The address names people once, parted by commas; the form sends one of them under each ``kto``."""


def answer(request: HttpRequest, template: str, found: Period, context: dict[str, Any]) -> HttpResponse:
    """Show a page of figures; an address that does not hold is answered with 400 and no figures."""
    crumbs = [(_("Council"), reverse("council:index")), *context.pop("way", ()), (context["here"], "")]
    status = HTTPStatus.OK if found.is_valid else HTTPStatus.BAD_REQUEST
    state = {"found": found, "form": found.form, "unknown": found.unknown, "columns": both_ways(), "crumbs": crumbs}
    return render(request, template, {**state, **context}, status=status)


@require_safe
def clubs(request: HttpRequest) -> HttpResponse:
    """List the clubs of a term with their figures."""
    found = period_of(request.GET, list(Term.objects.filter(clubs__isnull=False).distinct()))
    listed = list(Club.objects.filter(term=found.term).order_by("name")) if found.term else []
    context = {
        "here": _("Clubs"),
        "rows": club_rows(listed, found),
        "council": council_measures(found) if found.term else (),
        "multiples": club_multiples(listed, found),
        "n": named_votes(found.among.bit_count()),
    }
    return answer(request, "council/club_list.html", found, context)


@require_safe
def club(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a club of a term: its people, their figures while they stood in it, the other clubs."""
    terms = list(Term.objects.filter(clubs__slug=slug).distinct())
    if not terms:
        raise Http404
    found = period_of(request.GET, terms)
    listed = list(Club.objects.filter(term=found.term or terms[0]).order_by("name"))
    shown = next(each for each in listed if each.slug == slug)
    way = [(_("Clubs"), reverse("council:club-list"))]
    context = {"here": shown.name, "club": shown, "way": way, "terms": terms}
    if found.term:
        context["page"] = club_page(shown, listed, found)
    return answer(request, "council/club.html", found, context)


def _asked(params: QueryDict) -> list[str]:
    """Give the people's keys, each once, in the order of the address."""
    texts = [*params.getlist(PEOPLE), *params.getlist(ONE)]
    return list(dict.fromkeys(key for text in texts for each in text.split(",") if (key := each.strip())))


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Compare up to four people over one period; what the form sends moves to its short address."""
    keys = _asked(request.GET)
    if ONE in request.GET:
        rest = [(name, value) for name, value in request.GET.items() if name not in (PEOPLE, ONE) and value]
        query = urlencode([*([(PEOPLE, ",".join(keys))] if keys else []), *rest], safe=",")
        return redirect(f"{request.path}?{query}" if query else request.path)
    known = list(Person.objects.for_choice())
    by_slug = {person.slug: person for person in known}
    people = [by_slug[key] for key in keys if key in by_slug]
    terms = list(named_terms().filter(mandates__person__in=people).distinct() if people else named_terms())
    found = period_of(request.GET, terms, besides=(PEOPLE,))
    if len(people) < len(keys):
        refuse(found.form, _("We do not know one of the people in the address. Choose people from the list."))
    if len(keys) > MOST:
        refuse(found.form, _("At most four people can be compared."))
    chosen = [people[place].slug if place < len(people) else "" for place in range(MOST)]
    context: dict[str, Any] = {"here": _("Comparison"), "known": known, "chosen": chosen, "people": people}
    if found.is_valid and found.term and len(people) > 1:
        context["page"] = alongside(people, found)
    return answer(request, "council/comparison.html", found, context)


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Show how often every two people of a term chose the same."""
    found = period_of(request.GET, list(named_terms()), DivisionForm)
    context: dict[str, Any] = {"here": _("Agreement")}
    if found.term:
        context["page"] = matrix(found)
    return answer(request, "council/agreement.html", found, context)
