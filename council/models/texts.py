"""What was written and said at a meeting: its minutes page by page, its recording passage by passage."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.models.sessions import Meeting
from council.timecodes import clock
from watchdog.archive.models import Sourced


class MinutesPageQuerySet(models.QuerySet["MinutesPage"]):
    def for_list(self) -> Self:
        """Fetch what a list of pages, or one page, shows, in one query."""
        return self.select_related("meeting__body", "meeting__term", "snapshot")


class MinutesPage(Sourced):
    """One page of a meeting's minutes (protokół)."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="minutes_pages", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("page"), help_text=_("In the document, from 1."))
    text = models.TextField(_("text"))

    objects = MinutesPageQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        verbose_name = _("page of minutes")
        verbose_name_plural = _("pages of minutes")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_page_once_in_meeting"),
            models.CheckConstraint(name="minutes_page_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}protokol/{self.number}/"


class PassageQuerySet(models.QuerySet["Passage"]):
    def for_list(self) -> Self:
        """Fetch what a list of passages, or one passage, shows, in one query."""
        return self.select_related("meeting__body", "meeting__term", "snapshot")


class Passage(Sourced):
    """A minute or two of what was said at a meeting, by the subtitles of its recording; seconds from its beginning."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="passages", verbose_name=_("meeting"))
    starts = models.PositiveIntegerField(_("beginning, in seconds"))
    ends = models.PositiveIntegerField(_("end, in seconds"))
    text = models.TextField(_("text"))

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "starts"]
        verbose_name = _("passage of a recording")
        verbose_name_plural = _("passages of recordings")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "starts"], name="passage_once_at_a_time"),
            models.CheckConstraint(name="passage_ends_after_it_starts", condition=Q(ends__gte=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {clock(self.starts)}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}nagranie/{self.starts}/"


class TimeCode(Sourced):
    """Where in the recording a meeting took up an item of its agenda; seconds from the recording's beginning."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="time_codes", verbose_name=_("meeting"))
    label = models.CharField(_("agenda item"), max_length=20)
    starts = models.PositiveIntegerField(_("place in the recording"))

    class Meta:
        ordering = ["meeting", "starts"]
        verbose_name = _("time code")
        verbose_name_plural = _("time codes")
        constraints = [models.UniqueConstraint(fields=["meeting", "label"], name="time_code_once_an_item")]

    def __str__(self) -> str:
        return f"{self.label}: {clock(self.starts)}"
