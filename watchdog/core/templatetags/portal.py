"""What templates may ask: Polish numbers, dates and words, drawings, and addresses that keep a list's state."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.template.defaultfilters import stringfilter
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from watchdog.core import chips, drawn, flat, forms, html, linked, places, typography
from watchdog.core.addresses import in_edition
from watchdog.core.charts import bars, chamber, heat, presence, spark, treemap, votes
from watchdog.core.words import CHOICES, choice_words, count_words

register = template.Library()

register.filter("sanitise", html.sanitise)
register.filter("place_words", places.place_words)
register.filter("by_choice", votes.by_choice)
register.filter("totals_of", votes.totals_of)
register.simple_tag(chamber.chamber, name="chamber")
register.simple_tag(votes.tally, name="tally")
register.simple_tag(votes.strip, name="strip")
register.simple_tag(votes.names, name="names")
register.simple_tag(votes.share, name="share")
register.simple_tag(votes.sign, name="sign")
register.simple_tag(heat.heat, name="heat")
register.simple_tag(treemap.treemap, name="treemap")
register.simple_tag(bars.bar, name="bar")
register.simple_tag(presence.presence, name="presence")
register.simple_tag(spark.spark, name="spark")
register.simple_tag(chips.active_filters, name="active_filters")
register.simple_tag(forms.form_errors, name="form_errors")
register.simple_tag(forms.input_parts, name="input_parts")
register.simple_tag(drawn.drawn_field, name="drawn_field")
register.simple_tag(drawn.drawn_filters, name="drawn_filters")
register.simple_tag(flat.flat, name="flat")
register.simple_tag(linked.linked, name="linked")
register.simple_tag(linked.linked_crumbs, name="linked_crumbs")

_HIT = re.compile("\x02([^\x02\x03]*)\x03")


@register.filter
def money(value: Decimal | int | None) -> str:
    """``{{ contract.value|money }}`` → „1 234,56 zł”; nothing for ``None``, whose reason the template gives."""
    return "" if value is None else typography.money(value)


@register.filter
def number(value: Decimal | int | None, places: int = 0) -> str:
    """``{{ total|number }}`` → „1 234”; ``|number:1`` → „1 234,5”."""
    return "" if value is None else typography.number(value, places)


@register.filter
def counted(total: int) -> str:
    """``{{ total|counted }}`` → „673”; of a list that is longer than we count „ponad 10 000”."""
    shown = typography.number(total)
    more = getattr(total, "more", False)
    return pgettext("a number of records", "more than %(number)s") % {"number": shown} if more else shown


@register.filter
def percent(part: int, whole: int) -> str:
    """``{{ taken|percent:all }}`` → „97,3 %”; always beside „x z y”. Nothing when there is nothing to share."""
    return typography.percent(part, whole) if whole else ""


@register.filter
def polish_date(day: date | None, form: str = "long") -> str:
    """``{{ day|polish_date }}`` → „12 czerwca 2014”; ``|polish_date:"short"`` → „12.06.2014”; nothing for ``None``."""
    if day is None:
        return ""
    return typography.short_date(day) if form == "short" else typography.long_date(day)


@register.filter(is_safe=True)
@stringfilter
def nbsp(text: str) -> str:
    """Tie one-letter words to the next one and numbers to their units."""
    return typography.tie(text)


@register.filter
def roman(value: int) -> str:
    """``{{ session.number|roman }}`` → „XLIV”."""
    return typography.roman(value)


@register.filter
def choice_word(choice: str) -> str:
    """What one person did, as a noun that fits every gender: „wstrzymanie się”."""
    return choice_words()[choice]


@register.filter
def count_word(choice: str) -> str:
    """The label that stands before a number of people: „wstrzymało się”."""
    return count_words()[choice]


@register.filter
def in_words(totals: votes.Totals) -> str:
    """``{{ totals|in_words }}`` → „za 22 · przeciw 0 · wstrzymało się 2 · nieobecni 1”."""
    return votes.in_words(totals, " · ")


@register.filter
def totals_items(totals: votes.Totals) -> list[tuple[str, int | None]]:
    """Return the totals as pairs in their fixed order, for a loop."""
    return [(choice, totals[choice]) for choice in CHOICES if choice in totals]


@register.filter
def words(text: str) -> list[str]:
    """Take a list written as words: ``"csv json"|words``."""
    return text.split()


@register.filter
@stringfilter
def highlight(text: str) -> SafeString:
    """Escape a headline of the database and turn what it put between the marks \\x02 and \\x03 into ``<mark>``."""
    marked = _HIT.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(marked.replace("\x02", "").replace("\x03", ""))  # escaped in the line above


@register.simple_tag(takes_context=True)
def here(context: Context, *names: str) -> SafeString:
    """Mark a link of the navigation as current.

    ``{% here "council:vote-list" "council:vote" %}``: on the first name it is the page itself, on the others the page
    belongs to it; a name that ends with a colon stands for every page of that room.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return SafeString()
    if match.view_name == names[0]:
        return SafeString(' aria-current="page"')
    belongs = any(match.view_name == name or name == f"{match.namespace}:" for name in names)
    return SafeString(' aria-current="true"' if belongs else "")


