"""People of the back room, and clients who have shown a second factor."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "bardzo-dobre-haslo"


def member(name: str, *groups: str, **fields: Any) -> User:
    """Make somebody of the back room, in these groups of the table of roles."""
    fields = {"email": f"{name}@odnowa.example", "is_staff": True, **fields}
    user = User.objects.create_user(name, password=PASSWORD, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def device(user: User) -> TOTPDevice:
    """Give somebody a second factor."""
    made: TOTPDevice = TOTPDevice.objects.create(user=user, name="TOTP", confirmed=True)
    return made


def code(device: TOTPDevice, steps: int = 0) -> str:
    """Give the code of the moment, or of so many half minutes later."""
    oath = TOTP(device.bin_key, device.step, device.t0, device.digits)
    oath.time = time.time() + steps * device.step
    return f"{oath.token():06}"


def log_in(client: Client, user: User, *, verified: bool = True) -> Client:
    """Log somebody in without the form, as if the code had been typed too."""
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    if verified:
        shown = TOTPDevice.objects.filter(user=user, confirmed=True).first() or device(user)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = shown.persistent_id
        session.save()
    return client
