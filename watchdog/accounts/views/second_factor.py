"""Setting up the second factor, and typing its code."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_static.models import StaticDevice

from watchdog.accounts import second_factor
from watchdog.accounts.forms.login import CodeForm, DeviceForm, PasswordForm
from watchdog.accounts.views.pages import following, page, person

METHODS = ["GET", "HEAD", "POST"]


@sensitive_post_parameters()
@require_http_methods(METHODS)
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret and take the first code; whoever has a device already shows it first, and types the password."""
    user = person(request)
    if second_factor.has_device(user) and not second_factor.is_verified(user):
        return redirect("second-factor-code")
    device = second_factor.waiting_device(user)
    form = DeviceForm(request.POST or None, user=user, device=device)
    if form.is_valid():
        second_factor.remember(request, device)
        return _codes(request, form.recovery_codes)
    context = {
        "title": _("Second factor: set it up"),
        "form": form,
        "picture": second_factor.picture_of(device),
        "secret": second_factor.secret_of(device),
        "next": following(request),
    }
    return page(request, "second_factor", context)


@sensitive_post_parameters()
@require_http_methods(METHODS)
def code(request: HttpRequest) -> HttpResponse:
    """Take the code of somebody who has given the password."""
    user = person(request)
    if not second_factor.has_device(user):
        return redirect("second-factor")
    form = CodeForm(request.POST or None, user=user)
    if form.is_valid():
        second_factor.remember(request, form.device)
        _warn_of_few(request, form)
        return HttpResponseRedirect(following(request))
    return page(request, "code", {"title": _("Second factor: the code"), "form": form, "next": following(request)})


@sensitive_post_parameters()
@require_http_methods(METHODS)
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, which replace the old ones."""
    user = person(request)
    if not second_factor.has_device(user):
        return redirect("second-factor")
    form = PasswordForm(request.POST or None, user=user)
    if form.is_valid():
        return _codes(request, second_factor.new_recovery_codes(user))
    context = {"title": _("New recovery codes"), "form": form, "left": second_factor.recovery_codes_left(user)}
    return page(request, "new_recovery_codes", context)


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"title": _("Your recovery codes"), "codes": codes, "next": following(request)}
    return page(request, "recovery_codes", context)


def _warn_of_few(request: HttpRequest, form: CodeForm) -> None:
    """Tell whoever used a recovery code how many are left."""
    if isinstance(form.device, StaticDevice):
        left = second_factor.recovery_codes_left(form.user)
        told = ngettext(
            "You have used a recovery code: %d is left.", "You have used a recovery code: %d are left.", left
        )
        messages.warning(request, told % left)
