"""
What has come in since: the newest records of any list's selection as RSS 2.0, at the list's address with ``.rss``.

A feed is in the order in which the portal learned of the records, not in that of their days: a follower is told of an
old vote that was read today.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.cities import profile
from watchdog.core.selection import Selection
from watchdog.core.text import squash
from watchdog.errata.records import LISTS
from watchdog.records import RecordType, record_types

NEWEST = 50
LONGEST_DESCRIPTION = 500
"""Characters."""


@require_safe
def feed(request: HttpRequest, address: str) -> HttpResponse:
    """Give the newest records of the list at this address; a wrong filter gets 400 and its reason."""
    kind = _listed_at(f"{request.path.removesuffix('.rss')}/")
    selection = Selection(kind, request.GET)
    if not selection.is_valid:
        text = "\n".join([_("We cannot make this feed:"), *selection.errors, ""])
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST)
    channel = _channel(request, kind, selection)
    for record in selection.rows.order_by(f"-{kind.learned}", "-pk")[:NEWEST]:
        _add(channel, kind, record, request)
    return HttpResponse(channel.writeString("utf-8"), content_type=channel.content_type)


def _listed_at(address: str) -> RecordType:
    found = next((kind for kind in (*record_types(), *LISTS) if reverse(kind.list_url) == address), None)
    if found is None:
        raise Http404
    return found


def _channel(request: HttpRequest, kind: RecordType, selection: Selection) -> Rss201rev2Feed:
    conditions = [chip.text for chip in selection.active]
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return Rss201rev2Feed(
        title=" · ".join([str(kind.plural), *conditions, f"{profile(settings.CITY).name.nominative} OdNowa"]),
        link=request.build_absolute_uri(f"{reverse(kind.list_url)}{query}"),
        description=_("What the portal has learned lately, the newest first."),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )


def _add(channel: Rss201rev2Feed, kind: RecordType, record: Any, request: HttpRequest) -> None:
    text = kind.search_text(record)
    channel.add_item(
        title=squash(text.title),
        link=request.build_absolute_uri(record.get_absolute_url()),
        description=squash(text.body)[:LONGEST_DESCRIPTION],
        unique_id=f"{kind.kind}:{kind.key(record)}",
        unique_id_is_permalink=False,
        pubdate=getattr(record, kind.learned),
    )


urlpatterns = [path("<path:address>.rss", feed, name="feed")]
