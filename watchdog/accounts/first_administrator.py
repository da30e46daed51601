"""
The first administrator of a portal on one machine, whose login lies in a file that only its owner can read.

The file has one ``name: value`` a line: ``username``, ``password``, and where the settings let codes be told
(``LOGIN_CODES_TOLD``, never in production) ``totp-secret`` in base 32 and ``otpauth``, the address with which
applications take it in. `./portal manage login_code` tells the code of the moment.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from watchdog.accounts.second_factor import has_device, secret_of

NAME = "admin"


@transaction.atomic
def make(path: Path) -> bool:
    """Make the first administrator if there is no superuser yet; tell whether it was made."""
    if User.objects.filter(is_superuser=True).exists():
        return False
    password = secrets.token_urlsafe(18)
    user = User.objects.create_superuser(username=NAME, password=password)
    write_secret(path, f"username: {NAME}\npassword: {password}\n{_second_factor(user)}")
    return True


@transaction.atomic
def give_second_factor(path: Path) -> bool:
    """Give the administrator of a login that an older portal wrote a device, unless there is one; tell whether."""
    user = User.objects.filter(username=NAME, is_superuser=True).first()
    if not settings.LOGIN_CODES_TOLD or user is None or has_device(user) or not path.is_file():
        return False
    kept = path.read_text(encoding="utf-8").rstrip("\n")
    write_secret(path, f"{kept}\n{_second_factor(user)}")
    return True


def _second_factor(user: User) -> str:
    """Make a confirmed device where codes may be told, and give the lines that say how it counts."""
    if not settings.LOGIN_CODES_TOLD:
        return ""
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name="TOTP", confirmed=True)
    return f"totp-secret: {secret_of(device)}\notpauth: {device.config_url}\n"


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text, encoding="utf-8")
