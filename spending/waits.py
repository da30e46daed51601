"""What of the city's money waits for a person."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spending.duplicates import how_many
from spending.models import SignalWord
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
register(
    "spending.signal_words",
    Waiting(
        _("Replies to signals and dismissals to decide"),
        lambda user: SignalWord.objects.waiting().exclude(user=user).count(),
        lambda: reverse("admin:spending_signals"),
        "spending.decide_signalword",
        lambda user: (
            SignalWord.objects.waiting().exclude(user=user).order_by("at").values_list("at", flat=True).first()
        ),
    ),
)
