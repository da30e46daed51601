"""A session's page: the days it sat, its agenda with prints and votes, attendance as far as documents tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import AgendaItem, Meeting, Vote
from council.presenters.attendance import Here, Layers, Taken, layers_of
from council.presenters.figures import Sum
from council.presenters.recordings import Moment, Texts, texts_of
from council.presenters.rows import Row, row, scale_of
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Reading
from watchdog.core.typography import long_date, short_date
from watchdog.core.words import CHOICES


@dataclass
class Item:
    """A point of the agenda with the votes held on it."""

    item: AgendaItem
    votes: list[Row] = field(default_factory=list)
    moment: Moment | None = None
    """When in the recording it was taken up."""


@dataclass(frozen=True)
class SessionPage:
    """Everything the template shows of one session."""

    session: Meeting
    items: Sequence[Item]
    loose: Sequence[Row]
    """Votes that no document ties to a point of the agenda."""
    rows: Sequence[Row]
    texts: Texts
    layers: Layers
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]
    before: Meeting | None
    after: Meeting | None

    @property
    def heading(self) -> str:
        return name_of(self.session)

    @property
    def short_name(self) -> str:
        return short_name_of(self.session)

    @property
    def before_name(self) -> str:
        return short_name_of(self.before) if self.before else ""

    @property
    def after_name(self) -> str:
        return short_name_of(self.after) if self.after else ""

    @property
    def choices(self) -> list[str]:
        """Give the choices that were made at the session by name, in their fixed order: the legend of the strips."""
        made = {choice for person in self.taken for choice in person.choices}
        return [choice for choice in CHOICES if choice in made]

    @property
    def kicker(self) -> str:
        term = _("term %(term)s") % {"term": self.session.term}
        return f"{self.session.body.name} · {term}"

    @property
    def citation(self) -> str:
        return f"{self.session.body.name}, {self.heading}"

    @property
    def days(self) -> list[date]:
        return [sitting.day for sitting in self.session.sittings.all()]

    @property
    def votes(self) -> int:
        return len(self.rows)

    @cached_property
    def scale(self) -> int:
        return scale_of(self.rows)

    @cached_property
    def closest(self) -> Row | None:
        return closest(self.rows)

    @property
    def attendance(self) -> Sequence[Sum]:
        return self.layers.sums

    @property
    def here(self) -> Sequence[Here]:
        """Give the three layers name by name, where the list or a quorum check is recorded so."""
        return self.layers.people

    @property
    def taken(self) -> Sequence[Taken]:
        return self.layers.taken

    @property
    def deck(self) -> str:
        if not self.rows:
            if self.items:
                return _("We have its agenda. No vote held at it is known to us yet.")
            return _("We know that it was held. We have neither its agenda nor its votes.")
        named = sum(row.vote.named for row in self.rows)
        held = ngettext("%(n)s vote is known to us", "%(n)s votes are known to us", self.votes) % {"n": self.votes}
        by_name = ngettext("%(n)s of them by name", "%(n)s of them by name", named) % {"n": named}
        return f"{held}, {by_name}."

    @property
    def facts(self) -> list[SafeString | str]:
        session = self.session
        facts: list[SafeString | str] = []
        if session.starts_at:
            facts.append(_("began at %(time)s") % {"time": f"{session.starts_at:%H:%M}"})
        if session.venue:
            facts.append(session.venue)
        facts.append(_agenda_words(self.items))
        facts.append(_recording(session.recording))
        facts += self.texts.links
        return facts


def session_page(session: Meeting) -> SessionPage:
    """Build the page of a session fetched by ``Session.objects.for_page()``."""
    votes = _votes_of(session)
    rows = [row(vote) for vote in votes]
    items, loose = _agenda(session, rows)
    texts = texts_of(session)
    for item in items:
        item.moment = texts.moment(item.item.label)
    before, after = neighbours(session)
    return SessionPage(
        session=session,
        items=items,
        loose=loose,
        rows=rows,
        texts=texts,
        layers=layers_of(session, votes),
        doubts=tuple(doubts(session.findings)),
        readings=readings_of(session),
        history=corrections(session, session.agenda_items.all(), session.time_codes.all(), session.attendance.all()),
        before=before,
        after=after,
    )


def _votes_of(session: Meeting) -> list[Vote]:
    """Give the session's votes in the order in which they were held, in one query."""
    votes = list(Vote.objects.filter(meeting=session.pk).with_decisions().in_meeting_order())
    for vote in votes:
        vote.meeting = session  # the same one for all, with its term and body
    return votes


