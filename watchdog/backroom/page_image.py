"""A page of a kept PDF as a picture, for whoever compares it with what was typed; visitors never come here."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from watchdog.archive.models import Snapshot
from watchdog.archive.vault import Damaged

WIDTH = 1000
"""Pixels; enough to read the small print of a roll call."""
LONGEST = 4000
"""Pixels of height; a page longer than four times its width is no page for people."""


@require_safe
@cache_control(private=True, max_age=3600)
def page_image(request: HttpRequest, sha256: str, number: int) -> HttpResponse:
    """Draw one page of a document, counted from 1; 404 where there is no such page or the file cannot be drawn."""
    if not request.user.has_perm("archive.view_snapshot"):
        raise PermissionDenied
    snapshot = get_object_or_404(Snapshot, sha256=sha256)
    try:
        return HttpResponse(_drawn(snapshot.read(), number), content_type="image/png")
    except (Damaged, pdfium.PdfiumError, IndexError) as error:
        raise Http404 from error


def _drawn(content: bytes, number: int) -> bytes:
    document = pdfium.PdfDocument(content)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / width, LONGEST / height)
        picture = io.BytesIO()
        page.render(scale=scale).to_pil().save(picture, "PNG", optimize=True)
        return picture.getvalue()
    finally:
        document.close()
