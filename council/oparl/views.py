"""The doors of OParl 1.1: the system, each list by pages, each object."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council.oparl.addresses import BODY, LISTS, SINGLE, Addresses, type_of
from council.oparl.asking import Asked, NotUnderstood, asked
from council.oparl.kinds import PIECES
from council.oparl.lists import page, segments, tombstone, written
from council.oparl.narrowing import narrowed
from council.oparl.pieces import Built, Piece
from council.oparl.system import body, system
from watchdog.opendata.gone import gone

KINDS = {word: kind for kind, word in LISTS.items()}
LARGEST = 2**63 - 1


def addresses_of(request: HttpRequest) -> Addresses:
    return Addresses(request.build_absolute_uri("/").rstrip("/"))


@require_safe
def the_system(request: HttpRequest) -> JsonResponse:
    return _json(system(addresses_of(request)))


@require_safe
def the_list(request: HttpRequest, word: str, organization: str = "") -> JsonResponse:
    """Give a page of a list, whole or of one organization; ``links`` and the next page are addresses to follow."""
    kind = KINDS.get(word)
    if kind is None:
        return _missing()
    addresses = addresses_of(request)
    try:
        wanted = asked(request.GET)
    except NotUnderstood as error:
        return _refusal(str(error))
    if kind == "Body":
        return _listed(request, [body(addresses)], "", wanted)
    pieces = narrowed(kind, organization) if organization else PIECES[kind]
    if not pieces:
        return _missing()
    made, following = page(segments(kind, pieces, wanted, addresses), wanted)
    return _listed(request, made, following, wanted)


@require_safe
def the_object(request: HttpRequest, word: str, key: str) -> JsonResponse:
    """Give one object; one that was deleted is still answered with 200, and says so."""
    kind, addresses = SINGLE.get(word), addresses_of(request)
    if kind == "Body" and key == BODY:
        return _json(body(addresses))
    for piece in PIECES.get(kind or "", ()):
        made = _found(kind or "", piece, key, addresses)
        if made:
            return _json(made)
    return _missing()


def _found(kind: str, piece: Piece, key: str, addresses: Addresses) -> Built | None:
    head, _dash, number = key.rpartition("-")
    if head != piece.word or not number or not _may_be(piece, number):
        return None
    row: Any = piece.rows().filter(**{piece.number: number}).first()
    if row is not None:
        return written(kind, piece, row, addresses)
    deleted = gone(piece.rows().model).filter(key=number).first() if piece.number == "pk" else None
    return tombstone(kind, piece, deleted, addresses) if deleted else None


def _may_be(piece: Piece, number: str) -> bool:
    """Tell whether a key can be one: only then is the database asked."""
    if piece.number != "pk":
        return number.isalnum() and len(number) <= 64
    return number.isascii() and number.isdigit() and int(number) <= LARGEST and str(int(number)) == number


def _listed(request: HttpRequest, made: list[Built], following: str, wanted: Asked) -> JsonResponse:
    """Write a page of a list: three parts that every list has, that of the only body, too."""
    links, pages = _links(request, following), {"elementsPerPage": wanted.limit}
    return _json({"data": made, "links": links, "pagination": pages})


def _links(request: HttpRequest, following: str) -> dict[str, str]:
    """Return the addresses of this page, the first one and the next, with what was asked."""
    links = {"first": _at(request, ""), "self": request.build_absolute_uri()}
    return {**links, "next": _at(request, following)} if following else links


def _at(request: HttpRequest, place: str) -> str:
    query: Any = request.GET.copy()
    query.pop("page", None)
    if place:
        query["page"] = place
    whole = f"{request.path}?{query.urlencode()}" if query else request.path
    return request.build_absolute_uri(whole)


def _json(made: Built, status: int = HTTPStatus.OK) -> JsonResponse:
    return JsonResponse(made, status=status, json_dumps_params={"ensure_ascii": False})


def _refusal(message: str) -> JsonResponse:
    return _json(_error(message), HTTPStatus.BAD_REQUEST)


def _missing() -> JsonResponse:
    return _json(_error(_("There is nothing at this address.")), HTTPStatus.NOT_FOUND)


def _error(message: str) -> Built:
    return {"type": type_of("Error"), "message": _("We cannot answer this."), "debug": message}
