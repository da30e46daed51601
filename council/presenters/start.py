"""The council's part of the start page: the last session, a vote that divided the council, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import F

from council.missing.sessions import AGENDAS, NO_VOTES
from council.missing.votes import BY_WORD, TOTALS_ONLY
from council.models import AgendaItem, Meeting, Vote
from council.presenters.roll_call import RollCall, roll_call
from council.presenters.rows import Row, row
from council.presenters.sessions import name_of
from council.titles import capitalised, draft_title, print_name
from watchdog.core.dates import today
from watchdog.missing.board import Wholes, line_of

LINES = 5
"""The last session stands on the start page in so many lines."""


@dataclass(frozen=True)
class Line:
    """One thing that the session dealt with: its title, and what became of it where we know."""

    title: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class LastSession:
    """The newest session of which a document says more than that it was held."""

    session: Meeting
    name: str
    url: str
    lines: tuple[Line, ...]
    source: str
    """The server on which it was published; empty where a file was handed over."""
    read_at: datetime | None


def last_session() -> LastSession | None:
    """Give the last session held and documented, in at most three queries; one that lies ahead is not it."""
    found = Meeting.objects.sessions().select_related("body", "term", "snapshot").documented().filter(day__lte=today())
    session = found.order_by("-day", "-number").first()
    if session is None:
        return None
    lines = [*_votes_of(session), *_points_of(session)]
    return LastSession(
        session,
        name_of(session),
        session.get_absolute_url(),
        tuple(lines[:LINES]),
        source=urlsplit(session.address).hostname or "",
        read_at=session.snapshot.kept_at if session.snapshot else None,
    )


@dataclass(frozen=True)
class NextSession:
    """The nearest session that lies ahead."""

    name: str
    url: str


def next_session() -> NextSession | None:
    """Give the nearest session of which a document says that it will be held, in one query."""
    ahead = Meeting.objects.sessions().select_related("body", "term").filter(day__gt=today())
    session = ahead.order_by("day", "number").first()
    return NextSession(name_of(session), session.get_absolute_url()) if session else None


def _votes_of(session: Meeting) -> Iterator[Line]:
    """Tell of the session's votes, the most divided first."""
    divided = (F("tally_against").desc(nulls_last=True), F("tally_abstain").desc(nulls_last=True))
    votes = Vote.objects.for_list().filter(meeting=session).order_by(*divided, "number", "pk")
    for vote in votes[:LINES]:
        each = row(vote)
        yield Line(each.title, each.url, each.word)


def _points_of(session: Meeting) -> Iterator[Line]:
    """Tell of the drafts on its agenda of which no vote is known to us; matters of procedure are left out."""
    points = AgendaItem.objects.select_related("draft__term").filter(meeting=session, draft__isnull=False)
    for item in points.filter(draft__votes__isnull=True).order_by("position")[:LINES]:
        if item.draft:
            title = draft_title(item.draft.title) or capitalised(item.title)
            yield Line(title, item.draft.get_absolute_url(), print_name(item.draft.number))


@dataclass(frozen=True)
class Picture:
    """A vote by name to be drawn, and whether it was held at the last session."""

    row: Row
    names: RollCall
    of_last: bool


def divided_vote(session: Meeting | None = None) -> Picture | None:
    """
    Give the vote by name to be drawn, in at most four queries.

    The closest one of the last session; where that has none, the latest in which the council was divided at all.
    """
    divided = Vote.objects.for_list().by_name().contested()
    found = divided.filter(meeting=session).nearest().first() if session else None
    of_last = found is not None
    found = found or divided.order_by("-year", F("day").desc(nulls_last=True), "-pk").first()
    return Picture(row(found), roll_call(found), of_last) if found else None


@dataclass(frozen=True)
class Missing:
    """A gap with its size, and the list on which it is seen."""

    title: str
    text: str
    url: str


def gaps() -> list[Missing]:
    """Say what the council's record lacks first of all; nothing where it lacks nothing of the kind."""
    day, wholes = today(), Wholes()
    lines = [line_of(lack, day, wholes.count(lack.whole)) for lack in (AGENDAS, NO_VOTES, TOTALS_ONLY, BY_WORD)]
    return [Missing(str(line.lack.title), line.part, line.url) for line in lines if line.count]
