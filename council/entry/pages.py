"""What the pages of a session typed in one sitting have in common: who may open them, who else is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from council.drafts import BodyKind
from watchdog.backroom.models import Bundle, State, Submission
from watchdog.backroom.present import noted

View: TypeAlias = Callable[..., HttpResponse]

ADD = "council.add_{}"


def asks_for(model: str) -> Callable[[View], View]:
    """Refuse a page to whoever may not add records of a kind (``vote``)."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(ADD.format(model)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return wrap


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def bundle_or_404(key: int) -> Bundle:
    """Give the bundle of a meeting; other bundles have other pages."""
    return get_object_or_404(Bundle.objects.filter(key__regex=r"^(sesja|komisja)/"), pk=key)


def piece_or_404(bundle: Bundle, key: int, kind: str) -> Submission:
    """Give a piece of a bundle's work that is not put aside."""
    found = bundle.submissions.exclude(state=State.DROPPED).filter(kind=kind)
    return get_object_or_404(found.select_related("bundle", "author"), pk=key)


def page(request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> TemplateResponse:
    """Draw a page of the back room; where it belongs to a bundle, note who has it open and tell who else has."""
    bundle = context.get("bundle")
    there = noted(bundle, user_of(request), context.get("part", title)) if bundle else []
    shared = {**admin.site.each_context(request), "title": title, "there": there}
    return TemplateResponse(request, f"admin/council/entry/{name}.html", {**shared, **context})


def body_kind(bundle: Bundle) -> BodyKind:
    return BodyKind.COMMITTEE if bundle.data.get("committee") else BodyKind.COUNCIL


def seen_again() -> str:
    """What to say when two people have saved the same thing."""
    return _(
        "Somebody has saved this while you were typing. Nothing of yours is stored yet, and nothing is lost: both are "
        "shown here."
    )
