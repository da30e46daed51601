"""On whose pages the council's records are shown, and how these are called where a correction names them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.models import (
    AgendaItem,
    Attendance,
    BodyMembership,
    ClubMembership,
    CommitteeTerm,
    DraftStage,
    Mandate,
    Meeting,
    MinutesPage,
    Opinion,
    Passage,
    Remark,
    ResolutionRelation,
    Ruling,
    TimeCode,
)
from watchdog.core.typography import short_date
from watchdog.errata.shown import Shown, also_shows, hangs_on, is_called


def introduce() -> None:
    """Introduce these records to the room of corrections; called once, when the app is ready."""
    for part in (AgendaItem, Attendance, TimeCode):
        hangs_on(part, "meeting")
    hangs_on(Mandate, "person", "term")
    hangs_on(ClubMembership, "person", "club")
    hangs_on(BodyMembership, "person", "body")
    hangs_on(DraftStage, "draft")
    hangs_on(Opinion, "draft", "committee")
    hangs_on(Ruling, "resolution")
    hangs_on(ResolutionRelation, "resolution")
    hangs_on(Remark, "vote")
    is_called(Meeting, meeting_title, "body", "term")
    is_called(CommitteeTerm, str, "body", "term")
    is_called(MinutesPage, str, "meeting__body", "meeting__term")
    is_called(Passage, str, "meeting__body", "meeting__term")
    also_shows(
        Shown(
            "council.committee-meeting",
            Meeting,
            gettext_lazy("Meetings of committees"),
            lambda: Meeting.objects.of_committees(),
        )
    )


def meeting_title(meeting: Meeting) -> str:
    """Call a meeting by its number or day: a number says nothing without its term, nor a day without its committee."""
    day = short_date(meeting.day) if meeting.day else ""
    if not meeting.is_session:
        return f"{meeting.body}, {day or meeting.number}"
    number = _("session %(number)s") % {"number": meeting.roman} if meeting.number else _("session without a number")
    return f"{number}, {day or meeting.term}"
