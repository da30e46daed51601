"""What a form of the back room carries so that nothing typed in it is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import template
from django.http import HttpRequest
from django.template import Context

from watchdog.backroom.models import Typing
from watchdog.backroom.posted import FORM, VERSION, page_of, signed_typist

register = template.Library()


@register.inclusion_tag("admin/backroom/_typing_banner.html", takes_context=True)
def typing_banner(context: Context) -> dict[str, Any]:
    """Offer the drafts of this page: ``{% typing_banner %}`` before the form, outside of it."""
    request: HttpRequest = context["request"]
    restored = _restored(request)
    waiting = Typing.objects.of(request.user).filter(page=page_of(request.get_full_path()))
    return {
        "typings": waiting.exclude(form=_opening(request)),
        "restored": restored,
        "changed_since": bool(restored and restored.version and restored.version != _version(context)),
    }


@register.inclusion_tag("admin/backroom/_typing_fields.html", takes_context=True)
def typing_fields(context: Context) -> dict[str, Any]:
    """Say in hidden fields which opening of which form this is: ``{% typing_fields %}`` within the form."""
    request: HttpRequest = context["request"]
    restored = _restored(request)
    return {
        "form": _opening(request),
        "page": page_of(request.get_full_path()),
        "title": _title(context),
        "typist": signed_typist(request.user),
        "version": request.POST.get(VERSION) or (restored.version if restored else _version(context)),
    }


@register.inclusion_tag("admin/backroom/_typing_button.html")
def typing_button() -> dict[str, Any]:
    """Give the form its button for keeping a draft: ``{% typing_button %}`` after the buttons that save."""
    return {}


def _restored(request: HttpRequest) -> Typing | None:
    return getattr(request, "typing", None)


def _opening(request: HttpRequest) -> UUID:
    """Give this opening of the form its number: of the draft it goes on from, of the form that came back, or new."""
    known: UUID | None = getattr(request, "typing_opening", None)
    if known is None:
        known = _known_opening(request) or uuid4()
        request.typing_opening = known  # type: ignore[attr-defined]  # one number for all of the page
    return known


def _known_opening(request: HttpRequest) -> UUID | None:
    restored = _restored(request)
    try:
        return restored.form if restored else UUID(request.POST.get(FORM, ""))
    except ValueError:
        return None


def _version(context: Context) -> str:
    """Give the version of the record of the page: its number, or when it was last changed."""
    record = context.get("original")
    version, changed = getattr(record, "version", None), getattr(record, "updated_at", None)
    return str(version) if version else (changed.isoformat() if changed else "")


def _title(context: Context) -> str:
    """Name the page by its heading and by the record, or by what a new one is added to."""
    parts = [context.get("title"), context.get("subtitle") or context.get("original")]
    return ": ".join(str(part) for part in parts if part)
