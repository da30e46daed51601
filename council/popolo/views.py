"""The doors of Popolo: everything, and one vote."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from council.models import Vote
from council.popolo.votes import with_everything
from council.popolo.whole import one_vote, whole
from watchdog.exports.views import in_language
from watchdog.exports.writers import blocks


@require_safe
def everything(request: HttpRequest) -> StreamingHttpResponse:
    stream = blocks(whole(_base(request)))
    return StreamingHttpResponse(in_language(stream, get_language(), next(stream)), content_type="application/json")


@require_safe
def vote(request: HttpRequest, slug: str) -> JsonResponse:
    found = get_object_or_404(with_everything(Vote.objects.all()), slug=slug)
    return JsonResponse(one_vote(found, _base(request)), json_dumps_params={"ensure_ascii": False})


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
