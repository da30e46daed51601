"""One box over everything: ``/szukaj/?q=…&rodzaj=council.vote&rok=2014&organ=Rada+Miasta+Gliwice``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from watchdog.core.chips import Chip, without
from watchdog.core.kept import kept
from watchdog.core.parameters import check_parameters
from watchdog.core.typography import number
from watchdog.records import record_type, record_types
from watchdog.search.expecting import years
from watchdog.search.finding import MOST_COUNTED
from watchdog.search.forms import NO_SUCH_PAGE, SearchForm
from watchdog.search.querying import PER_PAGE, Answer
from watchdog.search.question import LONGEST, Question
from watchdog.search.remembering import remembered
from watchdog.search.wording import explained, passed_over

TEMPLATE = "search/results.html"


@dataclass(frozen=True)
class Choice:
    """One box of a facet: its value in the address, its words, how many hits it has (if counted), whether ticked."""

    value: str
    label: str
    count: int | None
    ticked: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """
    Answer a question; one that is unclear, or a filter that is wrong, gets 400, the reason, and no hits.

    Whoever has no cookie gets the page that the last one got, as long as nothing was written (ADR 12).
    """
    if request.COOKIES:
        return _answer(request)
    return remembered(f"page {request.build_absolute_uri()}", lambda: _answer(request))


def _answer(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET, auto_id="%s")
    unknown = check_parameters(form, request.GET, allowed=("sort",))
    if unknown or not form.is_valid():
        return _refusal(request, form, unknown)
    asked = form.cleaned_data
    if asked["q"] is None:
        return render(request, TEMPLATE, {"form": form})
    answer = Answer(asked["q"], tuple(dict.fromkeys(asked["rodzaj"])), asked["rok"], asked["organ"])
    if asked["page"] > max(answer.last_page, 1):
        form.add_error(None, NO_SUCH_PAGE)
        return _refusal(request, form, [])
    return render(request, TEMPLATE, _context(request, form, answer, asked["page"]))


def _refusal(request: HttpRequest, form: SearchForm, unknown: list[str]) -> HttpResponse:
    context = {"form": form, "unknown": unknown, "q": request.GET.get("q", "")[:LONGEST]}
    return render(request, TEMPLATE, context, status=HTTPStatus.BAD_REQUEST)


def _context(request: HttpRequest, form: SearchForm, answer: Answer, page: int) -> dict[str, Any]:
    names = {kind.kind: str(kind.singular) for kind in record_types()}
    hits = [(hit, names[hit.kind]) for hit in answer.hits(page)]
    before = (page - 1) * PER_PAGE
    return {
        "form": form,
        "q": answer.question.text,
        "explained": explained(answer.expanded),
        "others": ", ".join(answer.others),
        "as_typed": _address(answer.question, exactly=True),
        "in_all_forms": _address(answer.question),
        "nearest": "" if hits else answer.nearest,
        "passed_over": passed_over(answer.question),
        "answer": answer,
        "hits": hits,
        "most": MOST_COUNTED,
        "ranked": answer.ranked,
        "everything": _everything(answer),
        "shown": answer.shown,
        "facets": kept(("facets", answer.question.text, answer.name), lambda: _facets(answer)),
        "active": list(_chips(answer, request.GET)),
        "first": before + 1,
        "last": before + len(hits),
        "previous": _page(request.GET, page - 1) if page > 1 else "",
        "next": _page(request.GET, page + 1) if page < answer.last_page else "",
    }


def _facets(answer: Answer) -> SafeString:
    """Draw what the hits can be narrowed to; the same for everybody who asks this, on every page of the answer."""
    offered = (
        ("rodzaj", _("Kind"), list(_kind_choices(answer))),
        ("rok", _("Year"), list(_year_choices(answer))),
        ("organ", pgettext("facet of search", "Body"), list(_organ_choices(answer))),
    )
    context = {
        "q": answer.question.text,
        "exactly": answer.question.is_exact,
        "offered": [(legend, _boxes(name, choices)) for name, legend, choices in offered if choices],
        "everything": _everything(answer),
    }
    return render_to_string("search/_facets.html", context) if context["offered"] else mark_safe("")


def _boxes(name: str, choices: Iterable[Choice]) -> SafeString:
    """Draw the boxes of a facet; a hundred of them would take a template longer than the rest of the page."""
    return mark_safe("".join(_box(f"{name}-{place}", name, choice) for place, choice in enumerate(choices, start=1)))


def _box(key: str, name: str, choice: Choice) -> str:
    ticked = " checked" if choice.ticked else ""
    counted = "" if choice.count is None else f' <span class="num">{escape(number(choice.count))}</span>'
    return (
        f'<label class="opt" for="{key}"><input type="checkbox" id="{key}" name="{name}" value="{escape(choice.value)}"'
        f"{ticked}> {escape(choice.label)}{counted}</label>"
    )


def _everything(answer: Answer) -> str:
    return _address(answer.question, exactly=answer.question.is_exact)


def _address(question: Question, *, exactly: bool = False) -> str:
    return f"?{urlencode({'q': question.text, **({'dokladnie': 1} if exactly else {})})}"


def _chips(answer: Answer, params: QueryDict) -> Iterator[Chip]:
    """Say what the question was narrowed to, each with the address without it."""
    for kind in answer.kinds:
        yield Chip(str(record_type(kind).plural), without(params, ("rodzaj",), kind))
    for year in answer.years:
        yield Chip(str(year), without(params, ("rok",), str(year)))
    for organ in answer.organs:
        yield Chip(organ, without(params, ("organ",), organ))


def _kind_choices(answer: Answer) -> Iterator[Choice]:
    """Offer the kinds that have hits; all of them, without numbers, where hits were too many to count."""
    for kind in record_types():
        count, ticked = answer.by_kind[kind.kind], kind.kind in answer.kinds
        if count or ticked or not answer.is_complete:
            yield Choice(kind.kind, str(kind.plural), count if answer.is_complete else None, ticked)


def _year_choices(answer: Answer) -> Iterator[Choice]:
    """Offer the years that have hits; all that there are, without numbers, where hits were too many to count."""
    offered = (year for year in answer.by_year if year) if answer.is_complete else years()
    for year in sorted({*offered, *answer.years}, reverse=True):
        count = answer.by_year[year] if answer.is_complete else None
        yield Choice(str(year), str(year), count, year in answer.years)


def _organ_choices(answer: Answer) -> Iterator[Choice]:
    """Offer the bodies with most hits, and those that were chosen; by name where hits were too many to count."""
    organs = list(dict.fromkeys((*answer.by_organ, *answer.organs)))
    for organ in organs if answer.is_complete else sorted(organs):
        yield Choice(organ, organ, answer.by_organ[organ] if answer.is_complete else None, organ in answer.organs)


def _page(params: QueryDict, page: int) -> str:
    query = params.copy()
    query.pop("page", None)
    if page > 1:
        query["page"] = str(page)
    return f"?{query.urlencode()}"
