"""A vote's names as seats: who chose what, in which club, and who differed from the club's usual choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from council.models import Ballot, ClubMembership, Vote
from council.presenters.remarks import remarked_people
from council.stats import differs, usual_choice
from watchdog.core.charts.votes import Seat, totals_of
from watchdog.core.text import polish_sort_key


@dataclass(frozen=True)
class ClubVote:
    """How one club voted: its people by choice, and the choice that most of its voting members made, if one was."""

    name: str
    full_name: str
    seats: tuple[Seat, ...]
    usual: str | None

    @property
    def totals(self) -> dict[str, int]:
        return totals_of(self.seats)

    @property
    def dissenters(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.differs]


@dataclass(frozen=True)
class RollCall:
    """Everybody named in a vote, in Polish order of surnames, and the same people by club where clubs are known."""

    seats: tuple[Seat, ...]
    clubs: tuple[ClubVote, ...]

    @property
    def largest_club(self) -> int:
        """How many people the largest club has: where the clubs' bars end."""
        return max((len(club.seats) for club in self.clubs), default=0)

    @property
    def broke_ranks(self) -> int:
        """How many people chose otherwise than their clubs."""
        return sum(seat.differs for seat in self.seats)

    @property
    def unclubbed(self) -> int:
        """How many people stand in no club that we know of."""
        return sum(not seat.club for seat in self.seats)


@dataclass(frozen=True)
class _Named:
    sort_key: tuple[str, str]
    name: str
    choice: str
    slug: str
    person: int | None


def roll_call(vote: Vote) -> RollCall:
    """Give the names of a vote fetched by ``for_page``, in two queries (one where nobody is named)."""
    people = _named(vote)
    clubs = _clubs_on(vote.day, [one.person for one in people if one.person])
    usual = _usual(people, clubs)
    base = reverse("council:person-list")  # one look into the address book for a whole chamber
    remarked = remarked_people(vote.remarks.all())
    seats = tuple(
        replace(_seat(one, clubs.get(one.person or 0), usual, base), remark=remarked.get(one.person or 0, ""))
        for one in people
    )
    return RollCall(seats, _club_votes(seats, clubs, usual))


def _named(vote: Vote) -> list[_Named]:
    rows = Ballot.objects.filter(vote=vote).values_list(
        "name", "choice", "person", "person__slug", "person__given_name", "person__family_name", "person__sort_key"
    )
    people = [
        _Named((key, given), f"{given} {family}", choice, slug, person)
        if person
        else _Named((polish_sort_key(printed), ""), printed, choice, "", None)
        for printed, choice, person, slug, given, family, key in rows.order_by()
    ]
    return sorted(people, key=lambda one: one.sort_key)


Club = tuple[str, str]
"""A club's short label and its full name."""


def _clubs_on(day: date | None, people: Sequence[int]) -> dict[int, Club]:
    """Tell in which club each person stood on a day; where the day is not known, nobody's club is."""
    if day is None or not people:
        return {}
    rows = ClubMembership.objects.held_on(day).filter(person__in=people)
    return {
        person: (short or name, name)
        for person, short, name in rows.values_list("person", "club__short_name", "club__name").order_by()
    }


def _usual(people: Sequence[_Named], clubs: dict[int, Club]) -> dict[Club, str | None]:
    return {
        club: usual_choice(one.choice for one in people if clubs.get(one.person or 0) == club)
        for club in set(clubs.values())
    }


def _seat(one: _Named, club: Club | None, usual: dict[Club, str | None], base: str) -> Seat:
    return Seat(
        name=one.name,
        choice=one.choice,
        club=club[0] if club else "",
        url=f"{base}{one.slug}/" if one.slug else "",
        differs=club is not None and differs(one.choice, usual[club]),
    )


def _club_votes(seats: Sequence[Seat], clubs: dict[int, Club], usual: dict[Club, str | None]) -> tuple[ClubVote, ...]:
    found = [
        ClubVote(label, name, tuple(seat for seat in seats if seat.club == label), usual[label, name])
        for label, name in set(clubs.values())
    ]
    return tuple(sorted(found, key=lambda club: (-len(club.seats), polish_sort_key(club.name))))
