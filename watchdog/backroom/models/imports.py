"""A table that somebody brought, and what the portal makes of it before anything is confirmed."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from watchdog.archive.models import Snapshot
from watchdog.backroom.models.submissions import Submission, SubmissionQuerySet


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    def for_list(self) -> Self:
        """Fetch what a list shows, without the rows of each file."""
        return self.select_related("user").defer("result")


class ImportFile(models.Model):
    """
    An uploaded table: the file in the archive, and each of its entries with what importing it would mean.

    ``result`` holds what was said of the file (``said``), and ``entries``: the rows of each, its draft or its errors,
    and, once compared with the portal, its status.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of an imported file", "waits to be confirmed")
        CONFIRMED = "confirmed", pgettext_lazy("state of an imported file", "imported as drafts")
        DROPPED = "dropped", pgettext_lazy("state of an imported file", "dropped")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+", verbose_name=_("document"))
    name = models.CharField(_("file"), max_length=120)
    kind = models.CharField(_("kind of table"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("brought by")
    )
    at = models.DateTimeField(_("brought"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    result = models.JSONField(_("what was read"), default=dict, encoder=DjangoJSONEncoder)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("imports:file", args=[self.pk])

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What the file's rows say, in their order."""
        entries: list[dict[str, Any]] = self.result.get("entries", [])
        return entries

    @property
    def bundle_keys(self) -> str:
        """How the keys of the bundles made from this file begin."""
        return f"import/{self.pk}/"

    @property
    def submissions(self) -> SubmissionQuerySet:
        """The work that was made from this file."""
        return Submission.objects.filter(bundle__key__startswith=self.bundle_keys)
