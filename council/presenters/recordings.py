"""Which minutes and which recording a meeting has, and where in the recording each item was taken up."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Meeting, MinutesPage, Passage, TimeCode
from council.timecodes import clock


@dataclass(frozen=True)
class Moment:
    """When an item was taken up: „13:19”, where to read or hear it, and whether a machine's words told us."""

    clock: str
    url: str
    inferred: bool


@dataclass(frozen=True)
class Texts:
    """What is kept of a meeting beside its record."""

    meeting: Meeting
    pages: tuple[int, ...]
    passages: tuple[int, ...]
    codes: dict[str, TimeCode]

    def moment(self, label: str) -> Moment | None:
        """Give the moment of an agenda item: the passage in which it was taken up, else the recording's place."""
        code = self.codes.get(label)
        return Moment(clock(code.starts), self._heard(code.starts), code.is_inferred) if code else None

    def _heard(self, second: int) -> str:
        place = bisect_right(self.passages, second)
        if place:
            return f"{self.meeting.get_absolute_url()}nagranie/{self.passages[place - 1]}/"
        address = self.meeting.recording
        return f"{address}#t={second}" if address.startswith(("http://", "https://")) else ""

    @property
    def links(self) -> list[SafeString]:
        """Lead to the minutes and to the words of the recording, where we have them."""
        links = []
        at = self.meeting.get_absolute_url()
        if self.pages:
            words = ngettext("Minutes: %(n)s page", "Minutes: %(n)s pages", len(self.pages)) % {"n": len(self.pages)}
            links.append(format_html('<a href="{}protokol/{}/">{}</a>', at, self.pages[0], words))
        if self.passages:
            said = _("The recording word for word")
            links.append(format_html('<a href="{}nagranie/{}/">{}</a>', at, self.passages[0], said))
        return links


def texts_of(meeting: Meeting) -> Texts:
    """Find what is kept of a meeting, in three queries whatever its length."""
    return Texts(
        meeting=meeting,
        pages=tuple(MinutesPage.objects.filter(meeting=meeting.pk).values_list("number", flat=True)),
        passages=tuple(Passage.objects.filter(meeting=meeting.pk).values_list("starts", flat=True)),
        codes={code.label: code for code in TimeCode.objects.filter(meeting=meeting.pk)},
    )
