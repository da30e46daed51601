"""Logging in: name, password and code in one step; the code alone, in a second; setting the second factor up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from watchdog.accounts.second_factor import accepted, confirm, has_device, must_wait


def code_field(*, required: bool) -> forms.CharField:
    """Give a field for a code of the telephone or from paper, which telephones and password managers fill in."""
    signs = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "size": "12"}
    return forms.CharField(
        label=gettext_lazy("Code"), max_length=32, required=required, widget=forms.TextInput(attrs=signs)
    )


def password_field() -> forms.CharField:
    """Give a field for the password that somebody has now."""
    return forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def refusal(user: User) -> ValidationError:
    """Say why a code was not taken."""
    if must_wait(user):
        return ValidationError(
            _("This code is wrong or was used already. Wait for the next one; each wrong code makes the wait longer."),
            code="wait",
        )
    return ValidationError(_("This code is wrong or was used already."), code="code")


class LoginForm(AdminAuthenticationForm):
    """
    Django's log-in form of the admin, with the code of the second factor.

    Whoever has a device may leave the code empty and is asked for it next; a wrong code fails the whole log-in and
    counts as a wrong password does. Whoever has none may type what they like there.
    """

    code = code_field(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user, code = self.get_user(), cleaned.get("code")
        if isinstance(user, User) and code and has_device(user):
            device = accepted(user, code)
            if device is None:
                name = {"username": cleaned.get("username")}
                user_login_failed.send(sender=__name__, credentials=name, request=self.request)
                raise refusal(user)
            user.otp_device = device  # type: ignore[attr-defined]  # django-otp's own way to hand it to the session
        return cleaned


class CodeForm(forms.Form):
    """The second step of a log-in."""

    code = code_field(required=True)
    device: Device

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        device = accepted(self.user, code)
        if device is None:
            raise refusal(self.user)
        self.device = device
        return code


class PasswordForm(forms.Form):
    """Asks for the password once more, before something that a passer-by at an open screen must not do."""

    password = password_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."), code="password")
        return password


class DeviceForm(PasswordForm):
    """The first code of a new device; whoever replaces one types the password as well."""

    code = code_field(required=True)
    recovery_codes: list[str]

    def __init__(self, *args: Any, user: User, device: TOTPDevice, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.device = device
        if not has_device(user):
            del self.fields["password"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            self.recovery_codes = confirm(self.user, self.device, self.cleaned_data["code"])
            if not self.recovery_codes:
                self.add_error("code", _("This code is wrong. Type the one that your telephone shows now."))
        return cleaned
