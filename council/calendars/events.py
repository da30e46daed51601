"""
The events of a calendar: each day on which the council or a committee sits, and each last day that is still ahead.

Nothing is made up: a meeting without a known hour is a whole day, its end is never guessed, a meeting whose day is not
known is left out. What an office no longer lists is cancelled, so that it leaves the calendars it has got into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from council.drafts import Stage
from council.lifecycle import Clock, ClockState, handing_over, ruling
from council.models import AgendaItem, Body, DraftStage, Interpellation, Meeting, Resolution, Vote
from council.presenters.clocks import clock_words
from council.presenters.sessions import name_of
from council.presenters.way import life_of
from watchdog.cities import profile
from watchdog.core.dates import today
from watchdog.search.question import Question
from watchdog.search.text import text_vector

LOOKED_BACK = timedelta(days=365)
"""Meetings of the last year stay in the calendar."""
ADOPTED_LATELY = timedelta(days=90)
"""Of resolutions adopted so lately a clock may still run."""
ASKED_LATELY = timedelta(days=90)
"""An answer to what was asked before is late, if it is due at all."""
ITEMS = 40
"""Agenda items that one event names; the page has them all."""
ZONE = ZoneInfo("Europe/Warsaw")


@dataclass(frozen=True)
class Event:
    """One entry of a calendar: a moment or a whole day."""

    key: str
    """What it is known by for good, whatever is changed in it."""
    day: date
    title: str
    path: str
    changed_at: datetime
    starts: datetime | None = None
    place: str = ""
    text: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Asked:
    """Which events: of a committee, about a topic, with or without the last days; everything where nothing is said."""

    committee: Body | None = None
    topic: Question | None = None
    deadlines: bool = True


def events(asked: Asked) -> Iterator[Event]:
    """Give the events of a calendar."""
    for meeting in _meetings(asked):
        yield from _sittings(meeting)
    if asked.deadlines and asked.committee is None:
        yield from _answers(asked)
        yield from _clocks(asked)


def _meetings(asked: Asked) -> QuerySet[Meeting]:
    since = today() - LOOKED_BACK
    found = Meeting.objects.select_related("body", "term").prefetch_related("sittings", "agenda_items")
    found = found.filter(Q(day__gte=since) | Q(sittings__day__gte=since)).distinct().order_by("day", "pk")
    if asked.committee:
        found = found.filter(body=asked.committee)
    if asked.topic:
        about = AgendaItem.objects.alias(_words=text_vector("title")).filter(_words=asked.topic.query())
        found = found.filter(Exists(about.filter(meeting=OuterRef("pk"))))
    return found


def _sittings(meeting: Meeting) -> Iterator[Event]:
    """Give one event for each day; only the first has the hour of the meeting."""
    days = sorted({*filter(None, [meeting.day]), *(sitting.day for sitting in meeting.sittings.all())})
    for place, day in enumerate(days):
        first = day == meeting.day and meeting.starts_at is not None
        yield Event(
            key=f"meeting-{meeting.pk}-{place}",
            day=day,
            starts=datetime.combine(day, meeting.starts_at, ZONE) if first and meeting.starts_at else None,
            title=_title(meeting),
            path=meeting.get_absolute_url(),
            place=meeting.venue,
            text=_agenda(meeting),
            changed_at=meeting.updated_at,
            cancelled=meeting.withdrawn_at is not None,
        )


def _title(meeting: Meeting) -> str:
    return str(name_of(meeting)) if meeting.is_session else f"{meeting.body.name}"


def _agenda(meeting: Meeting) -> str:
    items = [item for item in meeting.agenda_items.all() if item.withdrawn_at is None]
    lines = [f"{item.label}. {item.title}" for item in items[:ITEMS]]
    if len(items) > ITEMS:
        lines.append(_("The whole agenda is on the page of the meeting."))
    return "\n".join(lines)


def _answers(asked: Asked) -> Iterator[Event]:
    """Give the last day for each answer that lies ahead, unless a document says that the answer has come."""
    waiting = Interpellation.objects.exclude(answer=Interpellation.Answer.GIVEN)
    if asked.topic:
        waiting = waiting.alias(_words=text_vector("subject")).filter(_words=asked.topic.query())
    for each in waiting.filter(withdrawn_at=None, received_on__gte=today() - ASKED_LATELY):
        if each.last_day and each.last_day >= today():
            yield Event(
                key=f"answer-{each.pk}",
                day=each.last_day,
                title=_("Last day for the answer: %(subject)s") % {"subject": each.subject},
                path=each.get_absolute_url(),
                text=each.authors,
                changed_at=each.updated_at,
            )


def _clocks(asked: Asked) -> Iterator[Event]:
    """Give the last days of supervision over what the council has adopted lately."""
    city, since = profile(settings.CITY), today() - ADOPTED_LATELY
    adopted = Resolution.objects.filter(adopted_on__gte=since, withdrawn_at=None).prefetch_related("rulings")
    if asked.topic:
        adopted = adopted.alias(_words=text_vector("title")).filter(_words=asked.topic.query())
    delivered = _deliveries(adopted)
    for resolution in adopted:
        life = life_of(resolution, delivered[resolution.pk], list(resolution.rulings.all()))
        for clock in (handing_over(life, city, today()), ruling(life, city, today())):
            if clock and clock.state is ClockState.RUNNING and clock.last_day:
                yield _clock(resolution, clock, clock.last_day)


def _deliveries(resolutions: QuerySet[Resolution]) -> defaultdict[int, list[DraftStage]]:
    """Find when the drafts behind resolutions were handed over to supervision, in two queries."""
    behind = dict(
        Vote.objects.filter(resolution__in=resolutions).exclude(draft=None).values_list("draft", "resolution")
    )
    found = defaultdict[int, list[DraftStage]](list)
    for stage in DraftStage.objects.filter(draft__in=behind, stage=Stage.DELIVERED):
        found[behind[stage.draft_id]].append(stage)
    return found


def _clock(resolution: Resolution, clock: Clock, last_day: date) -> Event:
    words = clock_words(clock)
    assert words is not None  # there is a clock
    return Event(
        key=f"clock-{clock.kind}-{resolution.pk}",
        day=last_day,
        title=f"{words.title}: {resolution.title}",
        path=resolution.get_absolute_url(),
        text=words.text,
        changed_at=resolution.updated_at,
    )
