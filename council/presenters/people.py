"""A person's page: mandates and clubs over time, figures with their n and period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Body, BodyMembership, Club, ClubMembership, Mandate, Person, Term, Vote
from council.presenters.company import Company, Year, company_of, years_of
from council.presenters.dissent import Dissent, dissent_of, vote_rows
from council.presenters.figures import TermAttendance, TermFigures, term_attendance, term_figures
from council.presenters.interpellations import PersonAnswers, answers_to
from council.presenters.presence import calendars_of
from council.presenters.rows import Row
from council.stats import records_of, rolls_of
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Reading
from watchdog.core.typography import long_date


@dataclass(frozen=True)
class Seat:
    """One mandate with the clubs of its term, in words."""

    mandate: Mandate
    period: str
    clubs: tuple[Membership, ...]
    functions: tuple[Function, ...]


@dataclass(frozen=True)
class Membership:
    club: str
    url: str
    period: str
    inferred: bool


@dataclass(frozen=True)
class Function:
    """A function in the council, or a place in a committee, in words."""

    role: str
    body: str
    """Empty for the council itself."""
    url: str
    period: str
    inferred: bool


@dataclass(frozen=True)
class PersonPage:
    """Everything the template shows of one person beside the list of votes."""

    person: Person
    seats: tuple[Seat, ...]
    figures: tuple[TermFigures, ...]
    attendance: tuple[TermAttendance, ...]
    years: Sequence[Year]
    company: Company
    dissent: Dissent
    differing: Sequence[Row]
    """The newest votes in which the person chose otherwise than the club."""
    rows: Sequence[Row]
    """One page of all the votes in which the person is named."""
    asked: PersonAnswers | None
    """What the person asked the mayor, and how long the answers took; nothing where nothing is known."""
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def sessions(self) -> str:
        """Say over how many sessions the calendar goes."""
        count = sum(len(year.days) for year in self.years)
        return ngettext("%(n)s session", "%(n)s sessions", count) % {"n": count}

    @property
    def deck(self) -> str:
        """Say in which terms the person held a mandate, the first one first."""
        terms = list(dict.fromkeys(str(seat.mandate.term) for seat in reversed(self.seats)))
        if not terms:
            return _("We know of no mandate.")
        held = ngettext("Mandate in the term", "Mandates in the terms", len(terms))
        return f"{held} {', '.join(terms)}."


def person_page(person: Person, votes: Sequence[Vote]) -> PersonPage:
    """Build the page of a person fetched by ``Person.objects.for_page()``, with these votes in which they are named."""
    mandates = list(person.mandates.all())
    terms = list(dict.fromkeys(mandate.term for mandate in mandates))
    by_term = rolls_of(terms)
    rolls = [by_term[term.pk] for term in terms]
    figures = [term_figures(term, roll, person.pk) for term, roll in zip(terms, rolls, strict=True)]
    dissent = dissent_of(person, rolls)
    keys = [vote.pk for vote in votes]
    rows = vote_rows(person, {*keys, *dissent.newest}, rolls)
    memberships = list(person.club_memberships.all())
    functions = list(BodyMembership.objects.shown().filter(person=person))
    recorded = records_of(terms, person.pk)
    calendars = calendars_of(terms, recorded, mandates)
    attendance = [replace(term_attendance(each, recorded), calendars=calendars.get(each.pk, ())) for each in terms]
    return PersonPage(
        person=person,
        seats=tuple(_seat(mandate, memberships, functions) for mandate in mandates),
        figures=tuple(each for each in figures if each),
        attendance=tuple(each for each in attendance if each.known),
        years=years_of(person, rolls),
        company=company_of(person, rolls),
        dissent=dissent,
        differing=tuple(rows[key] for key in dissent.newest),
        rows=tuple(rows[key] for key in keys),
        asked=answers_to(person),
        doubts=tuple(doubts([*person.findings, *(found for mandate in mandates for found in mandate.findings)])),
        readings=readings_of(person),
        history=corrections(
            person,
            person.mandates.select_related("person", "term"),
            person.club_memberships.select_related("person", "club"),
            BodyMembership.objects.filter(person=person).select_related("person", "body"),
        ),
    )


def _seat(mandate: Mandate, memberships: Iterable[ClubMembership], functions: Iterable[BodyMembership]) -> Seat:
    clubs = tuple(
        Membership(each.club.name, club_url(each.club), period(each.since, each.until), each.is_inferred)
        for each in memberships
        if each.club.term_id == mandate.term_id
    )
    held = tuple(_function(each) for each in functions if each.term_id == mandate.term_id)
    return Seat(mandate, period(mandate.since, mandate.until), clubs, held)


def _function(membership: BodyMembership) -> Function:
    body = membership.body
    in_council = body.kind == Body.Kind.COUNCIL
    return Function(
        role=membership.get_role_display(),
        body="" if in_council else body.name,
        url="" if in_council else reverse("council:committee-in-term", args=[body.slug, membership.term.slug]),
        period=period(membership.since, membership.until),
        inferred=membership.is_inferred,
    )


def club_url(club: Club) -> str:
    """Give the address of a club's page in the club's own term."""
    return f"{reverse('council:club', args=[club.slug])}?kadencja={club.term.slug}"


def period(since: date | None, until: date | None) -> str:
    """Say a period; nothing where neither end is known (it is then the term's)."""
    if since and until:
        return f"{long_date(since)} – {long_date(until)}"
    if since:
        return _("since %(since)s") % {"since": long_date(since)}
    return _("until %(until)s") % {"until": long_date(until)} if until else ""


def club_labels(person: Person, term: Term | None = None) -> list[str]:
    """Name the clubs in which a person stood, each once though it is another record in each term; the newest first."""
    memberships = person.club_memberships.all()
    return list(dict.fromkeys(each.club.label for each in memberships if term is None or each.club.term_id == term.pk))


@dataclass(frozen=True)
class Gap:
    """A term whose roster we do not have in full."""

    term: Term
    known: int


def incomplete_rosters(terms: Iterable[Term]) -> list[Gap]:
    """
    Name the terms in which we know fewer people than the council has seats, in one query.

    The other way round proves nothing: successors make a complete roster longer than the council.
    """
    of_seats = list(terms)
    counted = Term.objects.filter(pk__in=[term.pk for term in of_seats]).values_list("pk").order_by()
    known = dict(counted.annotate(Count("mandates__person", distinct=True)))
    return [Gap(term, known[term.pk]) for term in of_seats if 0 < known[term.pk] < (term.seats or 0)]
