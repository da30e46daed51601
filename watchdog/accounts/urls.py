"""Addresses of one's own account and of the ways in; they stand before the admin's, which takes all that is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from watchdog.accounts.views import account, invitation, passwords, second_factor


def behind_the_login(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Give the address of a page that only people of the back room open."""
    wrapped: Callable[..., Any] = admin.site.admin_view(view)
    return path(route, wrapped, name=name)


urlpatterns = [
    behind_the_login("konto/", account.account, "account"),
    behind_the_login("konto/wyloguj-wszedzie/", account.end_everywhere, "end-sessions"),
    behind_the_login("konto/kody/", second_factor.recovery_codes, "recovery-codes"),
    behind_the_login("drugi-skladnik/", second_factor.set_up, "second-factor"),
    behind_the_login("drugi-skladnik/kod/", second_factor.code, "second-factor-code"),
    behind_the_login("czeka/", account.waiting, "waiting"),
    path("haslo/", passwords.forgotten, name="admin_password_reset"),
    path("haslo/wyslane/", passwords.forgotten_done, name="password_reset_done"),
    path("haslo/<uidb64>/<token>/", passwords.NewPassword.as_view(), name="password_reset_confirm"),
    path("haslo/zmienione/", passwords.new_password_done, name="password_reset_complete"),
    path("zaproszenie/<int:pk>/<token>/", invitation.invitation, name="invitation"),
]
