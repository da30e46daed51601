"""Committees in their terms, functions, opinions and attendance, as small as they can be."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from council.drafts import BodyRole, Layer, Presence, Verdict
from council.models import Attendance, BodyMembership, CommitteeTerm, Meeting, Opinion
from tests.factories.council import (
    DAY,
    CommitteeFactory,
    DraftResolutionFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
)


class CommitteeTermFactory(DjangoModelFactory[CommitteeTerm]):
    class Meta:
        model = CommitteeTerm

    body = factory.SubFactory(CommitteeFactory)
    term = factory.SubFactory(TermFactory)
    address = "https://bip.example/komisje"


class BodyMembershipFactory(DjangoModelFactory[BodyMembership]):
    class Meta:
        model = BodyMembership

    person = factory.SubFactory(PersonFactory)
    body = factory.SubFactory(CommitteeFactory)
    term = factory.SubFactory(TermFactory)
    role = BodyRole.MEMBER.value


class CommitteeMeetingFactory(DjangoModelFactory[Meeting]):
    """A meeting of a committee, known by its day."""

    class Meta:
        model = Meeting

    body = factory.SubFactory(CommitteeFactory)
    term = factory.SubFactory(TermFactory)
    day = DAY
    address = "https://bip.example/komisje"


class OpinionFactory(DjangoModelFactory[Opinion]):
    class Meta:
        model = Opinion

    committee = factory.SubFactory(CommitteeFactory)
    draft = factory.SubFactory(DraftResolutionFactory)
    day = DAY
    verdict = Verdict.POSITIVE.value


class AttendanceFactory(DjangoModelFactory[Attendance]):
    """Somebody on the signed list of a session."""

    class Meta:
        model = Attendance

    meeting = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(PersonFactory)
    name = factory.LazyAttribute(lambda o: str(o.person or "Jan Nieznany"))
    layer = Layer.LIST.value
    state = Presence.PRESENT.value
