"""The start page, what operators and machines ask, and the pages of errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from watchdog.cities import profile
from watchdog.core.linked import Thing, absolute, publisher, thing
from watchdog.ingest.models import Run
from watchdog.records import record_types

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Holding:
    """How many records of a kind the portal has, and where they are listed."""

    name: str | _StrPromise
    count: int
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what the portal is for and what it has; each room's own part of the page comes from its template tags."""
    holdings = [Holding(kind.plural, kind.queryset().count(), reverse(kind.list_url)) for kind in record_types()]
    return render(request, "home.html", {"holdings": holdings, "edition": _edition(), "linked": _site()})


def _site() -> Thing:
    """Tell programs what the portal is called and where a question is asked of it, in the words of schema.org."""
    target = f"{absolute(reverse('search'))}?q={{search_term_string}}"
    asking = {
        "@type": "SearchAction",
        "target": thing("EntryPoint", urlTemplate=target),
        "query-input": "required name=search_term_string",
    }
    name = profile(settings.CITY).portal
    url = absolute(reverse("home"))
    return thing("WebSite", name=name, url=url, publisher=publisher(), potentialAction=asking)


def _edition() -> dict[str, datetime | str] | None:
    """Say when a document was last read, and where the page names what is missing; nothing where none was read."""
    last = Run.objects.filter(state=Run.State.DONE).aggregate(last=Max("ended_at"))["last"]
    return {"updated_at": last, "gaps_url": reverse("missing")} if last else None


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives; asks nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when a visitor can be served, else 503, with the state of each part as JSON; no details leak."""
    checks: dict[str, Callable[[], bool]] = {"database": _database, "cache": _cache, "migrations": _migrations}
    states = {name: _holds(check) for name, check in checks.items()}
    status = HTTPStatus.OK if all(states.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": all(states.values()), **states}, status=status)


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever breaks, the part is not ready; the log of the part itself says why
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _cache() -> bool:
    cache.set("ready", "yes", timeout=10)
    return bool(cache.get("ready") == "yes")


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


ROBOTS = """User-agent: *
Disallow: /zaplecze/
Disallow: /health/
Disallow: /*.pdf$

Sitemap: {sitemap}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let machines read everything public; a list's files and filters are addresses like any other."""
    text = ROBOTS.format(sitemap=request.build_absolute_uri(reverse("sitemap")))
    return HttpResponse(text, content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is wrong with a request: that it is too large, as far as Django tells, or that it makes no sense."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _error(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _error(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, HTTPStatus.NOT_FOUND)


def _error(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    request.resolver_match = None  # a word that no page bears still resolves; the navigation must not mark it
    return render(request, f"errors/{status.value}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Apologise without asking the database, the cache or the session: any of them may be what broke."""
    return HttpResponse(render_to_string("errors/500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