def name_of(session: Meeting) -> str:
    """Name a session by its number and day, as far as both are known; a committee's meeting by its day."""
    if not session.is_session:
        return _("Meeting of %(day)s") % {"day": long_date(session.day)} if session.day else _("Meeting")
    if session.number and session.day:
        return _("Session %(number)s, %(day)s") % {"number": session.roman, "day": long_date(session.day)}
    if session.number:
        return _("Session %(number)s, day not known") % {"number": session.roman}
    return _("Session of %(day)s") % {"day": long_date(session.day)} if session.day else _("Session")


def short_name_of(session: Meeting) -> str:
    """Name a session in a word: its number, or else its day."""
    return session.roman or (short_date(session.day) if session.day else "")


def closest(rows: Sequence[Row]) -> Row | None:
    """Give the contested vote in which for and against lay nearest to each other, if any was contested."""
    apart = [(gap, place) for place, row in enumerate(rows) if (gap := _gap(row.vote)) is not None]
    return rows[min(apart)[1]] if apart else None


def _gap(vote: Vote) -> int | None:
    """Give how far for and against lie apart; ``None`` where nobody dissented, or numbers are missing."""
    if vote.tally_for is None or vote.tally_against is None:
        return None
    return abs(vote.tally_for - vote.tally_against) if vote.tally_against or vote.tally_abstain else None


def _agenda(session: Meeting, rows: Sequence[Row]) -> tuple[list[Item], list[Row]]:
    """Tie votes to the points of the agenda: by the point's label, else by the print they are about."""
    items = [Item(item) for item in session.agenda_items.select_related("draft__term").order_by("position", "pk")]
    by_label = {item.item.label: item for item in items}
    by_print = {item.item.draft_id: item for item in items if item.item.draft_id}
    loose: list[Row] = []
    for each in rows:
        place = by_label.get(each.vote.item) or by_print.get(each.vote.draft_id or 0)
        (place.votes if place else loose).append(each)
    return items, loose


def _agenda_words(items: Sequence[Item]) -> SafeString | str:
    if not items:
        return _missing(_("Agenda"))
    return ngettext("%(n)s agenda item", "%(n)s agenda items", len(items)) % {"n": len(items)}


def _recording(address: str) -> SafeString | str:
    if not address:
        return _missing(_("Recording"))
    if not address.startswith(("http://", "https://")):
        return _("Recording: %(place)s") % {"place": address}
    return format_html('<a href="{}" rel="noopener">{}</a>', address, _("Recording"))


def _missing(what: str) -> SafeString:
    return format_html('{}: <span class="na">{}</span>', what, _("not in our data"))


def neighbours(session: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """Give the meetings of the body before and after this one in its term, in one query."""
    ours = Meeting.objects.filter(body=session.body_id, term=session.term_id)
    others = list(ours.only("number", "day", "term_id", "body_id"))
    for other in others:
        other.term, other.body = session.term, session.body  # known already: an address needs their names
    line = in_line(others)
    here = next(place for place, other in enumerate(line) if other.pk == session.pk)
    return (line[here - 1] if here else None), (line[here + 1] if here + 1 < len(line) else None)


def in_line(sessions: Sequence[Meeting]) -> list[Meeting]:
    """
    Put the sessions of a term one after another.

    A numbered session without a day stands right after the number before it; one without a number, by its day.
    """
    line: list[tuple[date, int, int]] = []
    day = date.min
    numbered = [(each.number or 0, place) for place, each in enumerate(sessions) if each.number]
    for number, place in sorted(numbered):
        day = max(day, sessions[place].day or day)
        line.append((sessions[place].day or day, number, place))
    line += [(each.day or date.min, 0, place) for place, each in enumerate(sessions) if not each.number]
    return [sessions[place] for _day, _number, place in sorted(line)]
