"""The doors of OCDS: contracts and notices as release packages, one process as a record package."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spending.models import Contract
from spending.ocds import contracts, notices
from spending.ocds.contracts import contract_release, with_everything
from spending.ocds.notices import notice_release
from spending.ocds.packages import process, record_package, release_package
from spending.ocds.parts import Json
from watchdog.core.keyset import Pages
from watchdog.core.order import BadCursor
from watchdog.core.selection import Selection
from watchdog.records import record_type

PER_PAGE = 200


@require_safe
def contract_releases(request: HttpRequest) -> JsonResponse:
    """Give the contracts of a selection, the filters being those of the list; ``Link`` names the next page."""
    return _releases(request, "spending.contract", contracts.TOLD, with_everything, contract_release)


@require_safe
def notice_releases(request: HttpRequest) -> JsonResponse:
    return _releases(request, "spending.notice", notices.TOLD, lambda rows: rows, notice_release)


@require_safe
def contract_process(request: HttpRequest, slug: str) -> JsonResponse:
    """Give the releases of one contract's process."""
    base = _base(request)
    releases = process(_contract(slug), base)
    return _json(release_package(request.build_absolute_uri(), base, releases))


@require_safe
def contract_record(request: HttpRequest, slug: str) -> JsonResponse:
    """Give the record of one contract's process."""
    return _json(record_package(request.build_absolute_uri(), _base(request), _contract(slug)))


def _contract(slug: str) -> Contract:
    found = get_object_or_404(with_everything(Contract.objects.for_list().filter(contracts.TOLD)), slug=slug)
    if found.parent_id:  # an annex has no process of its own, unless its contract is not known
        raise Http404
    return found


def _releases(
    request: HttpRequest,
    kind: str,
    told: Q,
    fetched: Callable[[QuerySet[Any]], QuerySet[Any]],
    write: Callable[[Any, str], Json],
) -> JsonResponse:
    selection = Selection(record_type(kind), request.GET)
    if not selection.is_valid:
        return _refusal(selection.errors)
    pages: Pages[Any] = Pages(fetched(selection.rows.filter(told)), selection.order, PER_PAGE)
    try:
        page = pages.at(request.GET)
    except BadCursor:
        return _refusal([_("This page of the list does not exist. Go to the beginning of the list.")])
    if not page.rows:  # the standard knows no package without a release
        return _refusal([_("There is no such contract or notice.")], HTTPStatus.NOT_FOUND)
    base = _base(request)
    response = _json(release_package(request.build_absolute_uri(), base, [write(each, base) for each in page]))
    if page.next:
        response.headers["Link"] = f'<{request.build_absolute_uri(request.path + page.next)}>; rel="next"'
    return response


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _refusal(errors: list[str], status: int = HTTPStatus.BAD_REQUEST) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=status)


def _json(made: Json) -> JsonResponse:
    return JsonResponse(made, json_dumps_params={"ensure_ascii": False})
