"""What search keeps of minutes and of recordings: each piece whole, so that a hit opens where the words stand."""

from __future__ import annotations

from council.models import Meeting, MinutesPage, Passage
from council.timecodes import clock
from watchdog.core.typography import short_date
from watchdog.records import SearchText


def minutes_text(page: MinutesPage) -> SearchText:
    """Keep a page of minutes."""
    return SearchText(
        title=f"Protokół, {meeting_words(page.meeting)}, s. {page.number}",
        url=page.get_absolute_url(),
        body=page.text,
        keywords=_keywords("protokół", page.meeting),
        day=page.meeting.day,
        organ=page.meeting.body.name,
    )


def passage_text(passage: Passage) -> SearchText:
    """Keep a passage of a recording."""
    return SearchText(
        title=f"Nagranie, {meeting_words(passage.meeting)}, {clock(passage.starts)}",
        url=passage.get_absolute_url(),
        body=passage.text,
        keywords=_keywords("nagranie napisy", passage.meeting),
        day=passage.meeting.day,
        organ=passage.meeting.body.name,
    )


def meeting_words(meeting: Meeting) -> str:
    """Name a meeting in Polish: „sesja III, 6.06.2024”, „Komisja Rewizyjna, 20.05.2025”."""
    name = f"sesja {meeting.roman}".strip() if meeting.is_session else meeting.body.name
    return f"{name}, {short_date(meeting.day)}" if meeting.day else f"{name}, kadencja {meeting.term}"


def _keywords(kind: str, meeting: Meeting) -> str:
    return f"{kind} {meeting.body.name} {meeting.roman} kadencja {meeting.term}"
