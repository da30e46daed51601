"""A forgotten password: the link is asked for here, sent by mail, and used once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from watchdog.accounts.tasks import send_reset_link
from watchdog.accounts.throttling import client_address, is_too_often, paused
from watchdog.accounts.views.pages import page

MOST_BY_VISITOR = 10
"""Links that may be asked for from one address of the network in an hour."""

MOST_BY_MAIL = 3
"""Links that one mail box gets in an hour; more are asked for in vain, and nobody learns of it."""


class AddressForm(forms.Form):
    """The address to which the link goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Take an address; the answer is the same, and as quick, whether somebody has it or not: a worker looks."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        if is_too_often("reset-visitor", client_address(request), MOST_BY_VISITOR):
            return paused(request)
        if _sent(request, form):
            return redirect("password_reset_done")
    return page(request, "password_forgotten", {"title": _("Forgotten password"), "form": form})


def _sent(request: HttpRequest, form: AddressForm) -> bool:
    address: str = form.cleaned_data["email"].strip().lower()
    if is_too_often("reset-mail", address, MOST_BY_MAIL):
        return True
    try:
        send_reset_link.delay(address, f"{request.scheme}://{request.get_host()}")
    except OperationalError:
        form.add_error(None, _("Mail cannot be sent at the moment. Try again in a few minutes."))
        return False
    return True


@require_safe
def forgotten_done(request: HttpRequest) -> HttpResponse:
    """Say what happens next."""
    return page(request, "password_sent", {"title": _("Look into your mail")})


class NewPassword(PasswordResetConfirmView):
    """Django's own page behind the link, in the look of the back room; every session of the person ends."""

    template_name = "accounts/password_new.html"
    success_url = reverse_lazy("password_reset_complete")
    title = gettext_lazy("New password")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}


@require_safe
def new_password_done(request: HttpRequest) -> HttpResponse:
    """Lead to the log-in."""
    return page(request, "password_done", {"title": _("Your password has been changed")})
