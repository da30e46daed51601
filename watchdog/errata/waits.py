"""What readers have sent and nobody has answered, for the page of what waits for whom."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchdog.accounts.waiting import Waiting, register
from watchdog.errata.models import Objection

register(
    "errata.objections",
    Waiting(
        _("Remarks and objections of readers to answer"),
        lambda _user: Objection.objects.waiting().count(),
        lambda: reverse("admin:errata_objections"),
        "errata.decide_objection",
        lambda _user: Objection.objects.waiting().order_by("at").values_list("at", flat=True).first(),
    ),
)
