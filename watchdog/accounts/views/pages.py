"""What every page of this room shares: the look of the back room, and where one goes next."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> TemplateResponse:
    """Draw a page in the frame of the back room; ``context`` has its title."""
    framed = {**admin.site.each_context(request), **context}
    return TemplateResponse(request, f"accounts/{template}.html", framed, status=status)


def person(request: HttpRequest) -> User:
    """Give whoever is logged in; a page that asks this stands behind the log-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def following(request: HttpRequest) -> str:
    """Give the page of ours that was asked for before the log-in came between, else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("admin:index")
