"""The real session of 12 June 2014, and the people who make packs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from pytest_django import Settings

from council.models import Meeting, Vote
from newsletter.models import SessionPack
from newsletter.packs import acts, making, pieces
from tests.factories.accounts import member
from tests.factories.council import ClubFactory, ClubMembershipFactory, PersonFactory, SessionFactory, VoteFactory
from watchdog.ingest import pipeline
from watchdog.ingest.registry import all_sources

DAY = date(2026, 11, 27)
SOURCES = ("gliwice_people", "gliwice_roll_calls")


@pytest.fixture(autouse=True)
def own_state(settings: Settings, tmp_path: Path) -> Path:
    """Give packs a directory of their own, and nothing remembered of another test's."""
    settings.PORTAL_STATE = tmp_path / "state"
    cache.clear()
    return Path(settings.PORTAL_STATE)


@pytest.fixture
def vote(db: None) -> Vote:
    """A vote by name of three people, two of them in one club."""
    session, club = SessionFactory(number=44), ClubFactory(name="Klub Miasta")
    people = [PersonFactory(given_name="Anna", family_name=name, in_term=session.term) for name in ("Ba", "Ce", "De")]
    for person in people[:2]:
        ClubMembershipFactory(person=person, club=club)
    made: Vote = VoteFactory(meeting=session, number=1, choices=[(person, "za") for person in people])
    return made


@pytest.fixture
def session(vote: Vote) -> Meeting:
    assert vote.meeting is not None
    return vote.meeting


def real_session() -> Meeting:
    """Take in the session of 12 June 2014 with its roll call, as the seed does."""
    for slug in SOURCES:
        list(pipeline.run(all_sources()[slug], DAY))
    return Meeting.objects.sessions().get(number=44, term__slug="2010-2014")


@pytest.fixture
def editor(db: None) -> User:
    return member("redaktorka", "redaktor", first_name="Iga", last_name="Redaktorska")


@pytest.fixture
def without_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set and draw nothing: the addresses are asked in one test; here they answer with as good as nothing."""
    monkeypatch.setattr(pieces, "ask", lambda path, media_type: f"{media_type} {path}".encode())


def made(session: Meeting, user: User) -> SessionPack:
    """Press the button and let the worker work."""
    pack, _anything = acts.ask(session, user)
    making.perform(pack.pk)
    pack.refresh_from_db()
    return pack


def said(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")
