"""What of the council's records waits for a person."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.unknown_names import how_many
from watchdog.accounts.waiting import Waiting, register

register(
    "council.names",
    Waiting(_("Unknown names"), lambda _user: how_many(), lambda: reverse("admin:council_names"), "council.tie_name"),
)
