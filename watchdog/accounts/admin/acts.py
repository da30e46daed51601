"""Acts on one person or invitation that are neither adding nor changing: asked once more, then done by POST."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from watchdog.core.admins import TitledAdmin


class ActingAdmin(TitledAdmin):
    """A page of the admin with acts of its own; nothing is deleted from it."""

    acts: dict[str, str] = {}
    """The last part of an act's address, and the method that answers there: ``method(request, record)``."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        named = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(f"<path:object_id>/{part}/", wrap(getattr(self, method)), name=f"{named}_{method}")
            for part, method in self.acts.items()
        ]
        return [*own, *super().get_urls()]

    def record(self, request: HttpRequest, object_id: str, permission: str) -> Any:
        """Give the record that an act is about, to whoever may act on it."""
        if not request.user.has_perm(permission):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        return record

    def asked(self, request: HttpRequest, record: Model, context: dict[str, Any]) -> TemplateResponse:
        """Ask once more: ``context`` has the title, the lines that say what will happen, and the button."""
        shared = {"opts": self.opts, "record": record, "back": self.address_of(record)}
        return TemplateResponse(
            request, "accounts/confirm.html", {**self.admin_site.each_context(request), **shared, **context}
        )

    def address_of(self, record: Model) -> str:
        """Give the address of a record's page."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def back_to(self, record: Model) -> HttpResponseRedirect:
        """Go back to the record's page."""
        return HttpResponseRedirect(self.address_of(record))
