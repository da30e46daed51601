"""
What is missing, for those who can mend it: the same lacks as at ``/braki/``, each record with the page that mends it.

Whoever may not mend a kind does not see it here; everybody sees it on the public board.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from watchdog.core.dates import today
from watchdog.ingest.registry import sources_of
from watchdog.missing.board import Line, line_of
from watchdog.missing.registry import Lack, lacks
from watchdog.missing.silence import SourceState, states_of
from watchdog.missing.views import LackList

STARTS_RUNS = "ingest.add_run"
"""Who may see to a source that has fallen silent."""


@dataclass(frozen=True)
class Mendable:
    """What one person could mend: kinds that they may mend, the oldest first, and sources that need somebody."""

    lines: tuple[Line, ...]
    sources: tuple[SourceState, ...]

    @property
    def total(self) -> int:
        """How many records and sources wait; one record that lacks two things waits twice."""
        return sum(line.count for line in self.lines) + len(self.sources)


def may_mend(user: AbstractBaseUser | AnonymousUser, permission: str) -> bool:
    """Tell whether a user has a permission; nobody who is not a person of the back room has."""
    return isinstance(user, PermissionsMixin) and user.is_active and user.has_perm(permission)


def mendable(user: AbstractBaseUser | AnonymousUser) -> Mendable:
    """Give what a user could mend, in as many queries as there are kinds they may mend and two for the sources."""
    day = today()
    allowed = [lack for lack in lacks() if may_mend(user, lack.permission)]
    lines = [line for lack in allowed if (line := line_of(lack, day)).count]
    sources = states_of(sources_of(settings.CITY), day) if may_mend(user, STARTS_RUNS) else []
    oldest_first = sorted(lines, key=lambda line: (line.first is None, line.first or day))
    return Mendable(tuple(oldest_first), tuple(each for each in sources if each.late))


@require_safe
def mending(request: HttpRequest) -> HttpResponse:
    """List the kinds that this person may mend, and the sources that need somebody."""
    if not any(may_mend(request.user, lack.permission) for lack in lacks()):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": _("What is missing in the data"),
        "missing": mendable(request.user),
    }
    return TemplateResponse(request, "admin/missing/board.html", context)


class MendingList(LackList):
    """The records that one thing is missing of, each with the page that mends it."""

    template_name = "admin/missing/list.html"
    mending = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_mend(request.user, self.lack.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lack: Lack = self.lack
        return super().get_context_data(**{**admin.site.each_context(self.request), "title": lack.title, **kwargs})


urlpatterns = [
    path("", admin.site.admin_view(mending), name="mending"),
    path("<slug:code>/", admin.site.admin_view(MendingList.as_view()), name="mending-list"),
]
