"""The smallest valid records of a council; a vote with names takes them as ``choices``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from council.kinds import kind_of
from council.models import (
    AgendaItem,
    Ballot,
    Body,
    Club,
    ClubMembership,
    DraftResolution,
    Mandate,
    Person,
    PersonName,
    Resolution,
    Session,
    Sitting,
    Term,
    Vote,
)
from watchdog.core.text import slugify, subject_key

DAY = date(2014, 6, 12)


class TermFactory(DjangoModelFactory[Term]):
    """The term 2010–2014 of a council of 25; made once, like every term."""

    class Meta:
        model = Term
        django_get_or_create = ["slug"]

    slug = "2010-2014"
    name = "VI kadencja"
    starts = factory.LazyAttribute(lambda o: date(int(o.slug[:4]), 11, 21))
    ends = factory.LazyAttribute(lambda o: date(int(o.slug[5:]), 11, 15))
    seats = 25


class PersonFactory(DjangoModelFactory[Person]):
    """Somebody who is known by one spelling; ``in_term`` gives a mandate, ``club`` a membership of all its term."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    given_name = "Anna"
    family_name = factory.Sequence(lambda n: f"Radna{''.join(chr(97 + n // 26**place % 26) for place in (2, 1, 0))}")
    slug = factory.LazyAttribute(lambda o: slugify(f"{o.given_name} {o.family_name}"))
    address = "https://bip.example/rada-miasta"

    @factory.post_generation
    def spelling(self: Person, create: bool, name: str | None, **kwargs: Any) -> None:  # type: ignore[misc]  # self is the person
        if create:
            PersonName.objects.create(person=self, name=name or self.name)

    @factory.post_generation
    def in_term(self: Person, create: bool, term: Term | None, **kwargs: Any) -> None:  # type: ignore[misc]  # self is the person
        if term:
            MandateFactory(person=self, term=term)

    @factory.post_generation
    def club(self: Person, create: bool, club: Club | None, **kwargs: Any) -> None:  # type: ignore[misc]  # self is the person
        if club:
            ClubMembershipFactory(person=self, club=club)


class MandateFactory(DjangoModelFactory[Mandate]):
    class Meta:
        model = Mandate

    person = factory.SubFactory(PersonFactory)
    term = factory.SubFactory(TermFactory)


class ClubFactory(DjangoModelFactory[Club]):
    class Meta:
        model = Club

    term = factory.SubFactory(TermFactory)
    name = factory.Sequence(lambda n: f"Klub {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.name))


class ClubMembershipFactory(DjangoModelFactory[ClubMembership]):
    class Meta:
        model = ClubMembership

    person = factory.SubFactory(PersonFactory)
    club = factory.SubFactory(ClubFactory)


class BodyFactory(DjangoModelFactory[Body]):
    """The council, of which there is one."""

    class Meta:
        model = Body
        django_get_or_create = ["kind"]

    kind = Body.Kind.COUNCIL
    slug = "rada-miasta"
    name = "Rada Miasta"


class CommitteeFactory(DjangoModelFactory[Body]):
    class Meta:
        model = Body

    kind = Body.Kind.COMMITTEE
    name = factory.Sequence(lambda n: f"Komisja {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.name))


class SessionFactory(DjangoModelFactory[Session]):
    """A session of one day; ``sat`` names the days when there are several."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    term = factory.SubFactory(TermFactory)
    number = factory.Sequence(lambda n: n % 900 + 1)
    day = DAY
    address = "https://bip.example/sesje"

    @factory.post_generation
    def sat(self: Session, create: bool, days: Sequence[date] | None, **kwargs: Any) -> None:  # type: ignore[misc]  # self is the session
        for day in days or ([self.day] if self.day and create else []):
            Sitting.objects.create(meeting=self, day=day)


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(SessionFactory)
    label = factory.LazyAttribute(lambda o: str(o.position))
    position = factory.Sequence(lambda n: n + 1)
    title = "Przyjęcie porządku obrad"


class DraftResolutionFactory(DjangoModelFactory[DraftResolution]):
    class Meta:
        model = DraftResolution

    term = factory.SubFactory(TermFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    slug = factory.LazyAttribute(lambda o: slugify(o.number))
    title = "w sprawie utworzenia Osiedla Baildona"
    day = DAY


class ResolutionFactory(DjangoModelFactory[Resolution]):
    class Meta:
        model = Resolution

    term = factory.SubFactory(TermFactory)
    number = factory.LazyAttributeSequence(lambda o, n: f"XLIV/{n + 1}/{o.year}")
    slug = factory.LazyAttribute(lambda o: slugify(o.number or o.title))
    year = factory.LazyAttribute(lambda o: o.adopted_on.year if o.adopted_on else DAY.year)
    adopted_on = DAY
    title = "w sprawie utworzenia Osiedla Baildona"
    address = "https://bip.example/uchwaly"


class VoteFactory(DjangoModelFactory[Vote]):
    """
    A vote on the session's day.

    ``choices=[(person, "za"), …]`` gives it names and, unless told otherwise, the tally counted from them;
    ``totals=(for, against, abstained, absent)`` the official counters and the tally taken from them.
    """

    class Meta:
        model = Vote
        skip_postgeneration_save = True

    meeting = factory.SubFactory(SessionFactory)
    subject = "Utworzenie Osiedla Baildona"
    subject_key = factory.LazyAttribute(lambda o: subject_key(o.subject))
    kind = factory.LazyAttribute(lambda o: kind_of(o.subject).value)
    day = factory.LazyAttribute(lambda o: o.meeting.day if o.meeting else DAY)
    year = factory.LazyAttribute(lambda o: o.day.year if o.day else DAY.year)
    slug = factory.LazyAttributeSequence(lambda o, n: f"{o.day or o.year}-{slugify(o.subject)}-{n}")
    address = "https://bip.example/glosowania"

    @factory.post_generation
    def totals(self: Vote, create: bool, counts: Sequence[int | None] | None, **kwargs: Any) -> None:  # type: ignore[misc]  # self is the vote
        for name, count in zip(("for", "against", "abstain", "absent", "not_voting"), counts or (), strict=False):
            setattr(self, f"official_{name}", count)
            setattr(self, f"tally_{name}", count)
        if create and counts:
            self.save()

    @factory.post_generation
    def choices(self: Vote, create: bool, ballots: Sequence[tuple[Person | str, str]] | None, **kwargs: Any) -> None:  # type: ignore[misc]  # self is the vote
        if not ballots:
            return
        Ballot.objects.bulk_create(
            [_ballot(self, who, choice, place) for place, (who, choice) in enumerate(ballots, start=1)]
        )
        if self.tally_for is None:
            _count(self, [choice for _who, choice in ballots])


def _ballot(vote: Vote, who: Person | str, choice: str, place: int) -> Ballot:
    known = who if isinstance(who, Person) else None
    return Ballot(vote=vote, person=known, name=str(who), choice=choice, label=choice.upper(), position=place)


def _count(vote: Vote, choices: list[str]) -> None:
    vote.tally_for, vote.tally_against = choices.count("za"), choices.count("przeciw")
    vote.tally_abstain, vote.tally_absent = choices.count("wstrzymal_sie"), choices.count("nieobecny")
    vote.tally_not_voting, vote.tally_counted = choices.count("nie_glosowal"), True
    vote.save()
