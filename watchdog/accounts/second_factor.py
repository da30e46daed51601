"""
The second factor: a code from an application on one's telephone (TOTP), or one of ten recovery codes on paper.

Devices are django-otp's, which lets each code be used once and makes whoever types wrong ones wait longer each time.
"""

from __future__ import annotations

import io
from base64 import b32encode
from typing import Any

import segno
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django_otp import login, verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10


def has_device(user: User) -> bool:
    """Tell whether this person has a confirmed second factor; recovery codes are never there without a telephone."""
    return bool(TOTPDevice.objects.devices_for_user(user, confirmed=True).exists())


def is_verified(user: Any) -> bool:
    """Tell whether this session has shown a second factor."""
    return getattr(user, "otp_device", None) is not None


def tidied(code: str) -> str:
    """Drop the spaces and hyphens with which codes are shown in groups."""
    return "".join(sign for sign in code.lower() if sign.isalnum())


def device_for(user: User, code: str) -> Device | None:
    """Give the device that a code is meant for: six digits are the telephone's, all others are from paper."""
    kind = TOTPDevice if code.isdigit() else StaticDevice
    device: Device | None = kind.objects.devices_for_user(user, confirmed=True).order_by("pk").last()
    return device


def accepted(user: User, code: str) -> Device | None:
    """Take a code, once, and give the device that knows it; a wrong code makes the next one wait."""
    code = tidied(code)
    device = device_for(user, code)
    return verify_token(user, device.persistent_id, code) if device else None


def must_wait(user: User) -> bool:
    """Tell whether one of the devices still refuses every code because of the wrong ones before."""
    devices = [*TOTPDevice.objects.devices_for_user(user, True), *StaticDevice.objects.devices_for_user(user, True)]
    return any(not device.verify_is_allowed()[0] for device in devices)


def remember(request: HttpRequest, device: Device) -> None:
    """Hold this session for verified, under a new key."""
    login(request, device)
    request.session.cycle_key()


def waiting_device(user: User) -> TOTPDevice:
    """Give the device that waits to be confirmed by its first code; there is one at a time."""
    waiting: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return waiting or TOTPDevice.objects.create(user=user, confirmed=False, name="TOTP")


def secret_of(device: TOTPDevice) -> str:
    """Give the secret as applications ask for it when no picture can be taken: base 32."""
    return b32encode(device.bin_key).decode().rstrip("=")


def picture_of(device: TOTPDevice) -> SafeString:
    """Draw the secret as a QR code: black on white in both themes, because cameras want it so."""
    drawn = io.BytesIO()
    code = segno.make(device.config_url, micro=False)
    plain = {"xmldecl": False, "svgclass": None, "lineclass": None, "omitsize": True}
    code.save(drawn, kind="svg", light="#fff", **plain)
    return mark_safe(drawn.getvalue().decode())  # made here of our own address, which segno writes as one path


@transaction.atomic
def confirm(user: User, device: TOTPDevice, code: str) -> list[str]:
    """Make a device the only one if it knows the code; give the new recovery codes, none if the code is wrong."""
    if not device.verify_token(tidied(code)):
        return []
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    device.confirmed = True
    return new_recovery_codes(user)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Replace the recovery codes; they can be shown this once."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def recovery_codes_left(user: User) -> int:
    """Count the recovery codes that have not been used."""
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def remove_devices(user: User) -> int:
    """Take every device from a person, also those that wait; tell how many there were."""
    devices = [*TOTPDevice.objects.filter(user=user), *StaticDevice.objects.filter(user=user)]
    for device in devices:
        device.delete()
    return len(devices)
