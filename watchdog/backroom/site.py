"""
The back room's own front door: Django's admin, in which nothing that was typed is lost.

Every page of the admin is reached through ``admin_view``, ours included. So every form is kept, restored, saved once
and carried through a log-in here, and no page has to do anything for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from watchdog.backroom import typing_pages
from watchdog.backroom.handing_over import hand_over
from watchdog.backroom.keeping import asked_for, restore
from watchdog.backroom.offering import carrying
from watchdog.backroom.once import submitted
from watchdog.backroom.posted import CARRIED, Typed, typed_or_carried, unpacked
from watchdog.core.naming import portal_name

View = Callable[..., HttpResponseBase]


def _title() -> str:
    """Name the back room after the portal of this city."""
    return gettext("%(portal)s: back room") % {"portal": portal_name()}


class BackroomSite(AdminSite):
    """The admin at ``/zaplecze/``."""

    site_header = site_title = lazy(_title, str)()
    index_title = gettext_lazy("What would you like to enter or correct?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doors: list[Callable[[], list[URLPattern]]] = []

    def add_door(self, urls: Callable[[], list[URLPattern]]) -> None:
        """Let a room add pages that belong to no single kind of record; called from its ``admin`` module."""
        self.doors.append(urls)

    def get_urls(self) -> list[Any]:
        rooms = [url for door in self.doors for url in door()]
        return [*self._typing_urls(), *rooms, *super().get_urls()]

    def _typing_urls(self) -> list[URLPattern | URLResolver]:
        """Give the addresses of drafts; two of them answer a script, which cannot follow anybody to a log-in."""
        view = self.admin_view
        return [
            path("szkice/", typing_pages.drafts, name="typings"),
            path("szkice/zeton/", typing_pages.token, name="typing_token"),
            path("szkice/przejmij/", view(typing_pages.claim), name="typing_claim"),
            path("szkice/<int:pk>/", view(typing_pages.draft), name="typing"),
            path("szkice/<int:pk>/odrzuc/", view(typing_pages.discard), name="typing_discard"),
        ]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        protected = super().admin_view(view, cacheable)

        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            call = partial(protected, request, *args, **kwargs)
            if not self.has_permission(request):
                return self._logged_out(request, call)
            return submitted(request, call) if request.method == "POST" else _restored(request, call)

        return update_wrapper(kept, protected)

    def _logged_out(self, request: HttpRequest, call: View) -> HttpResponseBase:
        leaving = request.path == reverse("admin:logout", current_app=self.name)
        typed = typed_or_carried(request) if request.method == "POST" and not leaving else None
        return self.log_in_again(request, typed) if typed and typed.data else call()

    def log_in_again(self, request: HttpRequest, typed: Typed) -> HttpResponseBase:
        """Show the log-in where a form was sent by nobody; the page carries what was typed."""
        request.method = "GET"  # what was sent is no log-in
        request.POST = QueryDict()
        return self.login(request, self._carrying(typed))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        carried = request.POST.get(CARRIED, "")
        typed = unpacked(carried) if carried else None
        context = {"carried_in_vain": bool(carried and not typed), **(self._carrying(typed) if typed else {})}
        response = super().login(request, {**context, **(extra_context or {})})
        came_in = request.method == "POST" and response.status_code == 302 and self.has_permission(request)
        return hand_over(request, typed) if typed and came_in else response

    def _carrying(self, typed: Typed) -> dict[str, Any]:
        address = reverse("admin:login", current_app=self.name)
        return {**carrying(typed), "app_path": address, REDIRECT_FIELD_NAME: typed.page}


def _restored(request: HttpRequest, call: View) -> HttpResponseBase:
    """Draw a page; with what was typed, if its address asks for it."""
    typing = asked_for(request)
    request.typing = typing  # type: ignore[attr-defined]  # for the page's own tags, and for pages without Django's forms
    response = call()
    if typing is not None:
        restore(request, response, typing)
    return response


site: BackroomSite = cast(BackroomSite, admin.site)
"""The one back room of this process, under its own type."""
