"""``/rada/glosowania/2014-06-12-budzet/osadz/``: a page's drawing, for a frame on the page of somebody else."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from watchdog.cities import profile
from watchdog.core.dates import today
from watchdog.core.kept import kept
from watchdog.core.linked import absolute
from watchdog.core.version import data_version, stated
from watchdog.reports.embeds.introducing import maker_of
from watchdog.reports.embeds.offered import ENDING
from watchdog.reports.pages import match_of

HEADERS = {"X-Robots-Tag": "noindex", "Cache-Control": "no-cache"}
"""
The policy of who may frame it has to be said each time. An answer with rules of its own is kept neither as a file nor
in Valkey, which would serve it with the policy of pages, and has no ETag: a browser told by 304 that it holds what is
new would take the policy from that answer (``watchdog.core.remembered``).
"""


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its types know no view with arguments
def embed(request: HttpRequest, page: str) -> HttpResponse:
    """Show the drawing of the page above, to be framed by whoever likes; a query changes nothing."""
    place = request.path.removesuffix(ENDING)
    return HttpResponse(kept(("embed", place), lambda: _drawn(place)), headers=HEADERS)


def _drawn(place: str) -> SafeString:
    match = match_of(place)
    make = maker_of(match)
    if make is None:
        raise Http404
    shown = make(*match.args, **match.kwargs)
    context = {
        **shown.context,
        "shown": shown,
        "address": absolute(place),
        "city": profile(settings.CITY),
        "day": today(),
        "version": stated(data_version()),
    }
    return render_to_string(shown.template, context)
