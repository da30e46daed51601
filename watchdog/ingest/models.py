"""What the corridor remembers of its work: every run, every document it took, every part it could not read."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from watchdog.archive.models import Sighting, Snapshot


class Run(models.Model):
    """One walk of one source: from the office (or from files) to the stored record."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        INTERRUPTED = "interrupted", _("interrupted")

    source = models.SlugField(_("source"), max_length=60)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    since = models.DateField(_("since"), null=True, blank=True)
    reparse = models.BooleanField(_("read again from the archive"), default=False)
    queued_at = models.DateTimeField(_("queued"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    documents = models.PositiveIntegerField(_("documents"), default=0)
    findings = models.JSONField(_("findings"), default=list, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        indexes = [models.Index(fields=["source", "-queued_at"], name="run_latest_of_source")]
        constraints = [
            models.CheckConstraint(
                name="run_ended_when_finished",
                condition=models.Q(state__in=["queued", "running"]) | models.Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.queued_at:%Y-%m-%d %H:%M}"


class FailureQuerySet(models.QuerySet["Failure"]):
    def unread(self) -> Self:
        """Keep the newest failure of each document still not read; what is another city's or gone is not waited for."""
        same_bytes = Sighting.objects.filter(snapshot=OuterRef("snapshot"), taken_in_at__isnull=False)
        same_place = Sighting.objects.filter(address=OuterRef("address"), taken_in_at__gt=OuterRef("at"))
        waiting = self.exclude(code__in=["other_city", "gone"]).filter(~Exists(same_bytes), ~Exists(same_place))
        return waiting.order_by("address", "-at", "-pk").distinct("address")


class Failure(models.Model):
    """A document that is not what it should be: kept, named, and listed as missing until it is read."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="failures", verbose_name=_("run"))
    snapshot = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="failures",
        verbose_name=_("document"),
    )
    address = models.CharField(_("address"), max_length=2000)
    code = models.SlugField(_("code"), max_length=60)
    text = models.TextField(_("reason"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = FailureQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("unread document")
        verbose_name_plural = _("unread documents")

    def __str__(self) -> str:
        return f"{self.code}: {self.address}"


class Rejected(models.Model):
    """A row of a document that could not become a record; its bytes are in the archive, its reason is here."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="rejected", verbose_name=_("document")
    )
    source = models.SlugField(_("source"), max_length=60)
    place = models.CharField(_("place"), max_length=200)
    reason = models.TextField(_("reason"))
    raw = models.TextField(_("as it stands in the document"), blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("rejected row")
        verbose_name_plural = _("rejected rows")
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "source", "place"], name="rejected_once_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.place}"