@register.simple_tag(takes_context=True)
def framed(context: Context, part: str) -> SafeString:
    """``{% framed "_nav.html" %}``: a part of the frame, drawn once for each kind of page and language, then kept.

    Such a part may use ``{% here %}`` and addresses without arguments; of the request it sees only the kind of page.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    place = (match.view_name, match.namespace) if match else None
    return _framed(part, get_language(), place)


@register.simple_tag
def same(part: str, **taken: Any) -> SafeString:
    """
    ``{% same "_map.html" %}``: a part that looks the same whoever asks, drawn once for each language, then kept.

    ``{% same "components/sort_head.html" label=label key="data" query=query %}``: once for each of the values that it
    takes, in place of ``{% include … only %}``. They are plain: texts, numbers, a query, lists and tuples of such.
    """
    return drawn.drawn_part(part, taken) if taken else _framed(part, get_language(), None)


@lru_cache(maxsize=512)
def _framed(part: str, language: str | None, place: tuple[str, str] | None) -> SafeString:
    match = SimpleNamespace(view_name=place[0], namespace=place[1]) if place else None
    return render_to_string(part, {"request": SimpleNamespace(resolver_match=match)})


@register.simple_tag(takes_context=True)
def address(context: Context, language: str = "") -> str:
    """Return the full address of this page without its query, in this edition or in that of ``language``."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(in_edition(request.path, language) if language else request.path)


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> str:
    """Return the path and query of this page in another edition; from an unknown page, the start page."""
    request: HttpRequest = context["request"]
    return in_edition(request.get_full_path() if request.resolver_match else "/", language)


@register.simple_tag
def form_address(path: str, query: QueryDict, form: str) -> str:
    """Return the address of the same selection as a file: ``/rada/glosowania/?rok=2014`` → ``….csv?rok=2014``."""
    kept = chips.without(query, ()) if query else "?"
    return f"{path.rstrip('/')}.{form}{kept if kept != '?' else ''}"


@register.simple_tag
def selection_address(path: str, query: QueryDict) -> str:
    """Return the address of a selection at its beginning: what somebody follows."""
    kept = chips.without(query, ("sort",)) if query else "?"
    return f"{path}{kept if kept != '?' else ''}"


@register.simple_tag
def sort_address(query: QueryDict, key: str, current: str) -> str:
    """Return the query string that sorts by ``key``, the other way round when the list is sorted by it already."""
    rest = query.copy()
    rest["sort"] = f"-{key}" if current == key else key
    rest.pop("page", None)
    return f"?{rest.urlencode()}"
