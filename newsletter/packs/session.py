"""A session as everything in its pack states it: the page that residents see, and who chose what in which vote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_

from django.db.models import Model, Q

from council.models import AgendaItem, Ballot, ClubMembership, Meeting, Vote
from council.models.vote_choices import Kind
from council.presenters.rows import Row, is_close
from council.presenters.sessions import SessionPage, session_page
from council.stats import CAST
from watchdog.archive.models import Change

MOST_CLOSE = 5
"""So many of the closest votes are told and drawn."""


@dataclass(frozen=True)
class Choice:
    """What one person chose in one vote; ``person`` is nobody where the name as printed finds nobody."""

    name: str
    choice: str
    person: int | None
    club: str


@dataclass(frozen=True)
class Told:
    """A session with what its pack tells of it."""

    page: SessionPage
    choices: Mapping[int, Sequence[Choice]]
    """Everybody named in a vote, by the vote's primary key, in the order of the document."""

    @property
    def session(self) -> Meeting:
        return self.page.session

    @cached_property
    def questions(self) -> list[Row]:
        """Give the votes in which something was asked: all but the checks of the quorum, in their order."""
        return [row for row in self.page.rows if row.vote.kind != Kind.QUORUM]

    @cached_property
    def closest(self) -> list[Row]:
        """Give the votes that three people would have turned, the closest first; else the closest contested one."""
        close = sorted((row for row in self.questions if is_close(row.vote)), key=lambda row: _gap(row.vote))
        nearest = self.page.closest
        return close[:MOST_CLOSE] or ([nearest] if nearest and nearest in self.questions else [])

    @cached_property
    def split(self) -> list[tuple[Row, dict[str, dict[str, int]]]]:
        """Give the votes in which people of one club chose differently, each with these clubs' totals."""
        found = ((row, self.clubs_apart(row.vote)) for row in self.questions)
        return [(row, clubs) for row, clubs in found if clubs]

    def clubs_apart(self, vote: Vote) -> dict[str, dict[str, int]]:
        """Give the totals of each club whose people took part in a vote and did not all choose the same."""
        clubs: dict[str, Counter[str]] = defaultdict(Counter)
        for each in self.choices.get(vote.pk, ()):
            if each.club:
                clubs[each.club][each.choice] += 1
        return {club: dict(made) for club, made in sorted(clubs.items()) if len(CAST & made.keys()) > 1}


def told(session: int) -> Told:
    """Read a session by its primary key, in a fixed number of queries and one for each day on which it sat."""
    page = session_page(Meeting.objects.for_page().get(pk=session))
    return Told(page, _choices([row.vote for row in page.rows]))


def hidden_in(told: Told) -> frozenset[str]:
    """Give the beginnings of the figures' keys of each record of which a moderator has hidden a change."""
    votes = {row.vote.pk: row.vote.slug for row in told.page.rows}
    items = [item.item.pk for item in told.page.items]
    kinds = {Vote: list(votes), AgendaItem: items, Meeting: [told.session.pk]}
    about = reduce(or_, (_about(model, keys) for model, keys in kinds.items()))
    found = Change.objects.filter(about, concealed_at__isnull=False).values_list("content_type__model", "object_id")
    ours = ("item:", "venue", "doubts")
    begins = {f"vote:{votes[key]}:" for model, key in found if model == "vote"}
    return frozenset({*begins, *(ours if any(model != "vote" for model, _key in found) else ())})


def _about(model: type[Model], keys: list[int]) -> Q:
    meta = model._meta
    return Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name, object_id__in=keys)


def _choices(votes: Sequence[Vote]) -> dict[int, list[Choice]]:
    named = Ballot.objects.filter(vote__in=[vote.pk for vote in votes])
    rows = list(named.select_related("person").order_by("position"))
    people = {row.person_id for row in rows if row.person_id}
    clubs = {day: _clubs_on(day, people) for day in {vote.day for vote in votes}}
    day_of = {vote.pk: vote.day for vote in votes}
    found: dict[int, list[Choice]] = defaultdict(list)
    for row in rows:
        name = row.person.name if row.person else row.name
        club = clubs[day_of[row.vote_id]].get(row.person_id or 0, "")
        found[row.vote_id].append(Choice(name, row.choice, row.person_id, club))
    return found


def _clubs_on(day: date | None, people: Collection[int]) -> dict[int, str]:
    """Tell in which club each person stood on a day; where the day is not known, nobody's club is."""
    if day is None or not people:
        return {}
    rows = ClubMembership.objects.held_on(day).filter(person__in=people)
    return dict(rows.order_by().values_list("person", "club__name"))


def _gap(vote: Vote) -> int:
    return abs((vote.tally_for or 0) - (vote.tally_against or 0))
