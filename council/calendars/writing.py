"""Events as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from council.calendars.events import Event
from watchdog.core.naming import portal_name

ASKED_AGAIN = timedelta(hours=6)
"""How often a calendar program need look."""


def written(name: str, events: Iterable[Event], whole: Callable[[str], str], domain: str) -> bytes:
    """Write a calendar; ``whole`` makes a whole address of a page's path, ``domain`` ends what events are known by."""
    calendar = Calendar()
    number = f"-//{portal_name()}//Portal//PL"
    for field, value in (("prodid", number), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(field, value)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"value": "DURATION"})
    for event in events:
        calendar.add_component(_entry(event, whole, domain))
    return bytes(calendar.to_ical())


def _entry(event: Event, whole: Callable[[str], str], domain: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.key}@{domain}")
    entry.add("dtstamp", event.changed_at.astimezone(UTC).replace(microsecond=0))
    entry.add("last-modified", event.changed_at.astimezone(UTC).replace(microsecond=0))
    entry.add("dtstart", event.starts.astimezone(UTC) if event.starts else event.day)
    entry.add("summary", event.title)
    entry.add("url", whole(event.path))
    if event.place:
        entry.add("location", event.place)
    entry.add("description", "\n\n".join(filter(None, [event.text, whole(event.path)])))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return entry
