"""What of the corridor waits for an administrator: sources whose newest run failed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchdog.accounts.waiting import Waiting, register
from watchdog.ingest.models import Run


def failed_sources() -> QuerySet[Run]:
    """Keep the newest finished run of each source where that run failed; a later success mends it."""
    finished = Run.objects.filter(state__in=[Run.State.DONE, Run.State.FAILED])
    newest = finished.order_by("source", "-queued_at", "-pk").distinct("source")
    return Run.objects.filter(pk__in=newest.values("pk"), state=Run.State.FAILED)


def _oldest(_user: User) -> datetime | None:
    oldest = failed_sources().order_by("queued_at").first()
    return oldest.queued_at if oldest else None


register(
    "ingest.failed_sources",
    Waiting(
        _("Sources whose last run failed"),
        lambda _user: failed_sources().count(),
        lambda: reverse("admin:ingest_run_changelist", query={"state__exact": Run.State.FAILED}),
        "ingest.add_run",
        _oldest,
    ),
)
