"""Tell the code of the second factor that somebody of this machine would read from a telephone: never in production."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from watchdog.accounts.first_administrator import NAME


class Command(BaseCommand):
    help = "Print the code that USER types at the log-in now (on one's own machine only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", nargs="?", default=NAME, metavar="USER", help=f"whose code; {NAME} unless given")

    def handle(self, *, user: str, **options: Any) -> None:
        if not settings.LOGIN_CODES_TOLD:
            raise CommandError("Codes are told on one's own machine only (watchdog.settings.dev).")
        device = TOTPDevice.objects.filter(user__username=user, confirmed=True).first()
        if device is None:
            raise CommandError(f"{user} has no second factor.")
        self.stdout.write(code_of(device))


def code_of(device: TOTPDevice) -> str:
    """Give the code of the moment; where it was used already, the next, which the portal takes half a minute early."""
    oath = TOTP(device.bin_key, device.step, device.t0, device.digits)
    oath.time = time.time()
    if oath.t() <= device.last_t:
        oath.time += device.step
    return f"{oath.token():0{device.digits}}"
