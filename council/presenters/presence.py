"""Session by session, whether a person was there as one layer of documents records it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from council.drafts import Layer
from council.models import Body, Mandate, Meeting, Term
from council.stats import Record
from watchdog.core.charts.presence import ABSENT, EXCUSED, OUTSIDE, PARTLY, PRESENT, STATES, UNRECORDED
from watchdog.core.typography import long_date


@dataclass(frozen=True)
class Day:
    """One session: its day in short and in full, its page, and what is recorded of the person."""

    label: str
    name: str
    url: str
    state: str
    words: str


@dataclass(frozen=True)
class Key:
    """A state that occurs, and how often: the legend is the sum."""

    state: str
    words: str
    count: int


@dataclass(frozen=True)
class Calendar:
    """All sessions of a term in one layer."""

    title: str
    days: tuple[Day, ...]

    @property
    def legend(self) -> tuple[Key, ...]:
        counted, words = Counter(day.state for day in self.days), state_words()
        return tuple(Key(state, words[state], counted[state]) for state in STATES if counted[state])


def state_words() -> dict[str, str]:
    """Name each state so that it fits every gender."""
    return {
        PRESENT: pgettext("at a session", "present"),
        PARTLY: pgettext("at a session", "present at some of the checks"),
        EXCUSED: pgettext("at a session", "absent, excused"),
        ABSENT: pgettext("at a session", "absent"),
        UNRECORDED: pgettext("at a session", "not recorded"),
        OUTSIDE: pgettext("at a session", "no mandate on that day"),
    }


def calendars_of(
    terms: Iterable[Term], records: Iterable[Record], mandates: Sequence[Mandate]
) -> dict[int, tuple[Calendar, ...]]:
    """Lay out the sessions of each term in which a layer names the person, in one query; nothing of other terms."""
    layers: dict[tuple[int, str], list[Record]] = defaultdict(list)
    for each in records:
        if each.body == Body.Kind.COUNCIL:
            layers[each.term, each.layer].append(each)
    wanted = [term for term in terms if any(key == term.pk for key, _layer in layers)]
    if not wanted:
        return {}
    held: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in Meeting.objects.sessions().select_related("term", "body").filter(term__in=wanted, withdrawn_at=None):
        held[meeting.term_id].append(meeting)
    titles = {Layer.LIST.value: _("Signed lists of sessions"), Layer.QUORUM.value: _("Quorum checks at sessions")}
    return {
        term.pk: tuple(
            Calendar(title, _days(held[term.pk], layers[term.pk, layer], mandates))
            for layer, title in titles.items()
            if layers[term.pk, layer]
        )
        for term in wanted
    }


def _days(held: Iterable[Meeting], records: Iterable[Record], mandates: Sequence[Mandate]) -> tuple[Day, ...]:
    found: Mapping[int, list[Record]] = defaultdict(list)
    for each in records:
        found[each.meeting].append(each)
    words = state_words()
    ordered = sorted(held, key=lambda meeting: (meeting.day or date.max, meeting.number or 0))
    states = [(each, _state(each, found[each.pk], mandates)) for each in ordered]
    return tuple(Day(_short(each), _long(each), each.get_absolute_url(), state, words[state]) for each, state in states)


def _state(meeting: Meeting, records: Sequence[Record], mandates: Sequence[Mandate]) -> str:
    if records:
        there = sum(each.present for each in records)
        if there:
            return PRESENT if there == len(records) else PARTLY
        return EXCUSED if any(each.excused for each in records) else ABSENT
    if meeting.day and not any(_runs(each, meeting.day) for each in mandates if each.term_id == meeting.term_id):
        return OUTSIDE
    return UNRECORDED


def _runs(mandate: Mandate, day: date) -> bool:
    """Tell whether a mandate holds on a day of its term; an end that is not known is the term's."""
    return (mandate.since or date.min) <= day <= (mandate.until or date.max)


def _short(meeting: Meeting) -> str:
    return f"{meeting.day:%d.%m.%y}" if meeting.day else meeting.roman


def _long(meeting: Meeting) -> str:
    named = meeting.roman
    return ", ".join(filter(None, (named, long_date(meeting.day) if meeting.day else _("day not known"))))
