"""Clubs: who stood in them and when, and what their people chose while they did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Club, ClubMembership, Meeting, Person
from council.periods import Period
from council.presenters.figures import Cell, Measure, cell, named_votes, others
from council.presenters.multiples import drawing_of, person_shares, sessions_of
from council.presenters.people import period
from council.stats import (
    AttendanceFigures,
    ClubFigures,
    Record,
    Share,
    VoteSet,
    agreement_of_clubs,
    attendance_of,
    figures_of,
    figures_of_club,
    figures_of_council,
    records_of,
)


@dataclass(frozen=True)
class ClubRow:
    """One club in the list."""

    club: Club
    url: str
    people: str
    taken: Cell
    with_club: Cell
    whole: Cell


@dataclass(frozen=True)
class Member:
    """Somebody who stood in the club; figures only of the votes held while they did."""

    person: Person
    url: str
    since: str
    inferred: bool
    taken: Cell
    course: SafeString
    """The part taken, session by session, as a drawing."""
    with_club: Cell
    against: Cell


@dataclass(frozen=True)
class ClubPage:
    """Everything the template shows of one club in one term."""

    club: Club
    measures: tuple[Measure, ...]
    members: tuple[Member, ...]
    alike: tuple[Measure, ...]
    """Agreement with every other club of the term, over all votes and over the divided ones."""
    n: str


def club_rows(clubs: Sequence[Club], found: Period) -> list[ClubRow]:
    """Give the clubs of a term as rows; shares like the club's usual choice are of divided votes."""
    rows = []
    for club in clubs:
        figures = figures_of_club(found.roll, club.pk, found.among)
        divided = figures_of_club(found.roll, club.pk, found.contested)
        people = ngettext("%(n)s person", "%(n)s people", figures.people) % {"n": figures.people}
        url = reverse("council:club", args=[club.slug])
        rows.append(ClubRow(club, url, people, cell(figures.taken), cell(divided.with_club), cell(divided.whole)))
    return rows


def council_measures(found: Period) -> tuple[Measure, ...]:
    """Give the shares of the whole council, over all votes and over the divided ones, in three queries."""
    both = [figures_of_council(found.roll, votes) for votes in (found.among, found.contested)]
    layers = attendance_of(records_of([found.term] if found.term else []), _in_days(found))
    return (
        Measure(_("Votes cast"), tuple(cell(each.taken) for each in both)),
        Measure(_("For or against"), tuple(cell(each.position) for each in both)),
        Measure(_("Present at sessions, as stated"), (_signed(found), _not_by_votes())),
        Measure(_("Signed lists, name by name"), (_layer(layers.signed), _not_by_votes())),
        Measure(_("Quorum checks"), (_layer(layers.checks), _not_by_votes())),
    )


def _not_by_votes() -> Cell:
    """Attendance has no divided votes: the second way of counting has nothing to say of it."""
    return Cell(_("not counted by votes"), "", missing=True)


def _layer(share: Share) -> Cell:
    return cell(share) if share.whole else Cell(_("not recorded"), "", missing=True)


def _in_days(found: Period) -> Callable[[Record], bool]:
    """Keep the records of the days that the page asks for."""
    since, until = (found.form.cleaned_data.get(end) for end in ("od", "do"))
    return lambda record: (since is None or record.day >= since) and (until is None or record.day <= until)


def _while_members(memberships: Iterable[ClubMembership], found: Period) -> Callable[[Record], bool]:
    """Keep the records of a club's people of the days on which they stood in it; inferred memberships do not count."""
    stated = [each for each in memberships if not each.is_inferred]
    in_days = _in_days(found)

    def keep(record: Record) -> bool:
        held = (each for each in stated if each.person_id == record.person)
        return in_days(record) and any(
            (each.since is None or each.since <= record.day) and (each.until is None or record.day <= each.until)
            for each in held
        )

    return keep


def _signed(found: Period) -> Cell:
    """Add up the people present and absent of the sessions of which documents state both; this layer names nobody."""
    sessions = Meeting.objects.sessions().filter(term=found.term, present__isnull=False, absent__isnull=False)
    since, until = (found.form.cleaned_data.get(end) for end in ("od", "do"))
    if since:
        sessions = sessions.filter(day__gte=since)
    if until:
        sessions = sessions.filter(day__lte=until)
    told = sessions.aggregate(present=Coalesce(Sum("present"), 0), absent=Coalesce(Sum("absent"), 0))
    if not told["present"] + told["absent"]:
        return Cell(_("not known"), "", missing=True)
    return cell(Share(told["present"], told["present"] + told["absent"]))


def club_page(club: Club, clubs: Sequence[Club], found: Period) -> ClubPage:
    """Build the page of a club, in three queries beside those of the period; ``clubs`` are all clubs of its term."""
    both = [figures_of_club(found.roll, club.pk, votes) for votes in (found.among, found.contested)]
    memberships = list(_memberships(club))
    layers = attendance_of(records_of([found.term] if found.term else []), _while_members(memberships, found))
    sessions = sessions_of(found)
    return ClubPage(
        club=club,
        measures=(*_measures(both), *_layers(layers)),
        members=tuple(_member(each, found, sessions) for each in memberships),
        alike=tuple(_alike(club, other, found) for other in clubs if other.pk != club.pk),
        n=named_votes(both[0].votes),
    )


def _measures(both: Sequence[ClubFigures]) -> tuple[Measure, ...]:
    return (
        Measure(_("Votes cast"), tuple(cell(each.taken) for each in both)),
        Measure(_("For or against"), tuple(cell(each.position) for each in both)),
        Measure(_("Like most of the club"), tuple(cell(each.with_club) for each in both)),
        Measure(_("Votes in which nobody of the club differed"), tuple(cell(each.whole) for each in both)),
    )


def _layers(layers: AttendanceFigures) -> tuple[Measure, ...]:
    return (
        Measure(_("Signed lists, name by name"), (_layer(layers.signed), _not_by_votes())),
        Measure(_("Quorum checks"), (_layer(layers.checks), _not_by_votes())),
    )


def _memberships(club: Club) -> Iterable[ClubMembership]:
    found = ClubMembership.objects.filter(club=club, withdrawn_at=None).select_related("person")
    return found.order_by("person__sort_key", "person__given_name", "since")


def _member(membership: ClubMembership, found: Period, sessions: Mapping[int, VoteSet]) -> Member:
    held = found.roll.between(membership.since, membership.until) & found.among
    figures = figures_of(found.roll, membership.person_id, held)
    divided = figures_of(found.roll, membership.person_id, held & found.contested)
    return Member(
        person=membership.person,
        url=membership.person.get_absolute_url(),
        since=period(membership.since, membership.until),
        inferred=membership.is_inferred,
        taken=cell(figures.taken),
        course=drawing_of(person_shares(found.roll, membership.person_id, held, sessions)),
        with_club=cell(divided.with_club),
        against=others(figures.with_club),
    )


def _alike(club: Club, other: Club, found: Period) -> Measure:
    pairs = [agreement_of_clubs(found.roll, club.pk, other.pk, votes) for votes in (found.among, found.contested)]
    return Measure(other.name, tuple(cell(each) for each in pairs))
