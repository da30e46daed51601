"""
What has come in since: the newest records of any list's selection, or of a search, as RSS 2.0 at its address with
``.rss`` and as Atom (RFC 4287) with ``.atom``.

A feed is in the order in which the portal learned of the records, not in that of their days: a follower is told of an
old vote that was read today.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.cities import profile
from watchdog.core.parameters import check_parameters
from watchdog.core.selection import Selection
from watchdog.core.text import squash
from watchdog.records import RecordType, followed_lists
from watchdog.search.forms import SearchForm
from watchdog.search.matching import Narrowing
from watchdog.search.newest import newest

NEWEST = 50
LONGEST_DESCRIPTION = 500
"""Characters."""


Channel = Rss201rev2Feed | Atom1Feed
FORMS: dict[str, type[Channel]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


@require_safe
def feed(request: HttpRequest, address: str, form: str) -> HttpResponse:
    """Give the newest records of the list at this address; a wrong filter gets 400 and its reason."""
    page = f"{request.path.removesuffix(f'.{form}')}/"
    if page == reverse("search"):
        return _feed_of_search(request, form)
    kind = _listed_at(page)
    selection = Selection(kind, request.GET)
    if not selection.is_valid:
        return _refusal(selection.errors)
    conditions = [chip.text for chip in selection.active]
    channel = _channel(request, form, kind.list_address, [str(kind.plural), *conditions])
    for record in selection.rows.order_by(f"-{kind.learned}", "-pk")[:NEWEST]:
        _add(channel, kind, record, request)
    return HttpResponse(channel.writeString("utf-8"), content_type=channel.content_type)


def _feed_of_search(request: HttpRequest, form: str) -> HttpResponse:
    """Give the newest records that answer a question, of the kinds, years and bodies that were chosen."""
    question = SearchForm(request.GET)
    unknown = check_parameters(question, request.GET, allowed=("sort",))
    if unknown or not question.is_valid() or question.cleaned_data["q"] is None:
        said = [str(message) for messages in question.errors.values() for message in messages]
        said += [_("We do not know the filter “%(name)s”.") % {"name": name} for name in unknown]
        return _refusal(said or [_("A search without words has no feed.")])
    asked = question.cleaned_data
    chosen = Narrowing(tuple(asked["rodzaj"]), asked["rok"], asked["organ"])
    channel = _channel(request, form, reverse("search"), [_("Search: %(words)s") % {"words": asked["q"].text}])
    for kind, record in newest(asked["q"], chosen, NEWEST):
        _add(channel, kind, record, request)
    return HttpResponse(channel.writeString("utf-8"), content_type=channel.content_type)


def _refusal(errors: list[str]) -> HttpResponse:
    text = "\n".join([_("We cannot make this feed:"), *errors, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST)


def _listed_at(address: str) -> RecordType:
    found = next((kind for kind in followed_lists() if kind.list_address == address), None)
    if found is None:
        raise Http404
    return found


def _channel(request: HttpRequest, form: str, page: str, words: list[str]) -> Channel:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    portal = profile(settings.CITY).portal
    return FORMS[form](
        title=" · ".join([*words, portal]),
        link=request.build_absolute_uri(f"{page}{query}"),
        description=_("What the portal has learned lately, the newest first."),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        author_name=portal,
    )


def _add(channel: Channel, kind: RecordType, record: Any, request: HttpRequest) -> None:
    text = kind.search_text(record)
    key, learned = f"{kind.kind}:{kind.key(record)}", getattr(record, kind.learned)
    channel.add_item(
        title=squash(text.title),
        link=request.build_absolute_uri(record.get_absolute_url()),
        description=squash(text.body)[:LONGEST_DESCRIPTION],
        unique_id=_tagged(key, request) if isinstance(channel, Atom1Feed) else key,
        unique_id_is_permalink=False,
        pubdate=learned,
        updateddate=learned,
    )


def _tagged(key: str, request: HttpRequest) -> str:
    """Write a key of ours as an address that names it for good (RFC 4151): Atom takes no other (RFC 4287, 4.2.6)."""
    return f"tag:{request.get_host().partition(':')[0]},2026:{quote(key, safe='/:')}"


urlpatterns = [
    path("<path:address>.rss", feed, {"form": "rss"}, name="feed"),
    path("<path:address>.atom", feed, {"form": "atom"}, name="feed-atom"),
]
