"""What search keeps of sessions."""

from __future__ import annotations

from collections.abc import Iterator

from council.models import Meeting
from watchdog.core.typography import short_date
from watchdog.records import SearchText


def session_text(session: Meeting) -> SearchText:
    """Keep the agenda, so that a session is found by what it dealt with."""
    name = f"sesja {session.roman}".strip()
    when = short_date(session.day) if session.day else f"kadencja {session.term}"
    return SearchText(
        title=f"{name[:1].upper()}{name[1:]}, {when}",
        url=session.get_absolute_url(),
        body="\n".join(_points(session)),
        keywords=f"{name} {session.number or ''} kadencja {session.term}",
        day=session.day,
        organ=session.body.name,
    )


def _points(session: Meeting) -> Iterator[str]:
    for item in session.agenda_items.all():
        sign = f" (druk {item.draft.number})" if item.draft else ""
        yield f"{item.label}. {item.title}{sign}"
