"""What of the city's money waits for a person."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spending.duplicates import how_many
from watchdog.accounts.waiting import Waiting, register

register(
    "spending.duplicates",
    Waiting(
        _("Organizations that may be one"),
        lambda _user: how_many(),
        lambda: reverse("admin:spending_duplicates"),
        "spending.identify_organization",
    ),
)
