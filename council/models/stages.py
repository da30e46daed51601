"""What happened to a draft resolution on its way, as far as a document says so."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.drafts import Stage
from council.models.resolutions import DraftResolution
from council.models.sessions import Body, Meeting
from watchdog.archive.models import Sourced

OF_COMMITTEES = (Stage.REFERRED.value, Stage.OPINION.value)


class DraftStageQuerySet(models.QuerySet["DraftStage"]):
    def for_way(self) -> Self:
        """Fetch what the way of a draft shows, in one query."""
        return self.select_related("body", "meeting__body", "meeting__term")

    def said(self) -> Self:
        """Keep what a document states and no office has removed; only that enters a computation."""
        return self.filter(certainty="stated", withdrawn_at=None)


class DraftStage(Sourced):
    """
    One event on the way of a draft: what, on which day, before which body.

    What agendas, votes and resolutions prove is read from them and not kept here a second time.
    """

    class Kind(models.TextChoices):
        TABLED = Stage.TABLED.value, _("tabled")
        NUMBERED = Stage.NUMBERED.value, _("given a print number")
        REFERRED = Stage.REFERRED.value, _("referred to a committee")
        OPINION = Stage.OPINION.value, _("opinion of a committee")
        AMENDED = Stage.AMENDED.value, _("amended by its mover")
        ON_AGENDA = Stage.ON_AGENDA.value, _("put on the agenda")
        TAKEN_OFF = Stage.TAKEN_OFF.value, _("taken off the agenda")
        WITHDRAWN = Stage.WITHDRAWN.value, _("withdrawn by its mover")
        SENT_BACK = Stage.SENT_BACK.value, _("sent back to a committee or to its mover")
        DISCUSSED = Stage.DISCUSSED.value, _("discussed")
        ADOPTED = Stage.ADOPTED.value, _("adopted by the council")
        REJECTED = Stage.REJECTED.value, _("rejected by the council")
        DELIVERED = Stage.DELIVERED.value, _("delivered to the supervising authority")

    draft = models.ForeignKey(
        DraftResolution, on_delete=models.PROTECT, related_name="stages", verbose_name=_("draft resolution")
    )
    stage = models.CharField(_("what happened"), max_length=12, choices=Kind)
    day = models.DateField(_("day"), null=True, blank=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("body")
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="stages", verbose_name=_("meeting")
    )
    words = models.TextField(_("as worded"), blank=True)

    objects = DraftStageQuerySet.as_manager()

    class Meta:
        ordering = ["draft", F("day").asc(nulls_first=True), "pk"]
        verbose_name = _("stage of a draft")
        verbose_name_plural = _("stages of drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "stage", "day", "body"], nulls_distinct=False, name="draft_stage_once_a_day"
            ),
            models.CheckConstraint(name="draft_stage_known", condition=Q(stage__in=[each.value for each in Stage])),
            models.CheckConstraint(
                name="draft_stage_of_a_committee_has_one",
                condition=~Q(stage__in=OF_COMMITTEES) | Q(body__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.day:%d.%m.%Y}" if self.day else self.get_stage_display()
